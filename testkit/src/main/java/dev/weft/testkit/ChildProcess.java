package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process that a test started: ended with it, and at the latest with the JVM.
 *
 * <p>Used by one thread at a time.
 */
final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private static final Object STARTING = new Object();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(ChildProcess::endAll, "weft-testkit-ends-its-children"));
  }

  private static boolean ending;

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
    RUNNING.add(process);
  }

  /** Starts it, its output appended to {@code log}. */
  static ChildProcess start(List<String> command, Path log) throws IOException {
    return start(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
  }

  static ChildProcess start(ProcessBuilder builder) throws IOException {
    synchronized (STARTING) {
      if (ending) {
        throw new IOException("the virtual machine is ending");
      }
      return new ChildProcess(builder.start());
    }
  }

  // None is begun any more, since nobody would end it.
  private static void endAll() {
    synchronized (STARTING) {
      ending = true;
    }
    RUNNING.forEach(Process::destroyForcibly);
    CompletableFuture<?>[] ends =
        RUNNING.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException stillThere) {
      System.err.println("weft: a private server does not end: " + stillThere);
    }
    PrivateFolder.removeAll();
  }

  Process process() {
    return process;
  }

  /** What it ended with; empty while it runs. */
  Optional<Integer> ending() {
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** Asks it to end, and ends it when it does not within ten seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException ending) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    RUNNING.remove(process);
  }

  /** Ends it at once, as a crash would, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
    RUNNING.remove(process);
  }

  /** Sends it a signal by name, such as {@code STOP}, {@code CONT} or {@code USR1}. */
  void signal(String name) {
    run(List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  /** What a short command prints. */
  static String run(List<String> command) {
    return run(command, Map.of());
  }

  /** What a short command prints, with more variables in its environment. */
  static String run(List<String> command, Map<String, String> environment) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process running = builder.start();
      running.getOutputStream().close();
      String output = new String(running.getInputStream().readAllBytes(), UTF_8);
      if (!running.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS) || running.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
      }
      return output.trim();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", ending);
    }
  }

  /** The program of that name on the PATH. */
  static Optional<Path> program(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
