package dev.weft.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import dev.weft.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JulBridgeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Logger SHOP = Logger.getLogger("shop.orders");

  private final RecordingSink sink = new RecordingSink();

  @BeforeEach
  void start() {
    Weft.configure().service("test").to(sink).start();
  }

  @AfterEach
  void stop() {
    SHOP.setLevel(null);
    Weft.stop(PATIENCE);
  }

  @Test
  void record_carriesWhatTheCallSaid() {
    SHOP.log(Level.WARNING, "order {0} took {1} ms", new Object[] {"o-17", 12});

    assertThat(only())
        .contains("\"name\":\"shop.orders\"", "\"levelname\":\"WARNING\"", "\"context\":null")
        .contains("\"msg\":\"order {0} took {1} ms\"", "\"message\":\"order o-17 took 12 ms\"")
        .contains("\"threadName\":\"" + Thread.currentThread().getName() + "\"");
  }

  @Test
  void record_belongsToTheCurrentTask() {
    Scopes.task("checkout").with("user", "leo").run(() -> SHOP.info("paid"));

    assertThat(with("\"message\":\"paid\""))
        .singleElement()
        .asString()
        .contains("\"context\":{\"key\":\"1@", "\"user\":\"leo\"");
    assertThat(records()).hasSize(3);
  }

  @Test
  void systemLogger_goesTheSameWay() {
    System.Logger logger = System.getLogger("shop.system");

    logger.log(System.Logger.Level.INFO, "order {0}", "o-17");
    logger.log(System.Logger.Level.DEBUG, "below the root's level");
    logger.log(System.Logger.Level.ERROR, () -> "supplied", new IllegalStateException("bok"));

    assertThat(records()).hasSize(2);
    assertThat(records().get(0)).contains("\"name\":\"shop.system\"", "\"message\":\"order o-17\"");
    assertThat(records().get(1))
        .contains("\"message\":\"supplied\"", "\"levelno\":40", "IllegalStateException: bok");
  }

  @Test
  void levels_areThoseOfTheLoggers() {
    SHOP.setLevel(Level.FINE);

    SHOP.finer("below");
    SHOP.fine("fine");
    SHOP.severe("severe");

    assertThat(records()).hasSize(2);
    assertThat(records().get(0)).contains("\"levelno\":10");
    assertThat(records().get(1)).contains("\"levelno\":40");
  }

  @Test
  void parameters_areTakenAsTheyAreShown() {
    List<String> articles = new ArrayList<>(List.of("pen"));

    SHOP.log(Level.INFO, "sold {0} for {1}", new Object[] {articles, Secret.of("s3cr3t")});
    articles.add("ink");

    assertThat(only()).contains("\"message\":\"sold [pen] for ***\"");
  }

  @Test
  void textsThatAreNoTemplates_stayAsTheyAre() {
    SHOP.log(Level.INFO, "it's {json: 1} {0", new Object[] {7});
    SHOP.log(Level.INFO, "no parameters {0}");
    SHOP.log(Level.INFO, (String) null);

    assertThat(records()).hasSize(3);
    assertThat(records().get(0)).contains("it's {json: 1} {0");
    assertThat(records().get(1)).contains("\"message\":\"no parameters {0}\"");
    assertThat(records().get(2)).contains("\"message\":\"\"");
  }

  @Test
  void resourceBundles_translate() {
    LogRecord entry = new LogRecord(Level.INFO, "paid");
    entry.setLoggerName("shop.orders");
    entry.setParameters(new Object[] {"o-17"});
    entry.setResourceBundle(
        new ListResourceBundle() {
          @Override
          protected Object[][] getContents() {
            return new Object[][] {{"paid", "bezahlt: {0}"}};
          }
        });

    SHOP.log(entry);

    assertThat(only()).contains("\"msg\":\"paid\"", "\"message\":\"bezahlt: o-17\"");
  }

  @Test
  void location_isTheLineOfTheCaller() {
    handler().location(true);

    SHOP.info("here");
    System.getLogger("shop.system").log(System.Logger.Level.INFO, "there");

    assertThat(records())
        .hasSize(2)
        .allSatisfy(record ->
            assertThat(record)
                .contains("\"filename\":\"JulBridgeTest.java\"")
                .contains("\"funcName\":\"location_isTheLineOfTheCaller\""));
  }

  @Test
  void startsAndEnds_areSentOnceAndWrittenOnce() {
    List<LogRecord> written = new ArrayList<>();
    Handler console = new ListHandler(written);
    Logger.getLogger("").addHandler(console);
    try {
      Scopes.task("checkout").run(() -> SHOP.info("paid"));
    } finally {
      Logger.getLogger("").removeHandler(console);
    }

    assertThat(written)
        .extracting(LogRecord::getMessage)
        .containsExactly("checkout", "paid", "checkout");
    assertThat(records()).hasSize(3);
  }

  @Test
  void loggersOfWeft_areNotSent() {
    Logger.getLogger("dev.weft.dispatch").info("own");
    Logger.getLogger("dev.wefty").info("other");

    assertThat(only()).contains("\"message\":\"other\"");
  }

  @Test
  void whatIsSaidOfRequests_isSent_thoughWeftSaysIt() {
    Logger.getLogger("dev.weft.website").info("own");
    Logger.getLogger("dev.weft.web.error").info("GET /orders returned status code 500");

    assertThat(only()).contains("returned status code 500");
  }

  @Test
  void toStringThatLogs_endsAndIsSent() {
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            SHOP.info("nested");
            return "chatty";
          }
        };

    SHOP.log(Level.INFO, "outer {0}", chatty);

    assertThat(with("\"message\":\"outer chatty\"")).hasSize(1);
  }

  @Test
  void nullRecord_isSurvived() {
    assertThatCode(() -> handler().publish(null)).doesNotThrowAnyException();
  }

  @Test
  void install_addsOne() {
    assertThat(JulBridge.install()).isFalse();

    SHOP.info("once");

    assertThat(records()).hasSize(1);
  }

  @Test
  void weftStopped_takesItsHandlerAway() {
    Weft.stop(PATIENCE);

    assertThat(Logger.getLogger("").getHandlers()).noneMatch(WeftHandler.class::isInstance);
  }

  @Test
  void weft_leavesJulAloneWhereAsked() {
    Weft.stop(PATIENCE);
    Weft.configure().javaUtilLogging(false).to(sink).start();

    assertThat(Logger.getLogger("").getHandlers()).noneMatch(WeftHandler.class::isInstance);
  }

  private static WeftHandler handler() {
    return Arrays.stream(Logger.getLogger("").getHandlers())
        .filter(WeftHandler.class::isInstance)
        .map(WeftHandler.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private String only() {
    assertThat(records()).hasSize(1);
    return records().get(0);
  }

  private List<String> with(String text) {
    return records().stream().filter(record -> record.contains(text)).toList();
  }

  private List<String> records() {
    assertThat(Weft.flush(PATIENCE)).isTrue();
    return sink.records().stream()
        .filter(record -> !record.contains("\"kind\":\"source\""))
        .toList();
  }

  private static final class ListHandler extends Handler {
    private final List<LogRecord> seen;

    ListHandler(List<LogRecord> seen) {
      this.seen = seen;
    }

    @Override
    public void publish(LogRecord entry) {
      seen.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
