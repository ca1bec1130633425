package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weft.event.EventKey;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a record which event it is and when it was: the one place that decides both, so that
 * every store takes the same records for the same event and puts them in the same order.
 *
 * <h2>Which event</h2>
 *
 * The first of these that the record has:
 *
 * <ol>
 *   <li>a key in its task ({@code context.key}): the event is that number of that task;
 *   <li>a source that counts ({@code weft.src} and {@code weft.n}): that number of that source;
 *   <li>an object that counts its changes ({@code obj_id} and {@code weft.seq}), unless it is a
 *       snapshot, which has the number of another change: that number of the object, as its sender
 *       ({@code handler_id}) told it;
 *   <li>nothing: the number of its arrival. Such a record is new each time it comes.
 * </ol>
 *
 * <p>What cannot be an identity is passed over: keys of tasks nested deeper than 500 or longer than
 * 4,000 characters or beginning with {@code ~}, sources longer than that, numbers that are negative
 * or of more than 18 digits.
 *
 * <h2>When</h2>
 *
 * {@code created}, else {@code time_in}, else {@code time_out}, seconds since 1970, as the nearest
 * microsecond; 0 when none of them is a number within the years to 9999. {@link
 * dev.weft.event.codec.EventDecoder} reads the same time.
 *
 * <p>Functions only, usable from any thread.
 */
public final class EventIdentity {
  private static final int LONGEST_PLACE = 4000;
  private static final int DEEPEST = 500;
  private static final long GREATEST_NUMBER = 999_999_999_999_999_999L;
  private static final double LATEST_SECOND = 253_402_300_799.0;

  private static final FieldPath KEY = FieldPath.of(WireKey.CONTEXT + '.' + WireKey.KEY);
  private static final FieldPath SOURCE = weft(WireKey.WEFT_SOURCE);
  private static final FieldPath NUMBER = weft(WireKey.WEFT_NUMBER);
  private static final FieldPath SEQUENCE = weft(WireKey.WEFT_SEQUENCE);
  private static final FieldPath KIND = weft(WireKey.WEFT_KIND);
  private static final FieldPath ECHO = weft(WireKey.WEFT_ECHO);
  private static final FieldPath HANDLER = FieldPath.of(WireKey.HANDLER_ID);
  private static final FieldPath STATUS = FieldPath.of(WireKey.STATUS);
  private static final FieldPath[] TIMES = {
    FieldPath.of(WireKey.CREATED), FieldPath.of(WireKey.TIME_IN), FieldPath.of(WireKey.TIME_OUT)
  };

  private static final byte[] ALIVE = "alive".getBytes(US_ASCII);
  private static final byte[] TRUE = "true".getBytes(US_ASCII);

  private EventIdentity() {}

  private static FieldPath weft(String name) {
    return FieldPath.of(WireKey.WEFT + '.' + name);
  }

  /**
   * Whether a store keeps the record: it is a JSON object, and neither a sign of life ({@code
   * alive}) nor the repetition that contexture's readers are sent ({@code echo}), which say nothing
   * of their own.
   */
  public static boolean kept(RawEvent record) {
    return record.problem() == null
        && !record.textEquals(KIND, ALIVE)
        && !record.textEquals(ECHO, TRUE);
  }

  /** Which event the record is; null when only its arrival can tell. */
  public static @Nullable EventId of(RawEvent record) {
    EventId inTask = inTask(record);
    if (inTask != null) {
      return inTask;
    }
    EventId ofSource = numbered(sourceText(record), whole(record, NUMBER));
    return ofSource != null ? ofSource : ofObject(record);
  }

  /** Which event the record is, given the number of its arrival. */
  public static EventId of(RawEvent record, long arrival) {
    EventId known = of(record);
    return known != null ? known : EventId.ofArrival(arrival);
  }

  private static @Nullable EventId inTask(RawEvent record) {
    String text = record.find(KEY) && record.kind() == JsonKind.TEXT ? record.foundText() : null;
    Optional<EventKey> key = text == null ? Optional.empty() : EventKey.parse(text);
    return key.filter(EventIdentity::usable).map(EventId::of).orElse(null);
  }

  private static boolean usable(EventKey key) {
    String task = key.scope().value();
    return task.length() <= LONGEST_PLACE
        && task.charAt(0) != '~'
        && key.scope().depth() <= DEEPEST;
  }

  private static @Nullable String sourceText(RawEvent record) {
    return record.find(SOURCE) && record.kind() == JsonKind.TEXT ? record.foundText() : null;
  }

  private static @Nullable EventId ofObject(RawEvent record) {
    String object = Sketch.objectId(record);
    if (object == null || "snapshot".equals(record.text(STATUS))) {
      return null;
    }
    String handler = record.text(HANDLER);
    return numbered((handler == null ? "" : handler) + '/' + object, whole(record, SEQUENCE));
  }

  private static @Nullable EventId numbered(@Nullable String place, long number) {
    // "~" would make the place of those that nobody numbered.
    return place == null
            || place.isEmpty()
            || place.equals("~")
            || place.length() > LONGEST_PLACE
            || number < 0
            || number > GREATEST_NUMBER
        ? null
        : EventId.ofSource(place, number);
  }

  private static long whole(RawEvent record, FieldPath path) {
    return record.value(path) instanceof Long number ? number : -1;
  }

  /** When the event was, by the clock of its source, in microseconds since 1970. */
  public static long micros(RawEvent record) {
    for (FieldPath path : TIMES) {
      double seconds = record.number(path);
      if (Math.abs(seconds) <= LATEST_SECOND) {
        return Math.round(seconds * 1e6);
      }
    }
    return 0;
  }
}
