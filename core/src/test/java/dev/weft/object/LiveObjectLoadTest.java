package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.Weft;
import dev.weft.bridge.LocalLogs;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many objects, many threads, and a bound on what a change costs; the figure is a benchmark's. */
class LiveObjectLoadTest {
  private static final int TIMES = 20_000;

  private final Published published = new Published();

  @AfterEach
  void stop() {
    published.close();
  }

  @Test
  void thousandObjectsFromEightThreads_areNumberedWithoutHolesInTheirOrder() throws Exception {
    Weft.configure().localLines(false).queueCapacity(1 << 16).to(published.sink).start();
    List<LiveObject> objects = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      objects.add(published.named("many").id("o-" + i).create());
    }
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      String field = "t" + t;
      threads.add(
          new Thread(() -> {
            for (int round = 0; round < 4; round++) {
              for (LiveObject object : objects) {
                object.set(field, round);
              }
            }
          }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    objects.forEach(LiveObject::close);

    Map<String, Long> next = new HashMap<>();
    Map<String, Map<String, Object>> states = new HashMap<>();
    for (ObjectChanged change : published.changes()) {
      long number = next.merge(change.objectId(), 1L, Long::sum) - 1;
      assertThat(change.sequence()).hasValue(number);
      states.computeIfAbsent(change.objectId(), id -> new HashMap<>()).putAll(change.set());
    }
    assertThat(Weft.stats().droppedTotal()).isZero();
    assertThat(next).hasSize(1_000).allSatisfy((id, count) -> assertThat(count).isEqualTo(34));
    assertThat(states.values()).allSatisfy(state -> assertThat(state).hasSize(8).containsValue(3L));
  }

  @Test
  void set_allocatesLittle_whateverTheSinkDoes() {
    long living = bytesOfASet(new Discarding());
    published.sink.block();
    long blocked = bytesOfASet(published.sink);

    assertThat(living).isLessThanOrEqualTo(300);
    assertThat(blocked).isLessThanOrEqualTo(300);
  }

  private long bytesOfASet(Sink sink) {
    Weft.configure().localLines(false).to(sink).start();
    try {
      LiveObject live = published.named("measured").create();
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      changes(live);
      long before = threads.getCurrentThreadAllocatedBytes();
      changes(live);
      return (threads.getCurrentThreadAllocatedBytes() - before) / TIMES;
    } finally {
      Weft.stop(Duration.ofMillis(100));
      LocalLogs.on(false);
    }
  }

  private static void changes(LiveObject live) {
    for (int i = 0; i < TIMES; i++) {
      live.set("pages", i);
    }
  }

  private static final class Discarding implements Sink {
    @Override
    public Delivery deliver(Batch batch) {
      return Delivery.DELIVERED;
    }

    @Override
    public void close() {}
  }
}
