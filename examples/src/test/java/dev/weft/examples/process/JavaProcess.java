package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JVM that a test started: what it says is kept in files, and it ends with the test.
 *
 * <p>Used by one thread.
 */
public final class JavaProcess implements AutoCloseable {
  /** The longest a test waits for a process. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final String name;
  private final Path out;
  private final Path err;

  private JavaProcess(Process process, String name, Path out, Path err) {
    this.process = process;
    this.name = name;
    this.out = out;
    this.err = err;
  }

  /** Starts {@code main} on the test's own class path, in that folder. */
  public static JavaProcess start(Path folder, String name, List<String> flags, String... main)
      throws IOException {
    return start(folder, name, flags, entry -> true, main);
  }

  /** Starts {@code main} on the entries of the test's class path that are wanted. */
  static JavaProcess start(
      Path folder, String name, List<String> flags, Predicate<String> wanted, String... main)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath(wanted)));
    command.addAll(List.of(main));
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new JavaProcess(process, name, out, err);
  }

  private static String classPath(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(wanted)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What it has said on standard output. */
  public String out() {
    return read(out);
  }

  /** What it has said on standard error. */
  public String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Waits until it says on either stream what the expression finds; gives its first group. */
  public String awaitSaid(String expression) {
    Pattern pattern = Pattern.compile(expression);
    return await(name + " says " + expression)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .failFast(name + " has ended", () -> !process.isAlive() && find(pattern).isEmpty())
        .until(() -> find(pattern), found -> !found.isEmpty());
  }

  private String find(Pattern pattern) {
    Matcher matcher = pattern.matcher(out() + err());
    return matcher.find() ? matcher.group(matcher.groupCount()) : "";
  }

  /** Gives it a line on its standard input. */
  public void tell(String line) throws IOException {
    process.outputWriter().write(line + "\n");
    process.outputWriter().flush();
  }

  /** Gives it that text on its standard input, which ends there. */
  public void tellAll(String text) throws IOException {
    try (Writer in = process.outputWriter()) {
      in.write(text);
    }
  }

  /** Sends it a signal by name, such as {@code STOP} or {@code USR2}. */
  public void signal(String signal) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Ends it at once, as a crash would, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** Asks it to end, as {@code SIGTERM} does, and gives its status. */
  public int stop() throws InterruptedException {
    process.destroy();
    return awaitExit(LIMIT);
  }

  /** Its status, once it has ended by itself. */
  public int awaitExit(Duration limit) throws InterruptedException {
    assertThat(process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
        .as(() -> name + " ends within " + limit + "; it said: " + err() + out())
        .isTrue();
    return process.exitValue();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Ends it, if it still runs. */
  @Override
  public void close() {
    kill();
  }
}
