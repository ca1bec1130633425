package dev.weft.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import dev.weft.testkit.RecordingSenderFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.message.StringFormattedMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeftAppenderTest {
  private static final String WEFT = "<Weft name=\"weft\"/>";
  private static final String TO_WEFT = "<AppenderRef ref=\"weft\"/>";

  @TempDir Path folder;
  private final Logger shop = LogManager.getLogger("shop.orders");
  private Log4jProgram program;

  @BeforeEach
  void begin() {
    program = new Log4jProgram(folder);
  }

  @AfterEach
  void end() {
    program.close();
  }

  @Test
  void record_carriesWhatTheCallSaid() {
    start();

    shop.warn("order {} took {} ms", "o-17", 12);

    assertThat(program.onlyRecord())
        .contains("\"name\":\"shop.orders\"", "\"levelname\":\"WARNING\"", "\"levelno\":30")
        .contains("\"msg\":\"order {} took {} ms\"", "\"message\":\"order o-17 took 12 ms\"")
        .contains("\"threadName\":\"" + Thread.currentThread().getName() + "\"")
        .contains("\"context\":null")
        .doesNotContain("\"mdc\"");
  }

  @Test
  void record_belongsToTheCurrentTask() {
    start();

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));

    assertThat(program.records()).hasSize(3);
    assertThat(program.records().get(1))
        .contains("\"message\":\"paid\"", "\"context\":{\"key\":\"1@", "\"user\":\"leo\"")
        .doesNotContain("\"mdc\"");
  }

  @Test
  void levels_areThoseOfTheLoggersAndTheWire() {
    start();
    Configurator.setLevel("shop.orders", Level.DEBUG);

    shop.trace("a");
    shop.debug("b");
    shop.log(Level.forName("NOTICE", 350), "c");
    shop.fatal("d");

    assertThat(program.records()).hasSize(3);
    assertThat(program.records().get(0)).contains("\"levelno\":10");
    assertThat(program.records().get(1)).contains("\"levelno\":20");
    assertThat(program.records().get(2)).contains("\"levelname\":\"CRITICAL\"");
  }

  @Test
  void rootLogger_hasPythonsName() {
    start();

    LogManager.getRootLogger().info("here");

    assertThat(program.onlyRecord()).contains("\"name\":\"root\"");
  }

  @Test
  void messagesOfAllKinds_areTaken() {
    start();

    shop.info((Object) List.of("pen"));
    shop.info(new StringFormattedMessage("%s costs {} %d", "pen", 3));
    shop.info(new StringMapMessage().with("articles", 3).with("password", "s3cr3t"));
    shop.info((String) null);
    shop.info("no places", 1, 2);

    assertThat(program.records()).hasSize(5);
    assertThat(program.records().get(0)).contains("\"message\":\"[pen]\"");
    assertThat(program.records().get(1)).contains("\"message\":\"pen costs {} 3\"");
    assertThat(program.records().get(2))
        .contains("\"articles\":3", "\"password\":\"***\"")
        .doesNotContain("s3cr3t");
    assertThat(program.records().get(4)).contains("\"message\":\"no places\"");
  }

  @Test
  void arguments_areTakenAtTheCall() {
    start();
    program.sink.block();
    List<String> articles = new ArrayList<>(List.of("pen"));

    shop.info("sold {}", articles);
    articles.add("ink");
    program.sink.unblock();

    assertThat(program.onlyRecord()).contains("\"message\":\"sold [pen]\"");
  }

  @Test
  void secrets_areMasked() {
    start();
    ThreadContext.put("sessionToken", "s3cr3t");
    ThreadContext.put("tenant", "north");
    ThreadContext.put("floor", null);

    shop.info("card {}", Secret.of("s3cr3t"));

    assertThat(program.onlyRecord())
        .doesNotContain("s3cr3t")
        .contains(
            "\"message\":\"card ***\"",
            "\"sessionToken\":\"***\"",
            "\"tenant\":\"north\"",
            "\"floor\":null");
  }

  @Test
  void patterns_areMaskedAcrossTemplateAndArgument() {
    program.startWeft(Weft.configure().redactText("iban=\\S+"));
    program.configure("%m%n", WEFT, TO_WEFT);

    shop.info("to iban={} today", "DE02");

    assertThat(program.onlyRecord())
        .doesNotContain("DE02")
        .contains("\"message\":\"to *** today\"");
  }

  @Test
  void exceptions_comeWithTheirCauses() {
    start();

    shop.error(
        "order {} failed",
        7,
        new IllegalStateException("outer", new IllegalArgumentException("inner")));

    assertThat(program.onlyRecord())
        .contains("\"message\":\"order 7 failed\"")
        .contains("IllegalStateException: outer", "IllegalArgumentException: inner");
  }

  @Test
  void markers_bringTheirParents() {
    start();
    Marker money = MarkerManager.getMarker("MONEY");
    Marker audit = MarkerManager.getMarker("AUDIT").setParents(money);

    shop.info(audit, "booked");

    assertThat(program.onlyRecord()).contains("\"markers\":[\"AUDIT\",\"MONEY\"]");
  }

  @Test
  void threadContext_isSentWithoutWhatTheTaskSaysAnyway() {
    start();
    ThreadContext.put("tenant", "north");

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));
    ThreadContext.clearAll();
    shop.info("outside");

    assertThat(program.records().get(1)).contains("\"mdc\":{\"tenant\":\"north\"}");
    assertThat(program.records().get(3)).doesNotContain("\"mdc\"");
  }

  @Test
  void patterns_showTheTask() {
    start("%X{task} %X{user} %X{tenant}: %m%n");
    ThreadContext.put("tenant", "north");

    String task =
        Scopes.task("checkout")
            .with("user", "leo")
            .call(scope -> {
              scope.bind("user", "ann");
              shop.info("paid");
              return scope.id().value();
            });
    shop.info("after");

    assertThat(program.consoleLines())
        .containsExactly(
            task + " leo north: checkout",
            task + " ann north: paid",
            task + " ann north: checkout",
            "  north: after");
    assertThat(ThreadContext.getContext()).containsOnlyKeys("tenant");
  }

  @Test
  void patterns_keepTheProgramsOwnMeaning() {
    start("%X{user}: %m%n");
    ThreadContext.put("user", "from the context");

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));

    assertThat(program.consoleLines()).contains("from the context: paid");
    assertThat(program.recordsWith("\"message\":\"paid\"").get(0))
        .contains("\"mdc\":{\"user\":\"from the context\"}", "\"user\":\"leo\"");
  }

  @Test
  void startsAndEnds_appearOnceOnTheConsoleAndOnceOnTheWire() {
    start("%level %m%n");

    Scopes.task("checkout %s", "o-17").run(() -> shop.info("paid"));

    assertThat(program.consoleLines())
        .containsExactly("INFO checkout o-17", "INFO paid", "INFO checkout o-17");
    assertThat(program.records()).hasSize(3);
    assertThat(program.records().get(0)).contains("\"kind\":\"begin\"");
    assertThat(program.records().get(2)).contains("\"kind\":\"end\"");
  }

  @Test
  void asyncAppenderInFront_losesNeitherTaskNorValues() {
    program.startWeft(Weft.configure());
    program.configure(
        "%X{user} %m%n",
        WEFT + "<Async name=\"async\">" + TO_WEFT + "<AppenderRef ref=\"console\"/></Async>",
        "<AppenderRef ref=\"async\"/>");
    List<String> articles = new ArrayList<>(List.of("pen"));

    Scopes.task("checkout")
        .with("user", "leo")
        .run(() -> {
          ThreadContext.put("tenant", "north");
          shop.info("sold {}", articles);
          articles.add("ink");
        });
    shop.info("outside");
    program.endLogging();

    assertThat(program.consoleLines())
        .containsExactly("leo checkout", "leo sold [pen]", "leo checkout", " outside");
    assertThat(program.recordsWith("\"message\":\"sold [pen]\"").get(0))
        .contains("\"user\":\"leo\"", "\"mdc\":{\"tenant\":\"north\"}")
        .contains("\"threadName\":\"" + Thread.currentThread().getName() + "\"");
    assertThat(program.recordsWith("\"message\":\"outside\"").get(0)).contains("\"context\":null");
    assertThat(program.recordsWith("\"message\":\"checkout\"")).hasSize(2);
  }

  @Test
  void eventOfATaskThatIsGone_losesNeitherTaskNorValues() throws InterruptedException {
    program.startWeft(Weft.configure());
    program.configure("%m%n", WEFT, "");
    List<LogEvent> waiting = new ArrayList<>();
    keepEventsIn(waiting);
    ThreadContext.put("tenant", "north");

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));
    TaskContextsTest.collectGarbage();
    WeftAppender appender = WeftAppender.newBuilder().setName("late").build();
    Thread other = new Thread(() -> waiting.forEach(appender::append));
    other.start();
    other.join();

    assertThat(program.recordsWith("\"message\":\"paid\"").get(0))
        .contains("\"context\":{\"key\":\"2@", "\"user\":\"leo\"")
        .contains("\"mdc\":{\"tenant\":\"north\"}");
  }

  @Test
  void asynchronousLoggers_loseNeitherTaskNorValues() {
    program.startWeft(Weft.configure());
    program.configure(
        """
        <Configuration>
          <Appenders><Weft name="weft"/></Appenders>
          <Loggers><AsyncRoot level="info"><AppenderRef ref="weft"/></AsyncRoot></Loggers>
        </Configuration>
        """);
    List<String> articles = new ArrayList<>(List.of("pen"));
    ThreadContext.put("tenant", "north");

    Scopes.task("checkout")
        .with("user", "leo")
        .run(() -> {
          shop.info("sold {}", articles);
          articles.add("ink");
        });
    program.endLogging();

    assertThat(program.recordsWith("\"message\":\"sold [pen]\"").get(0))
        .contains("\"context\":{\"key\":\"", "\"user\":\"leo\"")
        .contains("\"mdc\":{\"tenant\":\"north\"}");
    assertThat(program.records()).hasSize(3);
  }

  @Test
  void appenderAddedLater_seesTheTask() {
    program.startWeft(Weft.configure());
    program.configure("%m%n", WEFT, TO_WEFT);
    shop.info("before");
    List<LogEvent> events = new ArrayList<>();
    keepEventsIn(events);
    ThreadContext.put("tenant", "north");
    ThreadContext.push("nested");

    String task =
        Scopes.task("checkout")
            .with("user", "leo")
            .call(scope -> {
              shop.info("paid");
              return scope.id().value();
            });

    assertThat(events).hasSize(3);
    assertThat(events.get(1).getContextData().toMap())
        .isEqualTo(Map.of("task", task, "user", "leo", "tenant", "north"));
    assertThat(events.get(1).getContextStack().asList()).containsExactly("nested");
    assertThat(program.recordsWith("\"message\":\"paid\"").get(0))
        .contains("\"mdc\":{\"tenant\":\"north\"}", "\"user\":\"leo\"");
  }

  @Test
  void propertiesOfALogger_areSentToo() {
    program.startWeft(Weft.configure());
    program.configure("%m%n", WEFT, "<Property name=\"zone\">green</Property>" + TO_WEFT);
    ThreadContext.put("tenant", "north");

    shop.info("paid");

    assertThat(program.onlyRecord()).contains("\"mdc\":{\"tenant\":\"north\",\"zone\":\"green\"}");
  }

  @Test
  void loggersOfWeft_areNotSent() {
    start();

    LogManager.getLogger("dev.weft").info("own");
    LogManager.getLogger("dev.weft.dispatch").info("own");
    LogManager.getLogger("dev.wefty").info("other");

    assertThat(program.onlyRecord()).contains("\"message\":\"other\"");
  }

  @Test
  void toStringThatLogs_endsAndIsSent() {
    start();
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            shop.info("nested");
            return "chatty";
          }
        };

    shop.info("outer {}", chatty);

    assertThat(program.recordsWith("\"message\":\"outer chatty\"")).hasSize(1);
  }

  @Test
  void fullQueue_neverBlocksAndCounts() {
    program.sink.block();
    program.startWeft(Weft.configure().queueCapacity(16));
    program.configure("%m%n", WEFT, TO_WEFT);

    for (int i = 0; i < 20_000; i++) {
      shop.info("order {}", i);
    }

    assertThat(Weft.stats().droppedTotal()).isPositive();
    program.sink.unblock();
    assertThat(Weft.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(Weft.stats().delivered() + Weft.stats().droppedTotal()).isEqualTo(20_000);
  }

  @Test
  void xml_configuresAllAndStartsWeft() {
    program.configure(
        """
        <Configuration>
          <Appenders>
            <Weft name="weft" to="recording:xml" service="shop" location="true" mdc="false">
              <ThresholdFilter level="warn"/>
            </Weft>
          </Appenders>
          <Loggers><Root level="info"><AppenderRef ref="weft"/></Root></Loggers>
        </Configuration>
        """);
    ThreadContext.put("tenant", "north");

    shop.info("below");
    shop.warn("above");

    assertThat(Weft.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(RecordingSenderFactory.SINK.records()).hasSize(2);
    assertThat(RecordingSenderFactory.SINK.records().get(0)).contains("\"processName\":\"shop\"");
    assertThat(RecordingSenderFactory.SINK.records().get(1))
        .contains("\"message\":\"above\"", "\"filename\":\"WeftAppenderTest.java\"")
        .contains("\"funcName\":\"xml_configuresAllAndStartsWeft\"")
        .doesNotContain("north");
  }

  @Test
  void code_configuresToo() {
    program.startWeft(Weft.configure());
    WeftAppender appender =
        WeftAppender.newBuilder().setName("code").setLocation(true).setMdc(false).build();
    appender.start();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.getConfiguration().addAppender(appender);
    context.getRootLogger().addAppender(appender);
    Configurator.setRootLevel(Level.INFO);

    shop.info("here");

    assertThat(program.onlyRecord()).contains("\"funcName\":\"code_configuresToo\"");
  }

  @Test
  void wrongAddress_disturbsNobody() {
    program.configure("%m%n", "<Weft name=\"weft\" to=\"zeromk://x\"/>", TO_WEFT);

    assertThatCode(() -> shop.info("paid")).doesNotThrowAnyException();
  }

  @Test
  void missingName_saysTheCure() {
    assertThatThrownBy(() -> WeftAppender.newBuilder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the element Weft has no name; say name=\"weft\"");
  }

  /** As an asynchronous appender does, but for as long as a test likes. */
  private static void keepEventsIn(List<LogEvent> events) {
    Appender keeping =
        new AbstractAppender("keeping", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            events.add(event.toImmutable());
          }
        };
    keeping.start();
    ((LoggerContext) LogManager.getContext(false)).getRootLogger().addAppender(keeping);
  }

  private void start() {
    start("%m%n");
  }

  private void start(String pattern) {
    program.startWeft(Weft.configure());
    program.configure(pattern, WEFT, TO_WEFT + "<AppenderRef ref=\"console\"/>");
  }
}
