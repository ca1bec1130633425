package dev.weft.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.bridge.LocalLogs;
import dev.weft.event.Event;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.RawEvent;
import dev.weft.record.Recording;
import dev.weft.testkit.RecordingSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Weft with a sink that keeps all, and objects whose clock and ticker are the test's. */
final class Published implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final RecordingSink sink = new RecordingSink();
  final AtomicLong nanos = new AtomicLong(1_000_000_000);
  final ObjectRegistry registry = new ObjectRegistry(nanos::get);

  // The console of the build stays readable.
  private final boolean lines = LocalLogs.on(false);

  /** Not started. */
  Published() {}

  Published start() {
    Weft.configure().localLines(false).service("shop").to(sink).start();
    return this;
  }

  /** One that the garbage collector leaves alone, or another test would see its end. */
  LiveObjectBuilder named(String name) {
    return new LiveObjectBuilder(registry).name(name).longLived();
  }

  /** Lets time pass, and the ticker look once. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    registry.tick();
  }

  /** The records so far, but for the announcement. */
  List<String> records() {
    assertThat(Weft.flush(PATIENCE)).isTrue();
    return sink.recordsWithoutSources();
  }

  List<Event> events() {
    return records().stream().map(Published::decode).toList();
  }

  List<ObjectChanged> changes() {
    return events().stream()
        .filter(ObjectChanged.class::isInstance)
        .map(ObjectChanged.class::cast)
        .toList();
  }

  ObjectChanged last() {
    List<ObjectChanged> changes = changes();
    return changes.get(changes.size() - 1);
  }

  static Event decode(String record) {
    byte[] bytes = record.getBytes(UTF_8);
    assertThat(new RawEvent().over(bytes).problem()).isNull();
    return EventDecoder.decode(bytes);
  }

  @Override
  public void close() {
    sink.unblock();
    sink.reappear();
    Weft.stop(PATIENCE);
    // A test may have put one in front of Weft's.
    Recording.install(Recording.inert());
    LocalLogs.on(lines);
  }
}
