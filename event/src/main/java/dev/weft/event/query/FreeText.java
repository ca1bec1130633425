package dev.weft.event.query;

import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A term without a field: looked for in the message, the exception and every value that the program
 * gave, but not in what a logging system adds to every record.
 */
final class FreeText implements Condition {
  /** What contexture and its monitor add to a message on its way. */
  private static final Set<String> ADDED_ON_THE_WAY =
      Set.of(WireKey.TIME_IN, "time_out", "qtime", "qlen", "handler_id");

  private final TextPattern pattern;
  private final RawHint hint;

  FreeText(Term term) {
    this.pattern = Patterns.within(term);
    this.hint = RawHint.of(term);
  }

  @Override
  public boolean holds(RawEvent event, Surroundings around) {
    if (!hint.possible(event)) {
      return false;
    }
    boolean filled = false;
    int template = -1;
    for (int i = 0; i < event.members(); i++) {
      String name = event.member(i);
      if (name.equals(WireKey.MSG)) {
        template = i;
      } else if (searched(name) && found(name, event)) {
        return true;
      }
      filled |= name.equals(WireKey.MESSAGE);
    }
    if (filled || template < 0) {
      return false;
    }
    event.member(template);
    return found(WireKey.MSG, event);
  }

  private static boolean searched(String name) {
    return !WireKey.ADDED.contains(name) && !ADDED_ON_THE_WAY.contains(name);
  }

  private boolean found(String name, RawEvent event) {
    if (event.kind() == JsonKind.OBJECT || event.kind() == JsonKind.ARRAY) {
      return found(name.equals(WireKey.CONTEXT), event.foundValue());
    }
    String text = event.foundText();
    return text != null && pattern.isIn(lines(text));
  }

  private boolean found(boolean context, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .filter(entry -> !context || !WireKey.KEY.equals(entry.getKey()))
          .anyMatch(entry -> found(false, entry.getValue()));
    }
    if (value instanceof Collection<?> items) {
      return items.stream().anyMatch(item -> found(false, item));
    }
    return value != null && pattern.isIn(String.valueOf(value));
  }

  /** Restores the line feeds that the wire writes as backslash and n, so that words end there. */
  static String lines(String text) {
    return text.contains("\\n") ? text.replace("\\n", "\n") : text;
  }
}
