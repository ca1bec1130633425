package dev.weft.lucene;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.SinkFactory;
import dev.weft.event.store.StoreSink;
import java.time.Duration;
import java.util.List;

/**
 * Makes sinks of type {@code store}, which keep events in a folder and answer questions about them.
 *
 * <p>Immutable, usable from any thread.
 */
public final class LuceneSinkFactory implements SinkFactory {
  private static final String PATH = "path";
  private static final String KEEP_FOR = "keep-for";
  private static final String KEEP_SIZE = "keep-size";
  private static final String RESERVE = "reserve";
  private static final String MEMORY = "memory";
  private static final long LEAST_SIZE = 64L << 20;
  private static final long LEAST_MEMORY = 4L << 20;
  private static final long MOST_MEMORY = 1L << 30;

  /** Does nothing; for {@link java.util.ServiceLoader}. */
  public LuceneSinkFactory() {}

  @Override
  public String type() {
    return "store";
  }

  @Override
  public String summary() {
    return "keeps events where the web page and the commands search them";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.withDefault(
            PATH, Kind.TEXT, "data/store", "folder of the store; made when it is not there"),
        Option.withDefault(
            KEEP_FOR,
            Kind.DURATION,
            "14d",
            "how long events are kept after they arrived, at least 1m"),
        Option.withDefault(
            KEEP_SIZE,
            Kind.SIZE,
            "20GiB",
            "how much room the store may take, at least 64MiB; the oldest events go first"),
        Option.withDefault(
            RESERVE,
            Kind.SIZE,
            "256MiB",
            "room that stays free on the disk: with less, the store takes nothing in until there"
                + " is more"),
        Option.withDefault(
            MEMORY,
            Kind.SIZE,
            "48MiB",
            "memory in which new events are gathered before their index is written, 4MiB to 1GiB"));
  }

  @Override
  public StoreSink create(Options options) {
    Duration keepFor = options.duration(KEEP_FOR);
    if (keepFor.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new ConfigurationException(
          KEEP_FOR, "\"keep-for\" is less than 1m: " + options.text(KEEP_FOR));
    }
    long keepSize = options.bytes(KEEP_SIZE);
    if (keepSize < LEAST_SIZE) {
      throw new ConfigurationException(
          KEEP_SIZE, "\"keep-size\" is less than 64MiB: " + options.text(KEEP_SIZE));
    }
    long memory = options.bytes(MEMORY);
    if (memory < LEAST_MEMORY || memory > MOST_MEMORY) {
      throw new ConfigurationException(
          MEMORY, "\"memory\" is not from 4MiB to 1GiB: " + options.text(MEMORY));
    }
    Settings settings =
        Settings.of(options.path(PATH))
            .keeping(keepFor, keepSize)
            .reserve(options.bytes(RESERVE))
            .memory((int) (memory >> 20));
    return new LuceneStoreSink(options.name(), settings);
  }
}
