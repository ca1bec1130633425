package dev.weft.daemon.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Options;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Cuts bytes into lines and lines into batches of records. The last line waits for its line feed;
 * one that grows beyond the limit is rejected once, and skipped to its end. Used by one thread.
 */
final class LineIntake {
  private static final int FULL = 256 << 10;
  private static final int SAMPLE = 4096;
  private static final String HOST = host();

  private final String source;
  private final String path;
  private final LineForm form;
  private final int maxLine;
  private final Clock clock;
  private final Intake intake;
  private final Batch.Builder batch;
  private final RawEvent view = new RawEvent();
  private byte[] partial = new byte[1024];
  private int partialLength;
  private long skipped;

  LineIntake(Options options, String path, Clock clock, Intake intake) {
    this.source = options.name();
    this.path = path;
    this.form = LineForm.of(options);
    this.maxLine = LineForm.maxLine(options);
    this.clock = clock;
    this.intake = intake;
    this.batch = Batch.builder(options.name());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "localhost";
    }
  }

  /** Takes the next bytes of the stream. */
  void feed(byte[] bytes, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        endLine(bytes, start, i);
        start = i + 1;
      }
    }
    keep(bytes, start, length);
    flush();
  }

  private void endLine(byte[] bytes, int from, int to) {
    if (skipped > 0) {
      skipped = 0;
    } else if (partialLength + (to - from) > maxLine) {
      keep(bytes, from, to);
      skipped = 0;
    } else if (partialLength > 0) {
      keep(bytes, from, to);
      line(partial, 0, partialLength);
    } else {
      line(bytes, from, to);
    }
    partialLength = 0;
  }

  private void keep(byte[] bytes, int from, int to) {
    int count = to - from;
    if (skipped > 0) {
      skipped += count;
      return;
    }
    if (partialLength + count > partial.length) {
      int wanted = Math.max(partial.length * 2, partialLength + count);
      partial = Arrays.copyOf(partial, wanted);
    }
    System.arraycopy(bytes, from, partial, partialLength, count);
    partialLength += count;
    if (partialLength > maxLine) {
      reject(
          partial, 0, partialLength, "line-too-long", "a line of more than " + maxLine + " bytes");
      skipped = partialLength;
      partialLength = 0;
      partial = new byte[1024];
    }
  }

  private void line(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    if (isBlank(bytes, from, end)) {
      return;
    }
    if (form == LineForm.TEXT) {
      addText(bytes, from, end);
      return;
    }
    String problem = view.over(bytes, from, end).problem();
    if (problem == null) {
      batch.add(bytes, from, end);
    } else if (form == LineForm.AUTO) {
      addText(bytes, from, end);
    } else {
      reject(bytes, from, end, "not-json", "a line of JSON was expected: " + problem);
    }
    if (batch.length() >= FULL) {
      flush();
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private void addText(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, UTF_8);
    Instant now = clock.instant();
    long micros =
        TimeUnit.SECONDS.toMicros(now.getEpochSecond())
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    JsonWriter record = new JsonWriter().beginObject();
    record.name("name").text(source);
    record.name("msg").text(text);
    record.name("levelname").text("INFO");
    record.name("levelno").number(20);
    record.name("pathname").text(path);
    record.name("created").millionths(micros);
    record.name("context").nul();
    record.name("message").text(text);
    record.name("hostname").text(HOST);
    batch.add(record.endObject().toBytes());
  }

  private void reject(byte[] bytes, int from, int to, String reason, String detail) {
    // In the order in which they came: what is before it goes first.
    flush();
    intake.reject(Arrays.copyOfRange(bytes, from, Math.min(to, from + SAMPLE)), reason, detail);
  }

  /** Gives what is complete to the intake. */
  void flush() {
    if (batch.size() > 0) {
      intake.accept(batch.build());
    }
  }

  /** The stream ends: a last line without a line feed is a line. */
  void end() {
    if (partialLength > 0) {
      line(partial, 0, partialLength);
      partialLength = 0;
    }
    skipped = 0;
    flush();
  }

  /** How many bytes wait for the end of their line. */
  long pending() {
    return skipped + partialLength;
  }
}
