package dev.weft.cli;

import dev.weft.event.command.Arguments;
import dev.weft.event.flow.Names;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a command understands, and its help. Immutable.
 *
 * @param valued options that take a value, as {@link Arguments} wants them
 * @param several options that take one value or more
 * @param flags options that take none
 * @param choices the values that an option may have, by its long name, where they are few
 */
public record Usage(
    String help,
    List<String> valued,
    List<String> several,
    List<String> flags,
    Map<String, List<String>> choices) {
  /** With the options of how things look, which all commands have. */
  public static Usage of(String help, List<String> valued, List<String> flags) {
    return of(help, valued, List.of(), flags);
  }

  /** With the options of how things look, where some options take several values. */
  public static Usage of(
      String help, List<String> valued, List<String> several, List<String> flags) {
    return new Usage(
        help,
        Stream.concat(valued.stream(), LookOptions.VALUED.stream()).toList(),
        several,
        Stream.concat(flags.stream(), LookOptions.FLAGS.stream()).toList(),
        LookOptions.CHOICES);
  }

  /** Where these options, too, take nothing but what is listed. */
  public Usage with(Map<String, List<String>> more) {
    Map<String, List<String>> all = new java.util.TreeMap<>(choices);
    all.putAll(more);
    return new Usage(help, valued, several, flags, Map.copyOf(all));
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when it is not understood
   */
  public Arguments parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, valued, several, flags, Integer.MAX_VALUE);
    choices.forEach((option, values) ->
        given
            .values(option)
            .forEach(value -> {
              if (!values.contains(value)) {
                throw new IllegalArgumentException(
                    option
                        + ' '
                        + value
                        + " is not one of "
                        + String.join(", ", values)
                        + Names.nearest(value, values)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
              }
            }));
    return given;
  }
}
