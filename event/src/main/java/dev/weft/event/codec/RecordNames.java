package dev.weft.event.codec;

import dev.weft.event.WireKey;

/** The names under which a user's fields travel, where the wire keeps theirs for itself. */
final class RecordNames {
  private RecordNames() {}

  /** The name under which a user's field travels at the top level. */
  static String free(String name) {
    return WireKey.RESERVED.contains(name) ? name + '_' : name;
  }

  /** The name under which a user's field travels inside the context. */
  static String freeInContext(String name) {
    return name.equals(WireKey.KEY) ? WireKey.KEY + '_' : name;
  }
}
