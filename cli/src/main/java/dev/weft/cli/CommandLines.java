package dev.weft.cli;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.query.QueryException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;

/** Reads a command's options, and turns everything that can go wrong into words and a status. */
final class CommandLines {
  private CommandLines() {}

  /** A command once its options are read. */
  interface Body {
    int run() throws IOException, InterruptedException;
  }

  /** Fills {@code options} and runs {@code body}; or prints help, or what is wrong. */
  static int run(String name, Object options, List<String> arguments, Streams streams, Body body) {
    CommandLine line = new CommandLine(options).setUsageHelpAutoWidth(false);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
      if (line.isUsageHelpRequested()) {
        line.usage(streams.out(), CommandLine.Help.Ansi.OFF);
        return Command.FOUND;
      }
      return body.run();
    } catch (CommandLine.ParameterException wrongUsage) {
      return usage(name, wrongUsage, streams);
    } catch (QueryException noQuery) {
      streams.err().println("weft " + name + ": " + noQuery.picture());
      return Command.USAGE;
    } catch (Failed failed) {
      streams.err().println("weft " + name + ": " + failed.getMessage());
      return failed.status();
    } catch (IllegalArgumentException wrongValue) {
      streams.err().println("weft " + name + ": " + wrongValue.getMessage());
      return Command.USAGE;
    } catch (IOException unreadable) {
      streams.err().println("weft " + name + ": " + unreadable);
      return Command.CONNECTION;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Command.NOTHING_FOUND;
    }
  }

  private static int usage(String name, CommandLine.ParameterException wrong, Streams streams) {
    StringBuilder text = new StringBuilder("weft " + name + ": " + wrong.getMessage());
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        text.append("; did you mean ").append(near.get(0)).append('?');
      }
    }
    streams.err().println(text + "\n\"weft " + name + " --help\" lists all options.");
    return Command.USAGE;
  }
}
