package dev.weft.cli;

import dev.weft.event.command.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that a command reads, {@code -} being standard input. */
public final class Inputs {
  /** What stands for standard input. */
  public static final String STANDARD = "-";

  private Inputs() {}

  /**
   * Checks all before the first is read.
   *
   * @throws IllegalArgumentException when one cannot be read; the message says which and why
   */
  public static void check(List<String> names) {
    for (String name : names) {
      if (name.equals(STANDARD)) {
        continue;
      }
      Path path = Path.of(name);
      if (!Files.exists(path)) {
        throw new IllegalArgumentException("no such file: " + name);
      }
      if (Files.isDirectory(path)) {
        throw new IllegalArgumentException(
            name + " is a folder; name its files, such as " + name + "/*.ndjson");
      }
      if (!Files.isReadable(path)) {
        throw new IllegalArgumentException("not permitted to read " + name);
      }
    }
  }

  /** Opens one. */
  public static InputStream open(String name, Streams streams) throws IOException {
    return name.equals(STANDARD) ? streams.in() : Files.newInputStream(Path.of(name));
  }

  /** Gives all lines of the input to {@code records}; false when told to stop. */
  static boolean read(String name, Streams streams, Records records) throws IOException {
    records.from(name);
    Lines lines = new Lines(records::line);
    try (InputStream file = open(name, streams)) {
      return lines.readAll(Lines.plain(file));
    }
  }
}
