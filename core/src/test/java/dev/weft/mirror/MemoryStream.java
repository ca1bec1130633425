package dev.weft.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.Event;
import dev.weft.event.codec.EventEncoder;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.SnapshotRequester;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream inside the test: what is published is given to all who follow it, on the publishing
 * thread. Usable from any thread.
 */
final class MemoryStream {
  private static final Map<String, MemoryStream> STREAMS = new ConcurrentHashMap<>();

  /** Hears the requests for snapshots. */
  interface Producer {
    void answer(Set<String> ids) throws IOException;
  }

  private final ReentrantLock order = new ReentrantLock(true);
  private final List<Intake> intakes = new CopyOnWriteArrayList<>();
  private final List<Set<String>> requests = new CopyOnWriteArrayList<>();
  private volatile Producer producer = ids -> {};
  private volatile boolean exhausted;
  private volatile boolean unreachable;

  static MemoryStream named(String name) {
    return STREAMS.computeIfAbsent(name, unused -> new MemoryStream());
  }

  void producer(Producer answering) {
    producer = answering;
  }

  void exhaust() {
    exhausted = true;
  }

  void unreachable() {
    unreachable = true;
  }

  /** All requests so far; an empty one is for all objects. */
  List<Set<String>> requests() {
    return requests;
  }

  int followers() {
    return intakes.size();
  }

  void publish(String... records) {
    Batch.Builder batch = Batch.builder("memory");
    for (String record : records) {
      batch.add(record.getBytes(UTF_8));
    }
    publish(batch.build());
  }

  void publish(Event... events) {
    EventEncoder encoder = new EventEncoder();
    Batch.Builder batch = Batch.builder("memory");
    for (Event event : events) {
      batch.add(encoder.encode(event));
    }
    publish(batch.build());
  }

  private void publish(Batch batch) {
    order.lock();
    try {
      intakes.forEach(intake -> intake.accept(batch));
    } finally {
      order.unlock();
    }
  }

  void reject(String bytes) {
    intakes.forEach(intake -> intake.reject(bytes.getBytes(UTF_8), "frames", "not two"));
  }

  void lose(int records) {
    intakes.forEach(intake -> intake.lost(records, "away"));
  }

  class MemoryReceiver implements Receiver {
    private final Interest interest;
    private Intake mine;

    MemoryReceiver(Interest interest) {
      this.interest = interest;
    }

    @Override
    public void start(Intake intake) throws IOException {
      if (unreachable) {
        throw new IOException("nobody there");
      }
      mine = interest.selecting(intake);
      intakes.add(mine);
    }

    @Override
    public String address() {
      return "memory";
    }

    @Override
    public boolean exhausted() {
      return exhausted;
    }

    @Override
    public void close() {
      intakes.remove(mine);
    }
  }

  final class AskingReceiver extends MemoryReceiver implements SnapshotRequester {
    AskingReceiver(Interest interest) {
      super(interest);
    }

    @Override
    public void requestSnapshots(Set<String> objectIds) throws IOException {
      requests.add(Set.copyOf(objectIds));
      producer.answer(objectIds);
    }
  }
}
