package dev.weft.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.util.Duration;
import dev.weft.Weft;
import dev.weft.logback.WeftAppender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import net.logstash.logback.appender.LogstashTcpSocketAppender;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many events a second get from one application thread into a counting collector in another
 * process, with nothing lost.
 *
 * <pre>EndToEnd weft|logstash-tcp COUNT</pre>
 */
final class EndToEnd {
  private static final int QUEUE = 8_192;

  private EndToEnd() {}

  public static void main(String[] arguments) throws IOException {
    boolean weft = arguments[0].equals("weft");
    long count = Long.parseLong(arguments[1]);
    Process receiver = startReceiver(weft ? "zeromq" : "tcp", count);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
      String address = lines.readLine().replace("listening on tcp://", "");
      long cpuBefore = ProcessorTime.nanos();
      try (Subject subject = weft ? weft(address) : logstash(address)) {
        subject.enter();
        send(subject, weft ? count - 2 : count, weft);
        String result = lines.readLine();
        String[] words = result.split(" ", -1);
        double perMilli = Double.parseDouble(words[1]) / Double.parseDouble(words[3]);
        System.out.printf(
            Locale.ROOT,
            "%-28s events/s %,10.0f  cpu ns/event: sender %5.0f, receiver %5.0f  lost %d%n",
            arguments[0],
            perMilli * 1e3,
            (double) (ProcessorTime.nanos() - cpuBefore) / count,
            Double.parseDouble(words[6]) * 1e6 / count,
            subject.lost());
      }
    } finally {
      receiver.destroyForcibly();
    }
    System.exit(0);
  }

  private static void send(Subject subject, long count, boolean dropsWhenFull) {
    for (int turn = 0; turn < count; turn++) {
      if (dropsWhenFull && (turn & 1023) == 0) {
        // Weft drops rather than blocks: to lose nothing, this program looks before it leaps.
        while (Weft.stats().queued() > QUEUE / 2) {
          LockSupport.parkNanos(50_000);
        }
      }
      subject.once(turn);
    }
  }

  private static Subject weft(String address) {
    LoggerContext context = LogbackSubjects.freshContext();
    Weft.configure()
        .service("benchmark")
        .localLines(false)
        .queueCapacity(QUEUE)
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
}
