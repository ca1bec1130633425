package dev.weft.daemon.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Standard output: records as they are, or one short line each. Called by one thread at a time. For
 * more than a glance there is {@code weft tail}.
 *
 * <p>Of a flood, so many lines a second are shown and the others summed up in one: nobody reads
 * more, and a terminal that had to show all would fall behind and look like loss.
 */
final class ConsoleSink implements Sink {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final FieldPath CREATED = FieldPath.of("created");
  private static final FieldPath LEVEL = FieldPath.of("levelname");
  private static final FieldPath NAME = FieldPath.of("name");
  private static final FieldPath MESSAGE = FieldPath.of("message");

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream out;
  private final boolean json;
  private final long linesPerSecond;
  private final LongSupplier nanoTime;
  private final RawEvent view = new RawEvent();
  private long second;
  private long shown;
  private long more;

  /**
   * Prints there.
   *
   * @param linesPerSecond for lines only; 0 shows all
   * @param nanoTime as {@link System#nanoTime}
   */
  ConsoleSink(PrintStream out, boolean json, long linesPerSecond, LongSupplier nanoTime) {
    this.out = out;
    this.json = json;
    this.linesPerSecond = linesPerSecond == 0 ? Long.MAX_VALUE : linesPerSecond;
    this.nanoTime = nanoTime;
    this.second = nanoTime.getAsLong();
  }

  @Override
  public Delivery deliver(Batch batch) {
    if (json) {
      out.write(batch.bytes(), 0, batch.length());
    } else {
      print(lines(batch));
    }
    return out.checkError()
        ? new Delivery.Unavailable("standard output takes nothing; is its reader gone?")
        : Delivery.DELIVERED;
  }

  private void print(StringBuilder lines) {
    byte[] bytes = lines.toString().getBytes(UTF_8);
    out.write(bytes, 0, bytes.length);
  }

  private StringBuilder lines(Batch batch) {
    StringBuilder lines = new StringBuilder();
    if (nanoTime.getAsLong() - second >= SECOND) {
      second = nanoTime.getAsLong();
      shown = 0;
      sumUp(lines);
    }
    int count = (int) Math.min(batch.size(), linesPerSecond - shown);
    for (int i = 0; i < count; i++) {
      line(batch.view(i, view), lines);
    }
    shown += count;
    more += batch.size() - count;
    return lines;
  }

  private void sumUp(StringBuilder lines) {
    if (more > 0) {
      lines.append(String.format(Locale.ROOT, "… %,d more\n", more));
      more = 0;
    }
  }

  private static void line(RawEvent record, StringBuilder lines) {
    String message = record.text(MESSAGE);
    if (message == null) {
      // No log record: an object's change, or something of another program's.
      message = new String(record.bytes(), record.start(), record.end() - record.start(), UTF_8);
    }
    lines.append(time(record.number(CREATED))).append(' ');
    lines.append(String.format(Locale.ROOT, "%-8s ", orDash(record.text(LEVEL))));
    harmless(orDash(record.text(NAME)), lines);
    lines.append("  ");
    harmless(message, lines);
    lines.append('\n');
  }

  private static String time(double created) {
    return Double.isFinite(created)
        ? TIME.format(Instant.ofEpochMilli((long) (created * 1000)))
        : "--:--:--.---";
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }

  // A record comes from anywhere, and a terminal obeys control characters.
  private static void harmless(String text, StringBuilder lines) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lines.append(Character.isISOControl(c) ? '\ufffd' : c);
    }
  }

  /** The collector calls this when nothing has come for a second, so the sum is not kept back. */
  @Override
  public void flush() {
    StringBuilder lines = new StringBuilder();
    sumUp(lines);
    print(lines);
  }

  @Override
  public void close() {
    flush();
  }
}
