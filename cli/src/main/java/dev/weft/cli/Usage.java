package dev.weft.cli;

import dev.weft.event.command.Arguments;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command understands, and its help. Immutable.
 *
 * @param valued options that take a value, as {@link Arguments} wants them
 * @param flags options that take none
 */
record Usage(String help, List<String> valued, List<String> flags) {
  /** With the options of how things look, which all commands have. */
  static Usage of(String help, List<String> valued, List<String> flags) {
    return new Usage(
        help,
        Stream.concat(valued.stream(), LookOptions.VALUED.stream()).toList(),
        Stream.concat(flags.stream(), LookOptions.FLAGS.stream()).toList());
  }

  Arguments parse(List<String> arguments) {
    return Arguments.parse(arguments, valued, flags, Integer.MAX_VALUE);
  }
}
