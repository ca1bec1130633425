package dev.weft.cli.load;

import dev.weft.event.Event;
import dev.weft.event.codec.EventEncoder;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what is read into batches, and counts what was refused. Used by one thread. */
public final class Gathering implements Taker {
  private static final int MOST_RECORDS = 5000;
  private static final int MOST_BYTES = 2 << 20;

  private final Outlet outlet;
  private final EventEncoder encoder = new EventEncoder();
  private final Map<String, Long> refused = new TreeMap<>();
  private final RawEvent view = new RawEvent();
  private Batch.Builder batch = Batch.builder("load");
  private long taken;

  /** Where a batch goes. */
  @FunctionalInterface
  public interface Outlet {
    /** Takes a batch; never an empty one. */
    void take(Batch batch) throws IOException;
  }

  /** Gives batches to {@code outlet}. */
  public Gathering(Outlet outlet) {
    this.outlet = outlet;
  }

  @Override
  public void record(byte[] bytes, int start, int end) throws IOException {
    add(bytes, start, end);
  }

  @Override
  public void event(Event event) throws IOException {
    byte[] record = encoder.encode(event);
    String problem = view.over(record, 0, record.length).problem();
    if (problem != null) {
      refuse(problem);
      return;
    }
    add(record, 0, record.length);
  }

  private void add(byte[] bytes, int start, int end) throws IOException {
    batch.add(bytes, start, end);
    taken++;
    if (batch.size() >= MOST_RECORDS || batch.length() >= MOST_BYTES) {
      flush();
    }
  }

  @Override
  public void refuse(String reason) {
    refused.merge(reason, 1L, Long::sum);
  }

  /** Gives on what is there. */
  public void flush() throws IOException {
    if (batch.size() > 0) {
      Batch full = batch.build();
      batch = Batch.builder("load");
      outlet.take(full);
    }
  }

  /** How many records were taken. */
  public long taken() {
    return taken;
  }

  /** How many were refused, by reason. */
  public Map<String, Long> refused() {
    return Collections.unmodifiableMap(refused);
  }
}
