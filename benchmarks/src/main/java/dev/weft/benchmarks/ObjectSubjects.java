package dev.weft.benchmarks;

import dev.weft.Weft;
import dev.weft.event.flow.Sink;
import dev.weft.object.LiveObject;
import java.time.Duration;

/** Setting one field of a live object, whatever becomes of it afterwards. */
final class ObjectSubjects {
  private ObjectSubjects() {}

  static Subject discarding() {
    return new Arriving(start(configured().to((Sink) new DiscardingSink())));
  }

  static Subject amqp() {
    return new Arriving(start(configured().to(PrivateRabbitMq.address())));
  }

  static Subject brokerAway() {
    return new GoneAstray(start(configured().to("amqp://127.0.0.1:" + Ports.free())));
  }

  private static Weft.Builder configured() {
    return Weft.configure()
        .service("benchmark")
        .localLines(false)
        .queueCapacity(LogbackSubjects.QUEUE);
  }

  private static LiveObject start(Weft.Builder configured) {
    configured.start();
    LiveObject job = LiveObject.named(JobUpdate.NAME).longLived().create();
    LiveObject.flush(Duration.ofSeconds(10));
    return job;
  }

  private static final class Arriving implements Subject {
    private final LiveObject job;
    private final long before = Weft.stats().delivered();

    Arriving(LiveObject job) {
      this.job = job;
    }

    @Override
    public void once(int turn) {
      job.set(JobUpdate.FIELD, turn);
    }

    @Override
    public long processed() {
      return Weft.stats().delivered() - before;
    }

    @Override
    public void settle() {
      Weft.flush(Duration.ofSeconds(10));
    }

    @Override
    public long lost() {
      return Weft.stats().droppedTotal();
    }

    @Override
    public void close() {
      Weft.close();
    }
  }

  /** Nothing arrives, and soon the queue is full: what is measured is the loss. */
  private static final class GoneAstray implements Subject {
    private final LiveObject job;
    private long turns;

    GoneAstray(LiveObject job) {
      this.job = job;
    }

    @Override
    public void once(int turn) {
      job.set(JobUpdate.FIELD, turn);
      turns++;
    }

    @Override
    public long processed() {
      return turns;
    }

    @Override
    public long lost() {
      return Weft.stats().droppedTotal();
    }

    @Override
    public void close() {
      Weft.stop(Duration.ZERO);
    }
  }
}
