package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.List;

/** A compiled part of a query. Immutable, usable from any thread. */
@FunctionalInterface
interface Condition {
  /** Most look at the event alone; {@link Surroundings#NONE} will do for them. */
  boolean holds(RawEvent event, Surroundings around);

  static Condition all(List<Condition> parts) {
    Condition[] all = parts.toArray(Condition[]::new);
    return (event, around) -> {
      for (Condition part : all) {
        if (!part.holds(event, around)) {
          return false;
        }
      }
      return true;
    };
  }

  static Condition any(List<Condition> parts) {
    Condition[] any = parts.toArray(Condition[]::new);
    return (event, around) -> {
      for (Condition part : any) {
        if (part.holds(event, around)) {
          return true;
        }
      }
      return false;
    };
  }
}
