package dev.weft.lucene;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the words of what a term without a field is looked for in: the message, the exception and
 * every value that the program gave. It has to find no less than {@code dev.weft.event.query} does.
 *
 * <p>Used by one thread.
 */
final class FreeWords {
  private static final Set<String> ADDED_ON_THE_WAY =
      Set.of(
          WireKey.TIME_IN,
          WireKey.TIME_OUT,
          WireKey.QUEUE_TIME,
          WireKey.QUEUE_LENGTH,
          WireKey.HANDLER_ID);

  private static final FieldPath MESSAGE = FieldPath.of(WireKey.MESSAGE);

  private final TermStream words;

  FreeWords(TermStream words) {
    this.words = words;
  }

  void add(RawEvent record) {
    int members = record.members();
    boolean filled = record.has(MESSAGE);
    for (int i = 0; i < members; i++) {
      String name = record.member(i);
      if (WireKey.ADDED.contains(name)
          || ADDED_ON_THE_WAY.contains(name)
          || (filled && name.equals(WireKey.MSG))) {
        continue;
      }
      if (record.kind() == JsonKind.OBJECT || record.kind() == JsonKind.ARRAY) {
        add(name.equals(WireKey.CONTEXT), record.foundValue());
      } else {
        String text = record.foundText();
        if (text != null) {
          Words.add(lines(text), words);
        }
      }
    }
  }

  private void add(boolean context, @Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        if (!context || !WireKey.KEY.equals(member.getKey())) {
          add(false, member.getValue());
        }
      }
    } else if (value instanceof Collection<?> items) {
      for (Object item : items) {
        add(false, item);
      }
    } else if (value != null) {
      Words.add(String.valueOf(value), words);
    }
  }

  /** The wire writes line feeds as backslash and n. */
  static String lines(String text) {
    return text.contains("\\n") ? text.replace("\\n", "\n") : text;
  }
}
