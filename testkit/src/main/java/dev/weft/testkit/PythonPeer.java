package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A real Python process on the other side of the wire: Debian's {@code /usr/bin/python3} with its
 * python3-zmq or python3-pika. Where they are not there, the test is aborted, saying so.
 *
 * <p>The script talks to the test by lines on its standard input and output; what it writes to
 * standard error is passed on.
 *
 * <p>Used by one thread at a time; {@link #close()} ends the process.
 */
public final class PythonPeer implements AutoCloseable {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final BufferedWriter input;
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

  private PythonPeer(ChildProcess process) {
    this.process = process;
    this.input =
        new BufferedWriter(new OutputStreamWriter(process.process().getOutputStream(), UTF_8));
    Thread reader = new Thread(this::read, "weft-testkit-reads-python");
    reader.setDaemon(true);
    reader.start();
  }

  /** Aborts the test where there is no Python with pyzmq; else notes their versions. */
  public static void require() {
    require("zmq", "'pyzmq', zmq.__version__, 'libzmq', zmq.zmq_version()");
  }

  /** Aborts the test where there is no Python with pika; else notes their versions. */
  public static void requirePika() {
    require("pika", "'pika', pika.__version__");
  }

  private static void require(String module, String versions) {
    requirePython();
    String name = "python3-" + module;
    String code =
        "import sys, " + module + "; print('Python', sys.version.split()[0], " + versions + ")";
    try {
      RealServers.ran(name, ChildProcess.run(List.of(PYTHON, "-c", code)));
    } catch (IllegalStateException notImportable) {
      RealServers.abortWithout(name, PYTHON + " cannot import " + module);
    }
  }

  private static void requirePython() {
    if (!Files.isExecutable(Path.of(PYTHON))) {
      RealServers.abortWithout("Python", "no " + PYTHON);
    }
  }

  /**
   * Runs a script file.
   *
   * @throws IOException when it cannot be started
   */
  public static PythonPeer run(Path script, String... arguments) throws IOException {
    return run(List.of(script.toString()), arguments);
  }

  /**
   * Runs the script of that text.
   *
   * @throws IOException when it cannot be started
   */
  public static PythonPeer run(String script, String... arguments) throws IOException {
    return run(List.of("-c", script), arguments);
  }

  private static PythonPeer run(List<String> script, String... arguments) throws IOException {
    requirePython();
    List<String> command = new ArrayList<>(List.of(PYTHON, "-u"));
    command.addAll(script);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    return new PythonPeer(ChildProcess.start(builder));
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.process().getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
      }
    } catch (IOException closed) {
      // The process was ended: there is nothing more to read.
    }
  }

  /**
   * Gives the script a line.
   *
   * @throws IOException when the script has ended
   */
  public void writeLine(String line) throws IOException {
    input.write(line);
    input.write('\n');
    input.flush();
  }

  /** The next line that the script prints; fails after 30 seconds without one. */
  public String readLine() throws InterruptedException {
    String line = output.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new AssertionError(
          "Python printed no line for "
              + PATIENCE.toSeconds()
              + " s; running: "
              + process.process().isAlive());
    }
    return line;
  }

  /** The next {@code count} lines that the script prints. */
  public List<String> readLines(int count) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      lines.add(readLine());
    }
    return lines;
  }

  /** Its exit status, once it has ended; fails when it does not within 30 seconds. */
  public int awaitExit() throws InterruptedException {
    if (!process.process().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("Python does not end");
    }
    return process.process().exitValue();
  }

  /** Ends the process. A second call does nothing. */
  @Override
  public void close() {
    process.close();
  }
}
