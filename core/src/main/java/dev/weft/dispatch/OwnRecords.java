package dev.weft.dispatch;

import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RecordWriter;
import dev.weft.event.flow.Batch;
import dev.weft.record.Losses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The records that Weft itself makes: the announcement of this process, and reports of losses. They
 * are log records too, so that a reader who knows nothing of Weft prints them as lines.
 *
 * <p>Usable from any thread.
 */
final class OwnRecords {
  private static final String LOGGER = "weft";

  // Whose message shape this is, as contexture's readers expect it.
  private static final String CONTEXTURE_VERSION = "1.3.1";

  private final Source source;
  private final Clock clock;

  OwnRecords(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * Says who this process is, in contexture's words too, whose viewers know a source by them. Of
   * the command line only the main class: arguments hold secrets. Without a number, since each sink
   * gets one of its own.
   */
  Batch announcement() {
    String java = System.getProperty("java.version", "?");
    String os = System.getProperty("os.name", "?") + ' ' + System.getProperty("os.version", "?");
    JsonWriter out = new JsonWriter();
    writer(out, Level.INFO, source.process() + " on " + source.host() + ", Java " + java)
        .extra("service", source.process())
        .extra("java", java)
        .extra("os", os)
        .extra("host", source.host())
        .extra("pid", source.pid())
        .extra("argv", List.of(mainClass()))
        .extra("tid", Thread.currentThread().getId())
        .extra(WireKey.CONTEXTURE, CONTEXTURE_VERSION)
        .kind("source")
        .end();
    return batch(out);
  }

  private static String mainClass() {
    return System.getProperty("sun.java.command", "").split(" ", 2)[0];
  }

  /**
   * Tells one sink what it alone has missed. Without a number, since the numbers are common to all.
   */
  Batch laneReport(Losses.Report report) {
    JsonWriter out = new JsonWriter();
    loss(out, report).end();
    return batch(out);
  }

  /** Tells all sinks what never left the queue. */
  void queueReport(JsonWriter out, Losses.Report report, long number) {
    loss(out, report).number(number).end();
  }

  private RecordWriter loss(JsonWriter out, Losses.Report report) {
    String text = records(report.total()) + " lost: " + reasons(report.byReason());
    RecordWriter writer =
        writer(out, Level.WARN, text)
            .extra(WireKey.RECOVERED, report.total())
            .kind("loss")
            .lost(report.byReason());
    return report.keys().isEmpty() ? writer : writer.lostKeys(report.keys());
  }

  private RecordWriter writer(JsonWriter out, Level level, String text) {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    return new RecordWriter(out, source, -1)
        .begin(micros, level, LOGGER, text, -1, "")
        .message(text);
  }

  /** For a person: {@code 1 record}, {@code 12 records}. */
  static String records(long count) {
    return count + (count == 1 ? " record" : " records");
  }

  /** For a person: {@code queue-full 12, close 3}. */
  static String reasons(Map<String, Long> byReason) {
    StringBuilder text = new StringBuilder();
    byReason.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(entry.getKey())
                .append(' ')
                .append(entry.getValue()));
    return text.toString();
  }

  private static Batch batch(JsonWriter out) {
    return Batch.builder(LOGGER).add(out.toBytes()).build();
  }
}
