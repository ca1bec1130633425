package dev.weft.benchmarks;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.SinkFactory;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Search;
import dev.weft.event.store.Search.Order;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoreSink;
import dev.weft.lucene.LuceneSinkFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Fills the embedded store, and asks it what people ask.
 *
 * <pre>StoreRun FOLDER COUNT [NODES]</pre>
 *
 * The events end now. With NODES there is one more tree, of so many tasks.
 */
final class StoreRun {
  private static final int BATCH = 256;
  private static final int TIMES = 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private StoreRun() {}

  /** A question whose time is taken. */
  private interface Question {
    Object ask() throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    long count = Long.parseLong(arguments[1]);
    SinkFactory factory = new LuceneSinkFactory();
    Options options =
        Options.of(
            "store",
            factory.options(),
            Map.of("path", Path.of(arguments[0]).toString(), "keep-size", "200GiB"));
    long opening = System.nanoTime();
    try (StoreSink sink = (StoreSink) factory.create(options)) {
      sink.open();
      say("open", (System.nanoTime() - opening) / 1e6, "ms");
      EventStore store = sink.store();
      long micros = System.currentTimeMillis() * 1000 - count * ShopLog.MICROS_BETWEEN;
      ShopLog log = new ShopLog(micros, ShopLog.MICROS_BETWEEN);
      fill(sink, log, count);
      ask(store, log);
      if (arguments.length > 2) {
        BroadTree tree = new BroadTree(log.micros());
        for (long left = Long.parseLong(arguments[2]); left > 0; left -= BATCH) {
          append(sink, tree.batch((int) Math.min(BATCH, left)));
        }
      }
    }
    opening = System.nanoTime();
    try (StoreSink sink = (StoreSink) factory.create(options)) {
      sink.open();
      say("open again", (System.nanoTime() - opening) / 1e6, "ms");
    }
  }

  private static void fill(StoreSink sink, ShopLog log, long count) throws Exception {
    EventStore store = sink.store();
    long start = System.nanoTime();
    double before = processorSeconds();
    long bytes = 0;
    long appending = 0;
    long generating = 0;
    for (long done = 0; done < count; done += BATCH) {
      long from = THREADS.getCurrentThreadCpuTime();
      var batch = log.batch((int) Math.min(BATCH, count - done));
      generating += THREADS.getCurrentThreadCpuTime() - from;
      bytes += batch.length();
      appending += append(sink, batch);
    }
    Selection all = selection("", log, Duration.ofDays(9999));
    // Asked seldom, since each question makes what is new visible, which costs.
    for (long waited = 100; store.count(all) < count; waited = Math.min(2000, waited * 2)) {
      TimeUnit.MILLISECONDS.sleep(waited);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double used = processorSeconds() - before;
    say("events", (double) count, "");
    say("bytes of a record", (double) bytes / count, "");
    say("taken in", count / (appending / 1e9), "events/s");
    say("indexed", count / seconds, "events/s");
    say("processor, generator included", used * 1e6 / count, "us/event");
    say("processor of the generator", generating / 1e3 / count, "us/event");
    say("processor of the store", (used - generating / 1e9) * 1e6 / count, "us/event");
    sink.flush();
    say("on disk", (double) store.state().bytes() / count, "bytes/event");
  }

  /**
   * Repeats while the log has no room for more, as a sink's buffer does.
   *
   * @return the nanoseconds of the delivery that was taken
   */
  private static long append(StoreSink sink, Batch batch) throws InterruptedException {
    while (true) {
      long from = System.nanoTime();
      try {
        sink.deliver(batch);
        return System.nanoTime() - from;
      } catch (IOException full) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private static double processorSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static Selection selection(String query, ShopLog log, Duration back) {
    Instant end = Instant.EPOCH.plus(log.micros() + 1, ChronoUnit.MICROS);
    return new Selection(
        SearchQuery.parse(query, Clock.fixed(end, ZoneOffset.UTC), ZoneOffset.UTC),
        end.minus(back),
        end);
  }

  private static void ask(EventStore store, ShopLog log) throws IOException {
    Duration day = Duration.ofDays(1);
    Selection all = selection("", log, day);
    time(
        "all events of a task",
        () -> page(store, selection("task:" + log.someRoot() + "/1", log, day)));
    time(
        "newest 100, level:error word",
        () -> page(store, selection("level:error declined", log, day)));
    time(
        "newest 100, phrase",
        () -> page(store, selection("\"declined by\" -host:web-1", log, day)));
    time("newest 100, rare number", () -> page(store, selection("order:4711", log, day)));
    time(
        "newest 100, slow failed tasks",
        () -> page(store, selection("level:error duration:>1s", log, day)));
    time("count of a word", () -> store.count(selection("declined", log, day)));
    time("histogram of a day", () -> store.histogram(all, Duration.ofMinutes(12)));
    time(
        "histogram of a word",
        () -> store.histogram(selection("timeout", log, day), Duration.ofMinutes(12)));
    time(
        "facets level, logger, host",
        () -> store.facets(all, List.of("level", "logger", "host"), 10));
    time("errors of a day", () -> store.errors(all, 10));
    time("patterns of a day", () -> store.patterns(all, 10));
    time(
        "slowest trees of errors", () -> store.trees(selection("level:error", log, day), true, 10));
    time("skeleton of a tree", () -> store.tree(log.someRoot()));
  }

  private static Object page(EventStore store, Selection selection) throws IOException {
    return store.search(new Search(selection, Order.NEWEST_FIRST, 100, null));
  }

  private static void time(String name, Question question) throws IOException {
    double[] times = new double[TIMES];
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      if (question.ask() == null) {
        throw new IOException("no answer to " + name);
      }
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    double first = times[0];
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT, "%-32s median %8.1f ms   first %8.1f ms%n", name, times[TIMES / 2], first);
  }

  private static void say(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "%-32s %,12.1f %s%n", name, value, unit);
  }
}
