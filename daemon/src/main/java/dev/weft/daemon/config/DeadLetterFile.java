package dev.weft.daemon.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where samples of what could not be used are kept.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param path an NDJSON file; {@code data/dead-letters.ndjson} by default
 * @param keep how many of each reason, in one run; 0 for none, 100 by default
 */
public record DeadLetterFile(Path path, long keep) {
  /** What holds when nothing is said. */
  public static final DeadLetterFile STANDARD =
      new DeadLetterFile(Path.of("data", "dead-letters.ndjson"), 100);

  /** Checks the range. */
  public DeadLetterFile {
    requireNonNull(path, "path");
    if (keep < 0) {
      throw new IllegalArgumentException("keep < 0: " + keep);
    }
  }
}
