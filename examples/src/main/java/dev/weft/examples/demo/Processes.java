package dev.weft.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a demonstration: started in order, ended in the reverse order. Each says on its
 * output where it listens, which is also where it would say why it cannot. Used by one thread.
 */
final class Processes implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("listening.*127\\.0\\.0\\.1:(\\d+)");
  private static final String PYTHON = "/usr/bin/python3";
  private static final int START_SECONDS = 30;
  private static final int END_SECONDS = 60;
  private static final int LAST_WORDS_SECONDS = 8;

  private final Path folder;
  private final PrintStream notices;
  private final Deque<Process> running = new ArrayDeque<>();

  /**
   * None yet.
   *
   * @param folder where they run and where their output goes
   */
  Processes(Path folder, PrintStream notices) {
    this.folder = folder;
    this.notices = notices;
  }

  /** A Java process of this class path. */
  static List<String> java(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main));
    command.addAll(List.of(arguments));
    return command;
  }

  Process start(String name, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start();
    running.push(process);
    return process;
  }

  /** Starts one that Ctrl-C does not reach: whoever started it ends it, once all is said. */
  Process startShielded(String name, List<String> command) throws IOException {
    List<String> shielded =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", name));
    shielded.addAll(command);
    return start(name, shielded);
  }

  /** The payment service's command: in Python where that has ZeroMQ, else in Java. */
  List<String> payment(String collector) throws IOException {
    if (!pythonSpeaksZeroMq()) {
      notices.println(
          "weft demo: no Python with ZeroMQ here, so the payment service runs in Java"
              + " (on Debian: apt-get install python3-zmq)");
      return java(Payment.class.getName(), collector);
    }
    Path script = folder.resolve("payment.py");
    try (InputStream source =
        Objects.requireNonNull(Processes.class.getResourceAsStream("payment.py"))) {
      Files.copy(source, script);
    }
    return List.of(PYTHON, script.toString(), "tcp://" + collector);
  }

  private static boolean pythonSpeaksZeroMq() throws IOException {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      return false;
    }
    Process trial =
        new ProcessBuilder(PYTHON, "-c", "import zmq")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return await(trial, "python3") == 0;
  }

  /** Waits until the process says where it listens. */
  String port(Process process, String name) throws IOException {
    return await(process, name, PORT);
  }

  /** Waits until the process says something of that form; gives its first group. */
  String await(Process process, String name, Pattern form) throws IOException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < limit) {
      String found = find(form, name + ".out");
      if (found == null) {
        found = find(form, name + ".err");
      }
      if (found != null) {
        return found;
      }
      if (!process.isAlive()) {
        throw new IOException("the " + name + " did not start: " + said(name));
      }
      pause();
    }
    throw new IOException(
        "the " + name + " was not ready within " + START_SECONDS + " s: " + said(name));
  }

  private @Nullable String find(Pattern form, String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(folder.resolve(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = form.matcher(line);
        if (matcher.find()) {
          return matcher.group(1);
        }
      }
    }
    return null;
  }

  /** What a process said so far. */
  String said(String name) throws IOException {
    return (Files.readString(folder.resolve(name + ".err"))
            + Files.readString(folder.resolve(name + ".out")))
        .strip();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the demo started", interrupted);
    }
  }

  static int await(Process process, String name) throws IOException {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the " + name + " did not end within " + END_SECONDS + " s");
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the " + name, interrupted);
    }
  }

  /** Closes a process's input, by which it knows that it is to end, and waits a while for that. */
  void dismiss(Process process) throws IOException {
    process.getOutputStream().close();
    try {
      process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the demo ended", interrupted);
    }
  }

  /**
   * Ends every process that still runs, the last started first, so that the collector hears all of
   * them out.
   */
  @Override
  public void close() throws IOException {
    while (!running.isEmpty()) {
      Process process = running.pop();
      process.destroy();
      await(process, "process");
    }
  }
}
