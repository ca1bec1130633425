package dev.weft.event.query;

import dev.weft.event.Level;
import dev.weft.event.query.Completions.Item;
import dev.weft.event.query.Completions.Kind;
import dev.weft.event.query.Completions.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What fits behind a field's colon. */
final class ValueItems {
  private static final List<String> TIMES = List.of("-15m", "-1h", "-1d", "now/d", "-1d/d", "now");
  private static final List<String> DURATIONS = List.of("100ms", "500ms", "1s", "5s", "1m", "5m");

  private ValueItems() {}

  static Completions of(String field, int from, int to, String typed) {
    List<String> closed = closed(BuiltInField.named(field));
    if (closed == null) {
      return new Completions(from, to, typed, List.of(), Wanted.VALUES, field);
    }
    String lower = typed.toLowerCase(Locale.ROOT);
    List<Item> items =
        closed.stream()
            .filter(value -> value.startsWith(lower))
            .map(value -> new Item(value, Kind.VALUE, ""))
            .toList();
    return new Completions(from, to, typed, items, Wanted.NOTHING, null);
  }

  private static @Nullable List<String> closed(@Nullable BuiltInField field) {
    if (field == null) {
      return null;
    }
    return switch (field) {
      case LEVEL ->
          Arrays.stream(Level.values()).map(l -> l.name().toLowerCase(Locale.ROOT)).toList();
      case TYPE -> EventType.names();
      case STATUS -> TaskFacts.STATUSES;
      case TIME -> TIMES;
      case DURATION -> DURATIONS;
      case DEPTH, SEQ -> List.of();
      default -> null;
    };
  }

  /** The same, with what may stand before a value. */
  static Completions withOperators(Completions values) {
    List<Item> items = new ArrayList<>(values.items());
    items.add(new Item("*", Kind.OPERATOR, "any value"));
    items.add(new Item(">=", Kind.OPERATOR, "at least"));
    items.add(new Item("<=", Kind.OPERATOR, "at most"));
    items.add(new Item("(", Kind.OPERATOR, "any of"));
    items.add(new Item("[", Kind.OPERATOR, "from … TO …"));
    return new Completions(
        values.from(), values.to(), values.typed(), items, values.wanted(), values.field());
  }
}
