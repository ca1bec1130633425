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
import org.jspecify.annotations.Nullable;

/**
 * Standard output: records as they are, or one short line each. Called by one thread at a time. For
 * more than a glance there is {@code weft tail}.
 */
final class ConsoleSink implements Sink {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final FieldPath CREATED = FieldPath.of("created");
  private static final FieldPath LEVEL = FieldPath.of("levelname");
  private static final FieldPath NAME = FieldPath.of("name");
  private static final FieldPath MESSAGE = FieldPath.of("message");

  private final PrintStream out;
  private final boolean json;
  private final RawEvent view = new RawEvent();

  ConsoleSink(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  @Override
  public Delivery deliver(Batch batch) {
    if (json) {
      out.write(batch.bytes(), 0, batch.length());
    } else {
      byte[] lines = lines(batch).getBytes(UTF_8);
      out.write(lines, 0, lines.length);
    }
    return out.checkError()
        ? new Delivery.Unavailable("standard output takes nothing; is its reader gone?")
        : Delivery.DELIVERED;
  }

  private String lines(Batch batch) {
    StringBuilder lines = new StringBuilder(batch.size() * 100);
    for (int i = 0; i < batch.size(); i++) {
      batch.view(i, view);
      String message = view.text(MESSAGE);
      if (message == null) {
        // No log record: an object's change, or something of another program's.
        message = new String(view.bytes(), view.start(), view.end() - view.start(), UTF_8);
      }
      lines.append(time(view.number(CREATED))).append(' ');
      lines.append(String.format(Locale.ROOT, "%-8s ", orDash(view.text(LEVEL))));
      harmless(orDash(view.text(NAME)), lines);
      lines.append("  ");
      harmless(message, lines);
      lines.append('\n');
    }
    return lines.toString();
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

  @Override
  public void close() {}
}
