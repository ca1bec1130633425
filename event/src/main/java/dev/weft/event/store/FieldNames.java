package dev.weft.event.store;

import dev.weft.event.WireKey;
import dev.weft.event.codec.RawEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names under which a query finds an event's own fields: those of its context, of {@code mdc}
 * and of the record itself under their plain names, those of an object's change behind {@code
 * obj.}, nested ones with dots. What a logging system adds to every record is no field of the
 * event's.
 *
 * <p>Functions only, usable from any thread.
 */
public final class FieldNames {
  private static final int DEEPEST = 4;
  private static final int LONGEST = 200;
  private static final int MOST_OF_ONE_EVENT = 200;

  /** What contexture adds to its messages. */
  private static final Set<String> OF_MESSAGES =
      Set.of(
          WireKey.STATUS,
          WireKey.ACTION,
          WireKey.TIME_IN,
          WireKey.TIME_OUT,
          WireKey.QUEUE_TIME,
          WireKey.QUEUE_LENGTH,
          WireKey.HANDLER_ID,
          WireKey.ELAPSED);

  private FieldNames() {}

  /** The names of one event; no more than 200, none longer than 200 characters. */
  public static Set<String> of(RawEvent record) {
    Set<String> names = new TreeSet<>();
    boolean change = Sketch.objectId(record) != null;
    for (int i = 0; i < record.members(); i++) {
      String name = record.member(i);
      switch (name) {
        case WireKey.CONTEXT -> inside(names, "", record.foundValue(), WireKey.KEY);
        case WireKey.MDC -> inside(names, "", record.foundValue(), "");
        case WireKey.OBJECT -> inside(names, WireKey.OBJECT + '.', record.foundValue(), "");
        default -> {
          if (!WireKey.RESERVED.contains(name) && !(change && OF_MESSAGES.contains(name))) {
            add(names, name, record.foundValue(), 1);
          }
        }
      }
    }
    return names;
  }

  private static void inside(
      Set<String> names, String before, @Nullable Object value, String without) {
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, inner) -> {
        if (!without.equals(name)) {
          add(names, before + name, inner, 1);
        }
      });
    }
  }

  private static void add(Set<String> names, String name, @Nullable Object value, int depth) {
    if (name.isEmpty() || name.length() > LONGEST || names.size() >= MOST_OF_ONE_EVENT) {
      return;
    }
    if (value instanceof Map<?, ?> members && depth < DEEPEST) {
      members.forEach((inner, below) -> add(names, name + '.' + inner, below, depth + 1));
    } else if (value != null) {
      names.add(name);
    }
  }
}
