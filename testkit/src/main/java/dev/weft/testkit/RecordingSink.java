package dev.weft.testkit;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all that is delivered to it, and can be told to refuse, to be unavailable or to block, as a
 * database in trouble would.
 *
 * <p>Usable from any thread.
 */
public final class RecordingSink implements Sink {
  private final Gate gate = new Gate();
  private final Recording<String> records = new Recording<>("records in the sink");
  private final Queue<Delivery> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger opens = new AtomicInteger();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final AtomicInteger flushes = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private volatile @Nullable String absence;

  /** A sink that is empty and takes everything. */
  public RecordingSink() {}

  @Override
  public void open() throws IOException {
    opens.incrementAndGet();
    failWhenAbsent();
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException, InterruptedException {
    deliveries.incrementAndGet();
    gate.pass();
    failWhenAbsent();
    Delivery answer = Objects.requireNonNullElse(answers.poll(), Delivery.DELIVERED);
    records.addAll(taken(batch, answer));
    return answer;
  }

  private static List<String> taken(Batch batch, Delivery answer) {
    List<String> texts = Records.texts(batch);
    if (answer instanceof Delivery.Delivered) {
      return texts;
    }
    if (answer instanceof Delivery.Refused refused) {
      return IntStream.range(0, texts.size())
          .filter(i -> !refused.records().get(i))
          .mapToObj(texts::get)
          .toList();
    }
    return List.of();
  }

  private void failWhenAbsent() throws IOException {
    String reason = absence;
    if (reason != null) {
      throw new IOException(reason);
    }
  }

  @Override
  public void flush() {
    flushes.incrementAndGet();
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }

  /** Answers the next delivery so; several answers are given in their order. */
  public RecordingSink answer(Delivery answer) {
    answers.add(answer);
    return this;
  }

  /** Fails every open and delivery from now on, with that reason. */
  public void disappear(String reason) {
    absence = reason;
  }

  /** Takes everything again. */
  public void reappear() {
    absence = null;
  }

  /** Makes every delivery wait from now on. */
  public void block() {
    gate.shut();
  }

  /** Lets all that waits pass. */
  public void unblock() {
    gate.open();
  }

  /** Whether a delivery waits. */
  public boolean blocking() {
    return gate.blocking();
  }

  /** All records that were taken, in the order in which they came. */
  public List<String> records() {
    return records.all();
  }

  /** {@link #records()} but for the announcements of sources, which programs send by themselves. */
  public List<String> recordsWithoutSources() {
    return records().stream().filter(record -> !record.contains("\"kind\":\"source\"")).toList();
  }

  /** The records, once at least {@code count} have come; fails after 20 seconds. */
  public List<String> awaitRecords(int count) {
    return records.await(count);
  }

  /** How often it was opened, failures included. */
  public int opens() {
    return opens.get();
  }

  /** How often a batch was offered, failures included. */
  public int deliveries() {
    return deliveries.get();
  }

  /** How often it was flushed. */
  public int flushes() {
    return flushes.get();
  }

  /** How often it was closed. */
  public int closes() {
    return closes.get();
  }
}
