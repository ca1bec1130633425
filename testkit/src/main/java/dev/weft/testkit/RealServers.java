package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * Says which real servers the tests ran against and which were not there: once each on standard
 * error, and, where there is a folder {@code target}, as a line in {@code target/real-servers.txt}
 * with the three columns {@code ran} or {@code not run}, name, and version or reason.
 *
 * <p>Usable from any thread.
 */
public final class RealServers {
  private static final Path FOLDER = Path.of("target");
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private RealServers() {}

  /** Notes that tests run against {@code server} of that version. */
  public static void ran(String server, String version) {
    say("ran", server, version);
  }

  /**
   * Starts {@code server} for tests, and notes its version, or why they are not run.
   *
   * @param start starts it and says its version, or aborts the test
   */
  static void start(String server, Supplier<String> start) {
    try {
      ran(server, start.get());
    } catch (TestAbortedException notThere) {
      notRun(server, String.valueOf(notThere.getMessage()));
      throw notThere;
    }
  }

  /** Notes that {@code server} is not there, and aborts the test. */
  public static void abortWithout(String server, String reason) {
    notRun(server, reason);
    Assumptions.abort("not run against " + server + ": " + reason);
  }

  /** Notes that {@code server} is not there. */
  public static void notRun(String server, String reason) {
    say("not run", server, reason);
  }

  private static void say(String what, String server, String detail) {
    String line = what + '\t' + server + '\t' + detail.replaceAll("\\s+", " ").trim();
    if (!SAID.add(line)) {
      return;
    }
    System.err.println("weft tests: " + line.replace("\t", ": "));
    if (Files.isDirectory(FOLDER)) {
      append(line);
    }
  }

  private static void append(String line) {
    try {
      Files.writeString(
          FOLDER.resolve("real-servers.txt"),
          line + '\n',
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException notWritable) {
      throw new UncheckedIOException(notWritable);
    }
  }
}
