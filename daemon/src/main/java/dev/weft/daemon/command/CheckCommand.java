package dev.weft.daemon.command;

import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.config.InvalidConfigurationException;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code weft check FILE}: says all that is wrong with a configuration, or what it would do. */
public final class CheckCommand implements Command {
  private static final String USAGE_TEXT =
      """
      Usage: weft check [--plugins DIR] [FILE]
      Says all that is wrong with a configuration, or what it would do. FILE is weft.yaml by default.
        --plugins DIR  a folder of plug-ins, in place of the file's own
        -h, --help     this
      Exit status: 0 fine, 2 wrong
      """;

  /** For the service loader. */
  public CheckCommand() {}

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "check a collector's configuration";
  }

  @Override
  public int run(List<String> arguments, Streams streams) {
    Arguments given;
    try {
      given = Arguments.parse(arguments, List.of("--plugins"), List.of(), 1);
    } catch (IllegalArgumentException wrong) {
      streams.err().println("weft check: " + wrong.getMessage());
      return USAGE;
    }
    if (given.help()) {
      streams.out().print(USAGE_TEXT);
      return FOUND;
    }
    Path file = Path.of(given.operand().orElse("weft.yaml"));
    return check(file, given.value("--plugins").map(Path::of), streams);
  }

  private static int check(Path file, Optional<Path> plugins, Streams streams) {
    try {
      Configuration configuration = Configuration.read(file, plugins);
      streams.out().println(file + " is fine.");
      streams.out().print(Outline.of(configuration));
      configuration.notices().forEach(notice -> streams.err().println("plug-in: " + notice));
      return FOUND;
    } catch (InvalidConfigurationException wrong) {
      streams.err().println(wrong.getMessage());
      int count = wrong.problems().size();
      streams.err().println(count == 1 ? "1 problem" : count + " problems");
    } catch (IOException | IllegalArgumentException unreadable) {
      // The latter for a text that no file system takes as a path.
      streams.err().println("weft check: " + unreadable.getMessage());
    }
    return USAGE;
  }
}
