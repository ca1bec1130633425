package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

/**
 * What follows a {@code |}: how a search works on what it found, such as {@code count by logger}.
 *
 * @param name one of those in {@link QueryTree#STAGES}
 * @param arguments the rest as typed, single spaces between its words; may be empty
 */
public record Stage(String name, String arguments) {
  /** Checks that the texts are there. */
  public Stage {
    requireNonNull(name, "name");
    requireNonNull(arguments, "arguments");
  }

  @Override
  public String toString() {
    return arguments.isEmpty() ? name : name + ' ' + arguments;
  }
}
