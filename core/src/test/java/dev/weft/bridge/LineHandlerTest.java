package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.Carried;
import dev.weft.Scopes;
import dev.weft.line.LineLog;
import dev.weft.line.LineOutput;
import dev.weft.line.LogLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineHandlerTest {
  private static final Logger SHOP = Logger.getLogger("shop.orders");
  private static final Carried REQUEST = each -> each.accept("request_id", "r-1");

  private final Kept kept = new Kept();
  private final LineHandler handler = new LineHandler(LineLog.to("test", kept), true);

  @BeforeEach
  void install() {
    SHOP.addHandler(handler);
  }

  @AfterEach
  void remove() {
    SHOP.removeHandler(handler);
    handler.close();
  }

  @Test
  void line_saysWhatTheRecordDoes() {
    SHOP.log(Level.WARNING, "order {0} took {1} ms", new Object[] {"o-17", 12});

    LogLine line = only();
    assertThat(line.toString()).isEqualTo("WARNING shop.orders: order o-17 took 12 ms");
    assertThat(line.location().getMethodName()).isEqualTo("line_saysWhatTheRecordDoes");
    assertThat(line.threadName()).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void systemLogger_goesTheSameWay() {
    System.getLogger("shop.orders").log(System.Logger.Level.INFO, "paid");

    assertThat(only().message()).isEqualTo("paid");
  }

  @Test
  void request_isKnownOnEveryThreadOfItsScope() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Scopes.task("GET /api/ping")
          .carrying(REQUEST)
          .run(() -> Scopes.propagating(pool).submit(() -> SHOP.info("elsewhere")).get());
      pool.execute(() -> SHOP.info("outside"));
      await().untilAsserted(() -> assertThat(kept.lines).hasSize(2));
    } finally {
      pool.shutdown();
    }

    assertThat(fields(kept.lines.get(0))).containsEntry("request_id", "r-1");
    assertThat(fields(kept.lines.get(1))).isEmpty();
  }

  @Test
  void linesOfTasks_showTheTaskThatTheyAreAbout() {
    Logger.getLogger("root.tasks").addHandler(handler);
    try {
      Scopes.task("GET /api/ping").logger("root.tasks").carrying(REQUEST).run(() -> {});
      await().untilAsserted(() -> assertThat(kept.lines).hasSize(2));
    } finally {
      Logger.getLogger("root.tasks").removeHandler(handler);
    }

    assertThat(kept.lines)
        .allSatisfy(line -> assertThat(fields(line)).containsEntry("request_id", "r-1"));
  }

  private LogLine only() {
    await().untilAsserted(() -> assertThat(kept.lines).hasSize(1));
    return kept.lines.get(0);
  }

  private static Map<String, Object> fields(LogLine line) {
    Map<String, Object> fields = new HashMap<>();
    line.fields(fields::put);
    return fields;
  }

  private static final class Kept implements LineOutput {
    final List<LogLine> lines = new CopyOnWriteArrayList<>();

    @Override
    public void write(LogLine line) {
      lines.add(line);
    }

    @Override
    public void close() {}
  }
}
