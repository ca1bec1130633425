package dev.weft.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.util.Duration;
import dev.weft.Weft;
import dev.weft.event.Level;
import dev.weft.logback.WeftAppender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events a second get from one application thread into a counting collector in another
 * process, with nothing lost: both subjects wait while their queues are full. Both first send half
 * of the events, which are not counted.
 *
 * <pre>EndToEnd weft|logstash-tcp COUNT</pre>
 */
final class EndToEnd {
  private static final int QUEUE = 8_192;
  private static final java.time.Duration LONGEST_WAIT = java.time.Duration.ofSeconds(1);

  private EndToEnd() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    boolean weft = arguments[0].equals("weft");
    long count = Long.parseLong(arguments[1]);
    Process receiver = startReceiver(weft ? "zeromq" : "tcp", count);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
      String address = lines.readLine().replace("listening on tcp://", "");
      Listener listener = new Listener(lines);
      try (Subject subject = weft ? weft(address) : logstash(address)) {
        listener.start();
        subject.enter();
        // A task's begin is a record too, and so is what Weft says of its process.
        send(subject, weft ? count - 2 : count);
        listener.join();
        System.out.println(listener.result(arguments[0], subject.lost()));
      }
    } finally {
      receiver.destroyForcibly();
    }
    System.exit(0);
  }

  private static void send(Subject subject, long count) {
    for (int turn = 0; turn < count; turn++) {
      subject.once(turn);
    }
  }

  private static Subject weft(String address) {
    LoggerContext context = LogbackSubjects.freshContext();
    Weft.configure()
        .service("benchmark")
        .localLines(false)
        .queueCapacity(QUEUE)
        // As the peer's appender, which waits without a limit: nothing is to be lost.
        .queueWait(LONGEST_WAIT, Level.TRACE)
        .to("zeromq://" + address)
        .start();
    WeftAppender appender = new WeftAppender();
    appender.setContext(context);
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return new LogbackSubjects.WeftSubject(LoggerFactory.getLogger(Order.LOGGER));
  }

  private static Subject logstash(String address) {
    LoggerContext context = LogbackSubjects.freshContext();
    LogbackSubjects.CountingEncoder encoder = new LogbackSubjects.CountingEncoder();
    LogstashTcpSocketAppender appender = new LogstashTcpSocketAppender();
    appender.setContext(context);
    appender.addDestination(address);
    appender.setRingBufferSize(QUEUE);
    appender.setAppendTimeout(Duration.buildByMilliseconds(-1));
    appender.setWriteBufferSize(65_536);
    appender.setShutdownGracePeriod(Duration.buildByMilliseconds(100));
    LogstashEncoder asEncoder = encoder;
    asEncoder.setContext(context);
    appender.setEncoder(asEncoder);
    asEncoder.start();
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    return new LogbackSubjects.PeerSubject(
        LoggerFactory.getLogger(Order.LOGGER), context, encoder.encoded);
  }

  private static Process startReceiver(String transport, long count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            CountingReceiver.class.getName(),
            transport,
            Long.toString(count))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Hears the receiver count, and how much processor time this process takes meanwhile. */
  private static final class Listener extends Thread {
    private final BufferedReader lines;
    private long cpu;
    private String[] result = {};

    Listener(BufferedReader lines) {
      this.lines = lines;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        String counting = lines.readLine();
        cpu = ProcessorTime.nanos();
        result = (counting == null ? "" : lines.readLine()).split(" ", -1);
        cpu = ProcessorTime.nanos() - cpu;
      } catch (IOException receiverGone) {
        throw new UncheckedIOException(receiverGone);
      }
    }

    /** To be asked when it has ended. */
    String result(String subject, long lost) {
      double records = Double.parseDouble(result[1]);
      return String.format(
          Locale.ROOT,
          "%-28s events/s %,10.0f  cpu ns/event: sender %5.0f, receiver %5.0f  lost %d",
          subject,
          records * 1e3 / Double.parseDouble(result[3]),
          cpu / records,
          Double.parseDouble(result[6]) * 1e6 / records,
          lost);
    }
  }
}
