package dev.weft.daemon.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.WireKey;
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
 * Standard output: records as they are, or one short line each, but for the signs of life of
 * programs. Called by one thread at a time. For more than a glance there is {@code weft tail}.
 *
 * <p>Of a flood, so many lines a second are shown and the others summed up in one: nobody reads
 * more, and a terminal that had to show all would fall behind and look like loss.
 */
final class ConsoleSink implements Sink {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final FieldPath CREATED = FieldPath.of(WireKey.CREATED);
  private static final FieldPath LEVEL = FieldPath.of(WireKey.LEVEL_NAME);
  private static final FieldPath NAME = FieldPath.of(WireKey.NAME);
  private static final FieldPath MESSAGE = FieldPath.of(WireKey.MESSAGE);
  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);
  private static final byte[] ALIVE = "alive".getBytes(UTF_8);

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
    int i = 0;
    for (; i < batch.size() && shown < linesPerSecond; i++) {
      batch.view(i, view);
      if (!view.textEquals(KIND, ALIVE)) {
        line(view, lines);
        shown++;
      }
    }
    // Signs of life are counted here: to find the few among many takes a look at each.
    more += batch.size() - i;
    return lines;
  }

  private void sumUp(StringBuilder lines) {
    if (more > 0) {
      lines.append(String.format(Locale.ROOT, "… %,d more\n", more));
      more = 0;
    }
  }

  private static void line(RawEvent record, StringBuilder lines) {
    if (record.text(LEVEL) == null) {
      ObjectLine change = ObjectLine.of(record);
      if (change != null) {
        line(TIME.format(change.time()), null, change.routingKey(), change.words(), lines);
        return;
      }
    }
    String message = record.text(MESSAGE);
    if (message == null) {
      // Something of another program's.
      message = new String(record.bytes(), record.start(), record.end() - record.start(), UTF_8);
    }
    String time = time(record.number(CREATED));
    line(time, record.text(LEVEL), record.text(NAME), message, lines);
  }

  private static void line(
      String time,
      @Nullable String level,
      @Nullable String name,
      String words,
      StringBuilder lines) {
    lines.append(time).append(' ');
    lines.append(String.format(Locale.ROOT, "%-8s ", orDash(level)));
    harmless(orDash(name), lines);
    lines.append("  ");
    harmless(words, lines);
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
