package dev.weft.event.command;

import java.util.List;

/**
 * A sub-command of {@code weft}, found by {@link java.util.ServiceLoader}: {@code weft NAME ARGS…}.
 * So each module brings the commands that belong to it, and nothing depends on the command line.
 * Implementations have a public constructor without parameters that does nothing, since all are
 * made to list their names.
 */
public interface Command {
  /** Exit status: done, and something was found. */
  int FOUND = 0;

  /** Exit status: done, and nothing was found. */
  int NOTHING_FOUND = 1;

  /** Exit status: wrong usage, configuration or query. */
  int USAGE = 2;

  /** Exit status: the other side could not be reached. */
  int CONNECTION = 3;

  /** What is typed after {@code weft}. */
  String name();

  /** One line for {@code weft --help}. */
  String summary();

  /**
   * Runs to its end on the calling thread.
   *
   * @param arguments what followed the name
   * @param streams where to read and write
   * @return the exit status
   */
  int run(List<String> arguments, Streams streams);
}
