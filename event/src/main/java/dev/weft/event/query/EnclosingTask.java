package dev.weft.event.query;

import dev.weft.event.EventKey;
import dev.weft.event.WireKey;
import dev.weft.event.codec.RawEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the task that an event was said in; of a task's begin and end that task itself.
 * Where the surroundings know nothing, a begin still has a name and an end says how it went.
 */
final class EnclosingTask {
  private static final Place OUTCOME = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_OUTCOME);
  private static final Place MESSAGE = Place.of(WireKey.MESSAGE, WireKey.MSG);

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private EnclosingTask() {}

  private static @Nullable TaskFacts facts(RawEvent event, Surroundings around) {
    EventKey key = RecordValues.key(event);
    return key == null ? null : around.task(key.scope());
  }

  static @Nullable String status(RawEvent event, Surroundings around) {
    TaskFacts facts = facts(event, around);
    return facts != null ? facts.status() : OUTCOME.text(event);
  }

  static @Nullable String name(RawEvent event, Surroundings around) {
    TaskFacts facts = facts(event, around);
    if (facts != null) {
      return facts.name();
    }
    return EventType.BEGIN.equals(EventType.of(event))
        ? RecordValues.lines(MESSAGE.text(event))
        : null;
  }

  static @Nullable Double seconds(RawEvent event, Surroundings around) {
    TaskFacts facts = facts(event, around);
    return facts == null ? null : seconds(facts);
  }

  static @Nullable Double seconds(TaskFacts facts) {
    Duration duration = facts.duration();
    return duration == null ? null : duration.getSeconds() + duration.getNano() / 1e9;
  }

  /** How long it took, at most some 290 years; -1 when that is not known. */
  static long nanos(RawEvent event, Surroundings around) {
    Duration duration = duration(event, around);
    if (duration == null || duration.isNegative()) {
      return -1;
    }
    return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
  }

  private static @Nullable Duration duration(RawEvent event, Surroundings around) {
    TaskFacts facts = facts(event, around);
    return facts == null ? null : facts.duration();
  }
}
