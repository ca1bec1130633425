package dev.weft.cli.mon;

import dev.weft.event.Event;
import dev.weft.event.WireKey;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Applied;
import dev.weft.event.collate.Completeness;
import dev.weft.event.collate.ObjectEnd;
import dev.weft.event.collate.ObjectTable;
import dev.weft.event.collate.ObjectView;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Objects as they are: transient ones too, what is removed is gone, what came twice counts once,
 * and an object whose birth was missed is given at its end, marked as partial.
 */
final class TableCollator implements Collator {
  private static final int MOST_OBJECTS = 100_000;
  private static final long MOST_BYTES = 128L << 20;
  // So that an end that is delivered again is known as such, and not taken for another object's.
  private static final int ENDED_KEPT = 1_000;
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final Span NO_ROUTING_KEY = Span.of("null");

  private final ObjectTable table = ObjectTable.bounded(MOST_OBJECTS, MOST_BYTES);
  private final Deque<String> ended = new ArrayDeque<>();
  private final JsonWriter json = new JsonWriter();
  private final boolean eager;
  private final @Nullable Underlying underlying;
  private final Taker taker;

  /**
   * An empty one.
   *
   * @param eager whether an object is given at each change, not only at its end
   * @param underlying keeps the messages of each object; null where nobody wants them
   */
  TableCollator(boolean eager, @Nullable Underlying underlying, Taker taker) {
    this.eager = eager;
    this.underlying = underlying;
    this.taker = taker;
  }

  @Override
  public void add(Message message) {
    RawEvent flat = message.flat();
    if (!flat.find(OBJECT)
        || flat.kind() != JsonKind.OBJECT
        || !(EventDecoder.decode(flat) instanceof Event.ObjectChanged change)) {
      return;
    }
    Applied applied = table.apply(change);
    if (applied instanceof Applied.Ignored || applied instanceof Applied.Duplicate) {
      return;
    }
    if (underlying != null) {
      underlying.add(applied.id(), message);
    }
    if (applied instanceof Applied.Ended || eager) {
      table.view(applied.id()).ifPresent(view -> taker.take(collated(view)));
    }
    if (applied instanceof Applied.Ended) {
      end(applied.id());
    }
  }

  private void end(String id) {
    if (underlying != null) {
      underlying.forget(id);
    }
    ended.add(id);
    if (ended.size() > ENDED_KEPT) {
      String oldest = ended.remove();
      // It may have begun another life meanwhile.
      if (table.view(oldest).filter(ObjectView::ended).isPresent()) {
        table.forget(oldest);
      }
    }
  }

  private Collated collated(ObjectView view) {
    ObjectEnd end = view.end();
    return new Collated(
        view.id(),
        Span.of(json.reset().value(view.state()).toBytes()),
        view.routingKey() == null
            ? NO_ROUTING_KEY
            : Span.of(json.reset().text(view.routingKey()).toBytes()),
        Span.of(json.reset().value(view.headers()).toBytes()),
        iso(view.born() != null ? view.born() : view.first()),
        end == null ? null : iso(end.at()),
        elapsed(end),
        end == null ? null : end.fleeting() ? "transient" : "finished",
        view.completeness() != Completeness.COMPLETE,
        ChronoUnit.MICROS.between(Instant.EPOCH, view.last()),
        underlying == null ? null : underlying.of(view.id()));
  }

  private @Nullable Span elapsed(@Nullable ObjectEnd end) {
    Duration elapsed = end == null ? null : end.elapsed();
    return elapsed == null ? null : Span.of(json.reset().number(elapsed.toNanos() / 1e9).toBytes());
  }

  private static String iso(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time);
  }

  @Override
  public long letGo() {
    return table.evicted();
  }

  @Override
  public int waiting() {
    return table.size() - ended.size();
  }
}
