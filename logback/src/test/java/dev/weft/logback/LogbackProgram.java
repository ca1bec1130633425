package dev.weft.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.weft.Weft;
import dev.weft.testkit.RecordingSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A program that logs through Logback, with its console and its collector in memory. */
abstract class LogbackProgram {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  final Logger shop = LoggerFactory.getLogger("shop.orders");
  final RecordingSink sink = new RecordingSink();
  final ByteArrayOutputStream console = new ByteArrayOutputStream();

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

  ch.qos.logback.classic.Logger root() {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  void start(WeftAppender appender) {
    start(appender, Weft.configure());
  }

  void start(WeftAppender appender, Weft.Builder weft) {
    begin(weft);
    attach(root(), started(appender));
  }

  void begin(Weft.Builder weft) {
    weft.service("test").to(sink).start();
  }

  <A extends Appender<ILoggingEvent>> A started(A appender) {
    appender.setContext(context);
    appender.start();
    return appender;
  }

  static void attach(ch.qos.logback.classic.Logger logger, Appender<ILoggingEvent> appender) {
    logger.addAppender(appender);
  }

  AsyncAppender async(Appender<ILoggingEvent> behind) {
    AsyncAppender async = new AsyncAppender();
    async.addAppender(behind);
    return started(async);
  }

  void addConsole(ch.qos.logback.classic.Logger logger, String pattern) {
    attach(logger, console(pattern));
  }

  Appender<ILoggingEvent> console(String pattern) {
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

  void configure(String xml) throws JoranException {
    context.getStatusManager().clear();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  List<String> consoleLines() {
    return console.toString(StandardCharsets.UTF_8).lines().toList();
  }

  String onlyRecord() {
    assertThat(records()).hasSize(1);
    return records().get(0);
  }

  List<String> records() {
    assertThat(Weft.flush(PATIENCE)).isTrue();
    return sink.recordsWithoutSources();
  }

  List<String> recordsWith(String text) {
    return records().stream().filter(record -> record.contains(text)).toList();
  }
}
