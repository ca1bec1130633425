package dev.weft.testkit;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all that is delivered to it, and can be told to refuse, to be unavailable or to block, as a
 * database in trouble would.
 *
 * <p>Usable from any thread.
 */
public final class RecordingSink implements Sink {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final List<String> records = new ArrayList<>();
  private final Deque<Delivery> answers = new ArrayDeque<>();
  private final AtomicInteger opens = new AtomicInteger();
  private final AtomicInteger deliveries = new AtomicInteger();
  private final AtomicInteger flushes = new AtomicInteger();
  private final AtomicInteger closes = new AtomicInteger();
  private boolean blocked;
  private int waiting;
  private @Nullable String absence;

  @Override
  public void open() throws IOException {
    opens.incrementAndGet();
    failWhenAbsent();
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException, InterruptedException {
    deliveries.incrementAndGet();
    lock.lockInterruptibly();
    try {
      awaitRelease();
      failWhenAbsent();
      Delivery answer = answers.isEmpty() ? Delivery.DELIVERED : answers.remove();
      keep(batch, answer);
      return answer;
    } finally {
      lock.unlock();
    }
  }

  private void awaitRelease() throws InterruptedException {
    waiting++;
    try {
      while (blocked) {
        released.await();
      }
    } finally {
      waiting--;
    }
  }

  private void keep(Batch batch, Delivery answer) {
    List<String> texts = Records.texts(batch);
    if (answer instanceof Delivery.Delivered) {
      records.addAll(texts);
    } else if (answer instanceof Delivery.Refused refused) {
      for (int i = 0; i < texts.size(); i++) {
        if (!refused.records().get(i)) {
          records.add(texts.get(i));
        }
      }
    }
  }

  private void failWhenAbsent() throws IOException {
    lock.lock();
    try {
      if (absence != null) {
        throw new IOException(absence);
      }
    } finally {
      lock.unlock();
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
    locked(() -> answers.add(answer));
    return this;
  }

  /** Fails every open and delivery from now on, with that reason. */
  public void disappear(String reason) {
    locked(() -> absence = reason);
  }

  /** Takes everything again. */
  public void reappear() {
    locked(() -> absence = null);
  }

  /** Makes every delivery wait from now on. */
  public void block() {
    locked(() -> blocked = true);
  }

  /** Lets all that waits pass. */
  public void unblock() {
    locked(() -> {
      blocked = false;
      released.signalAll();
    });
  }

  /** Whether a delivery waits. */
  public boolean blocking() {
    lock.lock();
    try {
      return blocked && waiting > 0;
    } finally {
      lock.unlock();
    }
  }

  /** All records that were taken, in the order in which they came. */
  public List<String> records() {
    lock.lock();
    try {
      return List.copyOf(records);
    } finally {
      lock.unlock();
    }
  }

  /** The records, once at least {@code count} have come; fails after 20 seconds. */
  public List<String> awaitRecords(int count) {
    Awaitility.await(count + " records in the sink")
        .atMost(PATIENCE)
        .until(() -> records().size() >= count);
    return records();
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

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }
}
