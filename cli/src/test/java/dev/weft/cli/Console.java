package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/** Runs commands with streams in memory. */
public final class Console {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final byte[] input;
  private final boolean terminal;

  private Console(byte[] input, boolean terminal) {
    this.input = input;
    this.terminal = terminal;
  }

  public static Console terminal(String input) {
    return new Console(input.getBytes(UTF_8), true);
  }

  public static Console pipe(String input) {
    return new Console(input.getBytes(UTF_8), false);
  }

  public static Console pipe(byte[] input) {
    return new Console(input, false);
  }

  public int run(Command command, String... arguments) {
    return command.run(List.of(arguments), streams());
  }

  public Streams streams() {
    return new Streams(
        new ByteArrayInputStream(input),
        new PrintStream(out, false, UTF_8),
        new PrintStream(err, true, UTF_8),
        terminal);
  }

  public String out() {
    return out.toString(UTF_8);
  }

  public String err() {
    return err.toString(UTF_8);
  }

  /** A file beside this class. */
  public static String resource(String name) throws IOException {
    try (InputStream file = Console.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
