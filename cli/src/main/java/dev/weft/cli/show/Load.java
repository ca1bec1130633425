package dev.weft.cli.show;

import dev.weft.cli.Failed;
import dev.weft.cli.Inputs;
import dev.weft.cli.LookOptions;
import dev.weft.cli.Words;
import dev.weft.cli.load.Defaults;
import dev.weft.cli.load.Gathering;
import dev.weft.cli.load.LogFormat;
import dev.weft.cli.load.Reading;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.flow.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs {@code weft load} once. Used by one thread. */
final class Load {
  private static final long SHOWN_EVERY = TimeUnit.SECONDS.toNanos(1);

  private final List<String> files;
  private final @Nullable LogFormat format;
  private final Defaults defaults;
  private final Streams streams;
  private final @Nullable Delivery delivery;
  private final Gathering gathering = new Gathering(this::give);
  private final long begun = System.nanoTime();
  private long shown = begun;
  private long bytes;

  Load(Arguments given, Streams streams) throws IOException {
    this.files = given.operands().isEmpty() ? List.of(Inputs.STANDARD) : given.operands();
    this.format = given.value("--format").map(LogFormat::named).orElse(null);
    this.defaults =
        new Defaults(
            given.value("--host").orElse("?"),
            given.value("--service").orElse("?"),
            new LookOptions(given).zone().id(),
            Clock.systemUTC());
    this.streams = streams;
    this.delivery =
        given.has("--print")
            ? null
            : new Delivery(
                dev.weft.cli.ask.Collector.named(given.value("--url").orElse(null)), streams.err());
  }

  int run() throws IOException {
    Inputs.check(files);
    try {
      for (String file : files) {
        read(file);
      }
      gathering.flush();
    } catch (Failed refused) {
      summary();
      throw refused;
    }
    streams.out().flush();
    summary();
    return accepted() > 0 ? Command.FOUND : Command.NOTHING_FOUND;
  }

  private void read(String file) throws IOException {
    boolean standard = file.equals(Inputs.STANDARD);
    long before = gathering.taken();
    long refusedBefore = refused();
    Reading reading =
        // What is piped in slowly is not kept waiting for a whole batch.
        new Reading(format, defaults, gathering, standard ? gathering::flush : () -> {});
    try (InputStream in = Inputs.open(file, streams)) {
      LogFormat found = reading.read(in);
      String name = standard ? "standard input" : file;
      long refused = refused() - refusedBefore;
      streams
          .err()
          .println(
              name
                  + ": "
                  + (found == null
                      ? "empty"
                      : found.name().toLowerCase(java.util.Locale.ROOT)
                          + ", "
                          + Words.count(gathering.taken() - before, "event"))
                  + (refused > 0 ? ", " + Words.count(refused, "line") + " refused" : ""));
    } catch (java.util.zip.ZipException | java.io.EOFException torn) {
      gathering.flush();
      streams.err().println(file + " ends in the middle of its gzip data; read up to there");
    }
  }

  private long refused() {
    return gathering.refused().values().stream().mapToLong(Long::longValue).sum();
  }

  private void give(Batch batch) throws IOException {
    bytes += batch.length();
    if (delivery == null) {
      streams.out().write(batch.bytes(), 0, batch.length());
      if (streams.out().checkError()) {
        throw new Failed(Command.FOUND, "nobody reads any more");
      }
      return;
    }
    delivery.give(batch);
    long now = System.nanoTime();
    if (streams.terminal() && now - shown > SHOWN_EVERY) {
      shown = now;
      streams.err().print("\r" + Words.count(accepted(), "event") + ", " + speed(now) + " \r");
    }
  }

  private String speed(long now) {
    double seconds = Math.max(1e-3, (now - begun) / 1e9);
    return Words.grouped(Math.round(bytes / seconds / 1000)) + " kB/s";
  }

  private long accepted() {
    return delivery == null ? gathering.taken() : delivery.accepted();
  }

  private void summary() {
    Map<String, Long> reasons = new TreeMap<>(gathering.refused());
    if (delivery != null) {
      delivery.refused().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }
    StringBuilder text = new StringBuilder();
    text.append(Words.count(accepted(), "event"));
    text.append(delivery == null ? " printed" : " accepted by " + delivery.name());
    text.append(", ").append(speed(System.nanoTime()));
    streams.err().println(text);
    reasons.forEach((reason, count) ->
        streams.err().println("  refused: " + Words.grouped(count) + " " + reason));
  }
}
