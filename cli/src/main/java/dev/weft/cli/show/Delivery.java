package dev.weft.cli.show;

import dev.weft.cli.Failed;
import dev.weft.cli.ask.Collector;
import dev.weft.cli.ask.Members;
import dev.weft.cli.ask.Reply;
import dev.weft.event.command.Command;
import dev.weft.event.flow.Backoff;
import dev.weft.event.flow.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * Gives batches to a collector, waits while that has no room, and counts what it takes and what it
 * refuses. Used by one thread.
 */
final class Delivery {
  private static final int UNAVAILABLE = 503;
  private static final int TOO_MANY = 429;
  private static final int ATTEMPTS = 12;

  private final Collector collector;
  private final PrintStream notices;
  private final Map<String, Long> refused = new TreeMap<>();
  private long accepted;

  Delivery(Collector collector, PrintStream notices) {
    this.collector = collector;
    this.notices = notices;
  }

  void give(Batch batch) throws IOException {
    byte[] body = compressed(batch);
    Backoff backoff = new Backoff();
    try {
      Reply reply = collector.deliver(body, body.length, true);
      for (int i = 1; busy(reply) && i < ATTEMPTS; i++) {
        if (i == 1) {
          notices.println(collector.name() + " has no room at the moment; waiting");
        }
        TimeUnit.NANOSECONDS.sleep(backoff.nextNanos());
        reply = collector.deliver(body, body.length, true);
      }
      take(reply);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while events were given to the collector");
    }
  }

  private static boolean busy(Reply reply) {
    return reply.status() == UNAVAILABLE || reply.status() == TOO_MANY;
  }

  private static byte[] compressed(Batch batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.length() / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(batch.bytes(), 0, batch.length());
    }
    return bytes.toByteArray();
  }

  private void take(Reply reply) throws IOException {
    if (reply.status() / 100 != 2) {
      String said = said(reply);
      String right =
          reply.status() == 401 || reply.status() == 403
              ? "; a token with the right \"control\" is set by WEFT_TOKEN"
              : "";
      throw new Failed(
          Command.CONNECTION,
          collector.name()
              + " does not take events (status "
              + reply.status()
              + ")"
              + (said.isEmpty() ? "" : ": " + said)
              + right);
    }
    Members answer = Members.read(reply.body());
    accepted += answer.whole("accepted", 0);
    for (Members one : answer.objects("refused")) {
      refused.merge(one.text("problem", "?"), 1L, Long::sum);
    }
  }

  private static String said(Reply reply) {
    try {
      return Members.read(reply.body()).text("message", "");
    } catch (IOException noJson) {
      return "";
    }
  }

  long accepted() {
    return accepted;
  }

  Map<String, Long> refused() {
    return Collections.unmodifiableMap(refused);
  }

  String name() {
    return collector.name();
  }
}
