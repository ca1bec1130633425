package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.List;

/** A compiled part of a query. Immutable, usable from any thread. */
@FunctionalInterface
interface Condition {
  boolean holds(RawEvent event);

  static Condition all(List<Condition> parts) {
    Condition[] all = parts.toArray(Condition[]::new);
    return event -> {
      for (Condition part : all) {
        if (!part.holds(event)) {
          return false;
        }
      }
      return true;
    };
  }

  static Condition any(List<Condition> parts) {
    Condition[] any = parts.toArray(Condition[]::new);
    return event -> {
      for (Condition part : any) {
        if (part.holds(event)) {
          return true;
        }
      }
      return false;
    };
  }
}
