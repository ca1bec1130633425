package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;

/**
 * Keeps all that a receiver gives it, and can be held shut for a while, as a full collector would
 * be.
 *
 * <p>Usable from any thread.
 */
public final class RecordingIntake implements Intake {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private final List<String> records = new ArrayList<>();
  private final List<Batch> batches = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final Map<String, Long> lost = new TreeMap<>();
  private boolean shut;
  private int waiting;

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
    lock.lock();
    try {
      waiting++;
      while (shut) {
        opened.awaitUninterruptibly();
      }
      waiting--;
      batches.add(batch);
      records.addAll(Records.texts(batch));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reject(byte[] bytes, String reason, String detail) {
    locked(() -> rejected.add(new Rejected(new String(bytes, UTF_8), reason, detail)));
  }

  @Override
  public void lost(long number, String reason) {
    locked(() -> lost.merge(reason, number, Long::sum));
  }

  /** Makes {@link #accept} wait from now on. */
  public void shut() {
    locked(() -> shut = true);
  }

  /** Lets all that waits pass. */
  public void open() {
    locked(() -> {
      shut = false;
      opened.signalAll();
    });
  }

  /** Whether a receiver's thread waits in {@link #accept}. */
  public boolean blocking() {
    lock.lock();
    try {
      return shut && waiting > 0;
    } finally {
      lock.unlock();
    }
  }

  /** All records so far, in the order in which they came. */
  public List<String> records() {
    return copy(records);
  }

  /** All batches so far, in the order in which they came. */
  public List<Batch> batches() {
    return copy(batches);
  }

  /** All that was rejected so far. */
  public List<Rejected> rejected() {
    return copy(rejected);
  }

  /** How many records were said to be lost, by reason. */
  public Map<String, Long> lost() {
    lock.lock();
    try {
      return Map.copyOf(lost);
    } finally {
      lock.unlock();
    }
  }

  /** The records, once at least {@code count} have come; fails after 20 seconds. */
  public List<String> awaitRecords(int count) {
    Awaitility.await(count + " records at the intake")
        .atMost(PATIENCE)
        .until(() -> records().size() >= count);
    return records();
  }

  /** All that was rejected, once at least {@code count} pieces were; fails after 20 seconds. */
  public List<Rejected> awaitRejected(int count) {
    Awaitility.await(count + " rejections at the intake")
        .atMost(PATIENCE)
        .until(() -> rejected().size() >= count);
    return rejected();
  }

  private <T> List<T> copy(List<T> list) {
    lock.lock();
    try {
      return List.copyOf(list);
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
