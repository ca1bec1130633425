package dev.weft.zeromq;

import dev.weft.event.Event;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.EventEncoder;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Completeness;
import dev.weft.event.collate.ObjectTable;
import dev.weft.event.collate.ObjectView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What state the live objects are in whose changes pass, so that whoever subscribes late can be
 * told (the "last value cache" of the ZeroMQ guide). An object whose state is not known as a whole
 * is not told of: half a state would look like a whole one.
 *
 * <p>Bounded in objects and in bytes; ended objects are forgotten at once. Used by one thread.
 */
final class LastStates {
  private static final long MOST_BYTES = 16 << 20;
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final FieldPath ECHO = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_ECHO);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

  private final ObjectTable objects;
  private final EventEncoder encoder = new EventEncoder();

  /** Keeps so many objects at most. */
  LastStates(int most) {
    objects = ObjectTable.bounded(most, MOST_BYTES);
  }

  /** Takes note of a record that passes, if it is an object's change. */
  void see(RawEvent record) {
    if (!record.has(OBJECT) || record.textEquals(ECHO, TRUE)) {
      return;
    }
    Event event = EventDecoder.decode(record);
    if (event instanceof ObjectChanged change) {
      objects.apply(change);
      boolean over = change.kind() == ObjectKind.FINISHED || change.kind() == ObjectKind.TRANSIENT;
      if (over) {
        objects.forget(change.objectId());
      }
    }
  }

  /** The states that are known as a whole, each as a record of its own. */
  List<byte[]> snapshots() {
    return objects.views().stream()
        .filter(view -> view.completeness() == Completeness.COMPLETE && !view.ended())
        .map(view -> encoder.encode(snapshot(view)))
        .toList();
  }

  private static ObjectChanged snapshot(ObjectView view) {
    Instant time = view.last();
    return new ObjectChanged(
        time,
        view.source(),
        OptionalLong.empty(),
        null,
        view.id(),
        view.routingKey(),
        view.headers(),
        ObjectKind.SNAPSHOT,
        view.sequence(),
        view.state(),
        Set.of(),
        1,
        Level.INFO,
        null,
        null,
        null);
  }
}
