package dev.weft.dispatch;

import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RecordWriter;
import dev.weft.event.flow.Batch;
import dev.weft.record.Losses;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * The records that Weft itself makes: the announcement of this process, and reports of losses. They
 * are log records too, so that a reader who knows nothing of Weft prints them as lines.
 *
 * <p>Usable from any thread.
 */
final class OwnRecords {
  private static final String LOGGER = "weft";

  private final Source source;
  private final Clock clock;

  OwnRecords(Source source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Says who this process is. Without a number, since each sink gets one of its own. */
  Batch announcement() {
    String java = System.getProperty("java.version", "?");
    String os = System.getProperty("os.name", "?") + ' ' + System.getProperty("os.version", "?");
    JsonWriter out = new JsonWriter();
    writer(out, Level.INFO, source.process() + " on " + source.host() + ", Java " + java)
        .extra("service", source.process())
        .extra("java", java)
        .extra("os", os)
        .kind("source")
        .end();
    return batch(out);
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
    RecordWriter writer = writer(out, Level.WARN, text).kind("loss").lost(report.byReason());
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
