package dev.weft.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import dev.weft.testkit.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

class WeftAppenderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger shop = LoggerFactory.getLogger("shop.orders");
  private final RecordingSink sink = new RecordingSink();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();

  @BeforeEach
  void startAfresh() {
    context.reset();
    root().setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    MDC.clear();
    sink.unblock();
    Weft.stop(PATIENCE);
    context.reset();
  }

  @Test
  void record_carriesWhatTheCallSaid() {
    start(new WeftAppender());

    shop.atWarn()
        .addKeyValue("orderId", 17)
        .addKeyValue("customer", "acme")
        .log("order {} took {} ms", "o-17", 12);

    assertThat(only())
        .contains("\"name\":\"shop.orders\"", "\"levelname\":\"WARNING\"", "\"levelno\":30")
        .contains("\"msg\":\"order {} took {} ms\"", "\"message\":\"order o-17 took 12 ms\"")
        .contains("\"orderId\":17", "\"customer\":\"acme\"")
        .contains("\"threadName\":\"" + Thread.currentThread().getName() + "\"")
        .contains("\"context\":null");
  }

  @Test
  void record_belongsToTheCurrentTask() {
    start(new WeftAppender());

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));

    List<String> records = records();
    assertThat(records).hasSize(3);
    assertThat(records.get(1))
        .contains("\"message\":\"paid\"", "\"context\":{\"key\":\"1@", "\"user\":\"leo\"");
  }

  @Test
  void levels_areThoseOfTheLoggersAndTheWire() {
    start(new WeftAppender());
    root().setLevel(Level.DEBUG);

    shop.trace("a");
    shop.debug("b");
    shop.info("c");
    shop.error("d");

    assertThat(records()).hasSize(3);
    assertThat(records().get(0)).contains("\"levelno\":10");
    assertThat(records().get(2)).contains("\"levelname\":\"ERROR\"");
  }

  @Test
  void rootLogger_hasPythonsName() {
    start(new WeftAppender());

    LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME).info("here");

    assertThat(only()).contains("\"name\":\"root\"");
  }

  @Test
  void arguments_areTakenAtTheCall() {
    start(new WeftAppender());
    sink.block();
    List<String> articles = new ArrayList<>(List.of("pen"));

    shop.atInfo().addKeyValue("articles", articles).log("sold {}", articles);
    articles.add("ink");
    sink.unblock();

    assertThat(only()).contains("\"message\":\"sold [pen]\"", "\"articles\":[\"pen\"]");
  }

  @Test
  void secrets_areMasked() {
    start(new WeftAppender());
    MDC.put("sessionToken", "s3cr3t");
    MDC.put("tenant", "north");

    shop.atInfo().addKeyValue("password", "s3cr3t").log("card {}", Secret.of("s3cr3t"));

    assertThat(only())
        .doesNotContain("s3cr3t")
        .contains("\"message\":\"card ***\"", "\"password\":\"***\"")
        .contains("\"sessionToken\":\"***\"", "\"tenant\":\"north\"");
  }

  @Test
  void patterns_areMaskedAcrossTemplateAndArgument() {
    start(new WeftAppender(), Weft.configure().redactText("iban=\\S+"));

    shop.info("to iban={} today", "DE02");

    assertThat(only()).doesNotContain("DE02").contains("\"message\":\"to *** today\"");
  }

  @Test
  void exceptions_comeWithTheirCauses() {
    start(new WeftAppender());

    shop.error(
        "order {} failed",
        7,
        new IllegalStateException("outer", new IllegalArgumentException("inner")));

    assertThat(only())
        .contains("\"message\":\"order 7 failed\"")
        .contains("IllegalStateException: outer", "IllegalArgumentException: inner");
  }

  @Test
  void markers_bringTheirReferences() {
    start(new WeftAppender());
    Marker audit = MarkerFactory.getDetachedMarker("AUDIT");
    Marker money = MarkerFactory.getDetachedMarker("MONEY");
    audit.add(money);

    shop.info(audit, "booked");

    assertThat(only()).contains("\"markers\":[\"AUDIT\",\"MONEY\"]");
  }

  @Test
  void mdc_isSent() {
    start(new WeftAppender());
    MDC.put("tenant", "north");

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));
    MDC.clear();
    shop.info("outside");

    assertThat(records().get(1)).contains("\"mdc\":{\"tenant\":\"north\"}");
    assertThat(records().get(3)).doesNotContain("\"mdc\"");
  }

  @Test
  void mdc_isLeftOutWhereAsked() {
    WeftAppender appender = new WeftAppender();
    appender.setMdc(false);
    start(appender);
    MDC.put("tenant", "north");

    shop.info("paid");

    assertThat(only()).doesNotContain("north");
  }

  @Test
  void location_isTheLineOfTheCaller() {
    WeftAppender appender = new WeftAppender();
    appender.setLocation(true);
    start(appender);

    shop.info("here");

    assertThat(only())
        .contains("\"filename\":\"WeftAppenderTest.java\"")
        .contains("\"funcName\":\"location_isTheLineOfTheCaller\"");
  }

  @Test
  void patterns_showTheTask() {
    start(new WeftAppender());
    addConsole(root(), "%X{task} %X{user} %X{tenant}: %msg%n");
    MDC.put("tenant", "north");

    String task =
        Scopes.task("checkout")
            .with("user", "leo")
            .call(scope -> {
              shop.info("paid");
              return scope.id().value();
            });
    shop.info("after");

    assertThat(lines())
        .containsExactly(
            task + " leo north: checkout",
            task + " leo north: paid",
            task + " leo north: checkout",
            "  north: after");
  }

  @Test
  void patterns_keepTheProgramsOwnMeaning() {
    start(new WeftAppender());
    addConsole(root(), "%X{user}: %msg%n");
    MDC.put("user", "from the MDC");

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));

    assertThat(lines()).contains("from the MDC: paid");
  }

  @Test
  void pooledThreads_keepNothing() throws Exception {
    start(new WeftAppender());
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      pool.submit(() -> Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid")))
          .get(20, TimeUnit.SECONDS);

      assertThat(pool.submit(MDC::getCopyOfContextMap).get(20, TimeUnit.SECONDS)).isNullOrEmpty();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void startsAndEnds_appearOnceOnTheConsoleAndOnceOnTheWire() {
    start(new WeftAppender());
    addConsole(root(), "%level %logger %msg%n");

    Scopes.task("checkout %s", "o-17").run(() -> shop.info("paid"));

    assertThat(lines())
        .containsExactly(
            "INFO ROOT checkout o-17", "INFO shop.orders paid", "INFO ROOT checkout o-17");
    assertThat(records()).hasSize(3);
    assertThat(records().get(0)).contains("\"kind\":\"begin\"");
    assertThat(records().get(2)).contains("\"kind\":\"end\"");
  }

  @Test
  void asyncAppenderInFront_losesNeitherTaskNorValues() {
    WeftAppender appender = new WeftAppender();
    begin(Weft.configure());
    attach(root(), async(started(appender)));
    List<String> articles = new ArrayList<>(List.of("pen"));

    Scopes.task("checkout")
        .with("user", "leo")
        .run(() -> {
          MDC.put("tenant", "north");
          shop.atInfo().addKeyValue("n", 1).log("sold {}", articles);
          articles.add("ink");
        });
    shop.info("outside");
    root().detachAndStopAllAppenders();

    List<String> sold = containing("\"msg\":\"sold {}\"");
    assertThat(sold).hasSize(1);
    assertThat(sold.get(0))
        .contains("\"message\":\"sold [pen]\"", "\"user\":\"leo\"", "\"n\":1")
        .contains("\"mdc\":{\"tenant\":\"north\"}", "\"threadName\":\"main\"");
    assertThat(containing("\"message\":\"outside\"").get(0)).contains("\"context\":null");
    assertThat(containing("\"message\":\"checkout\"")).hasSize(2);
  }

  @Test
  void asyncConsole_showsTheTask() {
    begin(Weft.configure());
    attach(root(), started(new WeftAppender()));
    attach(root(), async(console("%X{user} %msg%n")));

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));
    root().detachAndStopAllAppenders();

    assertThat(lines()).containsExactly("leo checkout", "leo paid", "leo checkout");
  }

  @Test
  void loggersOfWeft_areNotSent() {
    start(new WeftAppender());

    LoggerFactory.getLogger("dev.weft").info("own");
    LoggerFactory.getLogger("dev.weft.dispatch").info("own");
    LoggerFactory.getLogger("dev.wefty").info("other");

    assertThat(only()).contains("\"message\":\"other\"");
  }

  @Test
  void toStringThatLogs_endsAndIsSent() {
    start(new WeftAppender());
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            shop.info("nested {}", this);
            return "chatty";
          }
        };

    shop.info("outer {}", chatty);

    assertThat(containing("\"message\":\"outer chatty\"")).hasSize(1);
  }

  @Test
  void valuesThatThrow_harmNobody() {
    start(new WeftAppender());
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("bok");
          }
        };

    assertThatCode(() -> shop.atInfo().addKeyValue("b", broken).log("it is {}", broken))
        .doesNotThrowAnyException();
    assertThat(only()).contains("threw java.lang.IllegalStateException");
  }

  @Test
  void emptyCalls_areRecords() {
    start(new WeftAppender());

    shop.info(null);
    shop.info("{} {}", (Object[]) null);
    shop.atInfo().addKeyValue(null, (Object) null).log();

    assertThat(records()).hasSize(3);
  }

  @Test
  void fullQueue_neverBlocksAndCounts() {
    sink.block();
    start(new WeftAppender(), Weft.configure().queueCapacity(16));

    for (int i = 0; i < 20_000; i++) {
      shop.info("order {}", i);
    }

    assertThat(Weft.stats().droppedTotal()).isPositive();
    sink.unblock();
    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(Weft.stats().accepted()).isEqualTo(20_000);
    assertThat(Weft.stats().delivered() + Weft.stats().droppedTotal()).isEqualTo(20_000);
  }

  @Test
  void xml_configuresAllAndStartsWeft() throws JoranException {
    configure(
        """
        <configuration>
          <appender name="WEFT" class="dev.weft.logback.WeftAppender">
            <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>WARN</level></filter>
            <to>recording:xml</to>
            <service>shop</service>
            <location>true</location>
            <mdc>false</mdc>
          </appender>
          <root level="INFO"><appender-ref ref="WEFT"/></root>
        </configuration>
        """);
    MDC.put("tenant", "north");

    shop.info("below");
    shop.warn("above");

    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(RecordingSenderFactory.SINK.records().get(0)).contains("\"processName\":\"shop\"");
    assertThat(RecordingSenderFactory.SINK.records()).hasSize(2);
    assertThat(RecordingSenderFactory.SINK.records().get(1))
        .contains("\"message\":\"above\"", "\"filename\":\"WeftAppenderTest.java\"")
        .doesNotContain("north");
  }

  @Test
  void wrongAddress_isSaidByLogbacksStatus() throws JoranException {
    configure(
        """
        <configuration>
          <appender name="WEFT" class="dev.weft.logback.WeftAppender"><to>zeromk://x</to></appender>
          <root level="INFO"><appender-ref ref="WEFT"/></root>
        </configuration>
        """);

    assertThatCode(() -> shop.info("paid")).doesNotThrowAnyException();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .anyMatch(said ->
            said.startsWith("the appender WEFT is not started: ") && said.contains("zeromk"));
  }

  @Test
  void status_saysNothingOfTheReplacedAdapter() {
    start(new WeftAppender());

    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .noneMatch(said -> said.contains("mdcAdapter"));
  }

  @Test
  void stop_flushes() {
    WeftAppender appender = new WeftAppender();
    start(appender);

    shop.info("last words");
    appender.stop();

    assertThat(sink.records()).anyMatch(record -> record.contains("last words"));
  }

  private ch.qos.logback.classic.Logger root() {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private void start(WeftAppender appender) {
    start(appender, Weft.configure());
  }

  private void start(WeftAppender appender, Weft.Builder weft) {
    begin(weft);
    attach(root(), started(appender));
  }

  private void begin(Weft.Builder weft) {
    weft.service("test").to(sink).start();
  }

  private <A extends Appender<ILoggingEvent>> A started(A appender) {
    appender.setContext(context);
    appender.start();
    return appender;
  }

  private static void attach(
      ch.qos.logback.classic.Logger logger, Appender<ILoggingEvent> appender) {
    logger.addAppender(appender);
  }

  private AsyncAppender async(Appender<ILoggingEvent> behind) {
    AsyncAppender async = new AsyncAppender();
    async.addAppender(behind);
    return started(async);
  }

  private void addConsole(ch.qos.logback.classic.Logger logger, String pattern) {
    attach(logger, console(pattern));
  }

  private Appender<ILoggingEvent> console(String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(console);
    appender.start();
    return appender;
  }

  private void configure(String xml) throws JoranException {
    context.getStatusManager().clear();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> lines() {
    return console.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private String only() {
    assertThat(records()).hasSize(1);
    return records().get(0);
  }

  private List<String> records() {
    assertThat(Weft.flush(PATIENCE)).isTrue();
    return sink.records().stream()
        .filter(record -> !record.contains("\"kind\":\"source\""))
        .toList();
  }

  private List<String> containing(String text) {
    return records().stream().filter(record -> record.contains(text)).toList();
  }
}
