package dev.weft.benchmarks;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.Weft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.jspecify.annotations.Nullable;

/**
 * The same Log4j call: into Weft's appender, and into Log4j's own asynchronous one with its JSON
 * layout.
 */
final class Log4jSubjects {
  private Log4jSubjects() {}

  static Subject weft() {
    Weft.configure()
        .service("benchmark")
        .localLines(false)
        .queueCapacity(LogbackSubjects.QUEUE)
        .to(new DiscardingSink())
        .start();
    configure("<Weft name=\"measured\"/>", "");
    return new WeftSubject(LogManager.getLogger(Order.LOGGER));
  }

  static Subject asyncJson() {
    LoggerContext context =
        configure(
            """
            <RandomAccessFile name="file" fileName="/dev/null" append="true" immediateFlush="false" bufferSize="262144">
              <JsonTemplateLayout eventTemplateUri="classpath:LogstashJsonEventLayoutV1.json"/>
            </RandomAccessFile>
            """,
            "<Async name=\"measured\" bufferSize=\"%d\"><AppenderRef ref=\"counted\"/></Async>"
                .formatted(LogbackSubjects.QUEUE));
    return new PeerSubject(LogManager.getLogger(Order.LOGGER), counting(context));
  }

  private static LoggerContext configure(String appender, String async) {
    System.setProperty("log4j2.enableThreadlocals", "true");
    System.setProperty("log4j2.garbagefreeThreadContextMap", "true");
    System.setProperty("log4j2.enableDirectEncoders", "true");
    // The asynchronous appender is added in code, behind a counting one.
    String xml =
        """
        <Configuration status="WARN" shutdownHook="disable">
          <Appenders>%s</Appenders>
          <Loggers><Root level="info">%s</Root></Loggers>
        </Configuration>
        """
            .formatted(appender, async.isEmpty() ? "<AppenderRef ref=\"measured\"/>" : "");
    try {
      Path file = Files.createTempFile("benchmark", ".xml");
      Files.writeString(file, xml);
      LoggerContext context = Configurator.initialize("benchmark", file.toUri().toString());
      Files.delete(file);
      return context;
    } catch (IOException noTemporaryFile) {
      throw new UncheckedIOException(noTemporaryFile);
    }
  }

  private static Counting counting(LoggerContext context) {
    Appender file = context.getConfiguration().getAppender("file");
    Counting counting = new Counting(file);
    context.getConfiguration().addAppender(counting);
    var async =
        org.apache.logging.log4j.core.appender.AsyncAppender.newBuilder()
            .setName("measured")
            .setBufferSize(LogbackSubjects.QUEUE)
            .setAppenderRefs(
                new org.apache.logging.log4j.core.config.AppenderRef[] {
                  org.apache.logging.log4j.core.config.AppenderRef.createAppenderRef(
                      "counted", null, null)
                })
            .setConfiguration(context.getConfiguration())
            .build();
    async.start();
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.addAppender(async, null, null);
    context.updateLoggers();
    return counting;
  }

  private static void log(Logger logger, int turn) {
    ThreadContext.put("orderId", Order.id(turn));
    ThreadContext.put("customer", Order.customer(turn));
    logger.info(Order.MESSAGE, Order.id(turn + 7), turn & 1023);
    ThreadContext.remove("orderId");
    ThreadContext.remove("customer");
  }

  private static final class WeftSubject implements Subject {
    private final Logger logger;
    private final long before = Weft.stats().delivered();
    private @Nullable Scope request;

    WeftSubject(Logger logger) {
      this.logger = logger;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the virtual machine ends with the measurement
    public void enter() {
      request =
          Scopes.task("request")
              .with(Order.REQUEST_NAME, Order.REQUEST)
              .with(Order.TENANT_NAME, Order.TENANT)
              .start();
    }

    @Override
    public void once(int turn) {
      log(logger, turn);
    }

    @Override
    public long processed() {
      return Weft.stats().delivered() - before - (request == null ? 0 : 1);
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

  private static final class PeerSubject implements Subject {
    private final Logger logger;
    private final Counting counting;

    PeerSubject(Logger logger, Counting counting) {
      this.logger = logger;
      this.counting = counting;
    }

    @Override
    public void enter() {
      ThreadContext.put(Order.REQUEST_NAME, Order.REQUEST);
      ThreadContext.put(Order.TENANT_NAME, Order.TENANT);
    }

    @Override
    public void once(int turn) {
      log(logger, turn);
    }

    @Override
    public long processed() {
      return counting.appended.get();
    }

    @Override
    public void close() {
      LogManager.shutdown();
    }
  }

  /** Counts what the appender behind it has done. */
  private static final class Counting extends AbstractAppender {
    private final Appender behind;
    private final AtomicLong appended = new AtomicLong();

    Counting(Appender behind) {
      super("counted", null, behind.getLayout(), false, Property.EMPTY_ARRAY);
      this.behind = behind;
      start();
    }

    @Override
    public void append(LogEvent event) {
      behind.append(event);
      appended.incrementAndGet();
    }
  }
}
