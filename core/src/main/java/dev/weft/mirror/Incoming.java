package dev.weft.mirror;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;

/** Tells records apart by a look at their bytes, before anything is made of them. */
final class Incoming {
  private static final FieldPath ECHO = FieldPath.of("weft." + WireKey.WEFT_ECHO);
  private static final FieldPath KIND = FieldPath.of("weft." + WireKey.WEFT_KIND);
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] ALIVE = {'a', 'l', 'i', 'v', 'e'};

  private Incoming() {}

  /** Whether it is one well-formed object. */
  static boolean readable(RawEvent record) {
    return record.problem() == null;
  }

  /** Whether it only repeats, for other readers, what another record has said. */
  static boolean echoes(RawEvent record) {
    return record.textEquals(ECHO, TRUE);
  }

  /** Whether it is a source's sign of life, and nothing else. */
  static boolean heartbeat(RawEvent record) {
    return record.textEquals(KIND, ALIVE);
  }

  /** Whether it may be an object's change. */
  static boolean maybeChange(RawEvent record) {
    return record.find(OBJECT) && record.kind() == JsonKind.OBJECT;
  }
}
