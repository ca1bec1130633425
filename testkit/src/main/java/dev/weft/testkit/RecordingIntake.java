package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps all that a receiver gives it, and can be told to block, as a full collector would.
 *
 * <p>Usable from any thread.
 */
public final class RecordingIntake implements Intake {
  private final Gate gate = new Gate();
  private final Recording<String> records = new Recording<>("records at the intake");
  private final Recording<Batch> batches = new Recording<>("batches at the intake");
  private final Recording<Rejected> rejected = new Recording<>("rejections at the intake");
  private final Map<String, Long> lost = new ConcurrentHashMap<>();

  /** An intake that is empty and does not block. */
  public RecordingIntake() {}

  /**
   * What could not be read as a record.
   *
   * @param sample the bytes, as text
   * @param reason the counter's name
   * @param detail for a person
   */
  public record Rejected(String sample, String reason, String detail) {}

  @Override
  public void accept(Batch batch) {
    gate.passUninterruptibly();
    batches.add(batch);
    records.addAll(Records.texts(batch));
  }

  @Override
  public void reject(byte[] bytes, String reason, String detail) {
    rejected.add(new Rejected(new String(bytes, UTF_8), reason, detail));
  }

  @Override
  public void lost(long number, String reason) {
    lost.merge(reason, number, Long::sum);
  }

  /** Makes {@link #accept} wait from now on. */
  public void block() {
    gate.shut();
  }

  /** Lets all that waits pass. */
  public void unblock() {
    gate.open();
  }

  /** Whether a receiver's thread waits in {@link #accept}. */
  public boolean blocking() {
    return gate.blocking();
  }

  /** All records so far, in the order in which they came. */
  public List<String> records() {
    return records.all();
  }

  /** All batches so far, in the order in which they came. */
  public List<Batch> batches() {
    return batches.all();
  }

  /** All that was rejected so far. */
  public List<Rejected> rejected() {
    return rejected.all();
  }

  /** How many records were said to be lost, by reason. */
  public Map<String, Long> lost() {
    return Map.copyOf(lost);
  }

  /** The records, once at least {@code count} have come; fails after 20 seconds. */
  public List<String> awaitRecords(int count) {
    return records.await(count);
  }

  /** All that was rejected, once at least {@code count} pieces were; fails after 20 seconds. */
  public List<Rejected> awaitRejected(int count) {
    return rejected.await(count);
  }
}
