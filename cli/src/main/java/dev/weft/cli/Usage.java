package dev.weft.cli;

import dev.weft.event.command.Arguments;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command understands, and its help. Immutable.
 *
 * @param valued options that take a value, as {@link Arguments} wants them
 * @param several options that take one value or more
 * @param flags options that take none
 */
public record Usage(String help, List<String> valued, List<String> several, List<String> flags) {
  /** With the options of how things look, which all commands have. */
  static Usage of(String help, List<String> valued, List<String> flags) {
    return of(help, valued, List.of(), flags);
  }

  /** With the options of how things look, where some options take several values. */
  public static Usage of(
      String help, List<String> valued, List<String> several, List<String> flags) {
    return new Usage(
        help,
        Stream.concat(valued.stream(), LookOptions.VALUED.stream()).toList(),
        several,
        Stream.concat(flags.stream(), LookOptions.FLAGS.stream()).toList());
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when it is not understood
   */
  public Arguments parse(List<String> arguments) {
    return Arguments.parse(arguments, valued, several, flags, Integer.MAX_VALUE);
  }
}
