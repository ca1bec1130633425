package dev.weft.cli;

import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.query.QueryException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Reads a command's arguments, and turns everything that can go wrong into words and a status. */
public final class CommandLines {
  private CommandLines() {}

  /** A command once its arguments are read. */
  public interface Body {
    /** Runs it; gives the exit status. */
    int run(Arguments given) throws IOException, InterruptedException;
  }

  /** Runs {@code body} on what was given; or prints help, or what is wrong. */
  public static int run(
      String name, Usage usage, List<String> arguments, Streams streams, Body body) {
    String head = "weft " + name + ": ";
    Arguments given;
    try {
      given = usage.parse(arguments);
    } catch (IllegalArgumentException wrongUsage) {
      streams.err().println(head + wrongUsage.getMessage());
      streams.err().println("\"weft " + name + " --help\" tells of all options.");
      return Command.USAGE;
    }
    if (given.help()) {
      streams.out().print(usage.help());
      return Command.FOUND;
    }
    return run(head, given, streams.err(), body);
  }

  private static int run(String head, Arguments given, PrintStream err, Body body) {
    try {
      return body.run(given);
    } catch (QueryException noQuery) {
      err.println(head + noQuery.picture());
      return Command.USAGE;
    } catch (Failed failed) {
      err.println(head + failed.getMessage());
      return failed.status();
    } catch (IllegalArgumentException wrongValue) {
      err.println(head + wrongValue.getMessage());
      return Command.USAGE;
    } catch (IOException unreadable) {
      err.println(head + unreadable);
      return Command.CONNECTION;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Command.NOTHING_FOUND;
    }
  }
}
