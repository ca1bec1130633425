package dev.weft.daemon.config;

import static java.util.Objects.requireNonNull;

/**
 * Where something stands in a configuration file.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param file the file, as a person named it
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {
  /** Checks that the file is named. */
  public Place {
    requireNonNull(file, "file");
  }

  Place right(int columns) {
    return new Place(file, line, column + columns);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
