package dev.weft.benchmarks;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.util.FileSize;
import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.Weft;
import dev.weft.logback.WeftAppender;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The same SLF4J call through Logback: into Weft's appender, and into Logback's own asynchronous
 * one with the usual JSON encoder.
 */
final class LogbackSubjects {
  static final int QUEUE = 8_192;

  private LogbackSubjects() {}

  static Subject weft() {
    LoggerContext context = freshContext();
    Weft.configure()
        .service("benchmark")
        .localLines(false)
        .queueCapacity(QUEUE)
        .to(new DiscardingSink())
        .start();
    WeftAppender appender = new WeftAppender();
    appender.setContext(context);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return new WeftSubject(LoggerFactory.getLogger(Order.LOGGER));
  }

  static Subject asyncLogstash() {
    LoggerContext context = freshContext();
    CountingEncoder encoder = new CountingEncoder();
    encoder.setContext(context);
    encoder.start();
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setContext(context);
    file.setFile("/dev/null");
    file.setImmediateFlush(false);
    file.setBufferSize(new FileSize(256 * 1024));
    file.setEncoder(encoder);
    file.start();
    AsyncAppender async = new AsyncAppender();
    async.setContext(context);
    async.setQueueSize(QUEUE);
    async.setDiscardingThreshold(0);
    async.addAppender(file);
    async.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(async);
    return new PeerSubject(LoggerFactory.getLogger(Order.LOGGER), context, encoder.encoded);
  }

  static LoggerContext freshContext() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
    return context;
  }

  /** Logs inside a Weft task of two fields. */
  static final class WeftSubject implements Subject {
    private final Logger logger;
    private final long before = Weft.stats().delivered();
    private long entered;

    WeftSubject(Logger logger) {
      this.logger = logger;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the virtual machine ends with the measurement
    public void enter() {
      Scope request =
          Scopes.task("request")
              .with(Order.REQUEST_NAME, Order.REQUEST)
              .with(Order.TENANT_NAME, Order.TENANT)
              .start();
      entered = request.id().isRoot() ? 1 : 0;
    }

    @Override
    public void once(int turn) {
      Order.log(logger, turn);
    }

    @Override
    public long processed() {
      return Weft.stats().delivered() - before - entered;
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

  /** Logs with two fields in the MDC. */
  static final class PeerSubject implements Subject {
    private final Logger logger;
    private final LoggerContext context;
    private final AtomicLong encoded;

    PeerSubject(Logger logger, LoggerContext context, AtomicLong encoded) {
      this.logger = logger;
      this.context = context;
      this.encoded = encoded;
    }

    @Override
    public void enter() {
      MDC.put(Order.REQUEST_NAME, Order.REQUEST);
      MDC.put(Order.TENANT_NAME, Order.TENANT);
    }

    @Override
    public void once(int turn) {
      Order.log(logger, turn);
    }

    @Override
    public long processed() {
      return encoded.get();
    }

    @Override
    public void close() {
      context.stop();
    }
  }

  /** Counts what the encoder has done. */
  static final class CountingEncoder extends LogstashEncoder {
    final AtomicLong encoded = new AtomicLong();

    @Override
    public byte[] encode(ILoggingEvent event) {
      byte[] bytes = super.encode(event);
      encoded.incrementAndGet();
      return bytes;
    }

    @Override
    public void encode(ILoggingEvent event, OutputStream out) throws IOException {
      super.encode(event, out);
      encoded.incrementAndGet();
    }
  }
}
