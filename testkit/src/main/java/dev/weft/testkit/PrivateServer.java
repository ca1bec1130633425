package dev.weft.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that a test has for itself, as a process that can be stopped, killed, hung and brought
 * back. What it is and how it starts is its own. When a test fails, it prints how it is and what it
 * said last. Used by one thread.
 */
abstract class PrivateServer implements AfterTestExecutionCallback, AutoCloseable {
  private static final int LAST_LINES = 40;

  @Nullable ChildProcess process;
  int port;
  private final String name;

  PrivateServer(String name) {
    this.name = name;
  }

  /** Its port. */
  public final int port() {
    return port;
  }

  /** Ends it in an orderly way; starting it brings it back. */
  public final void stop() {
    if (process != null) {
      process.close();
      process = null;
    }
  }

  /** Ends it at once, as a crash would; starting it brings it back. */
  public final void kill() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** Stops it without ending it: connections stay, and nothing is answered. */
  public final void hang() {
    running().signal("STOP");
  }

  /** Lets it go on after {@link #hang()}. */
  public final void resume() {
    running().signal("CONT");
  }

  final ChildProcess running() {
    if (process == null) {
      throw new IllegalStateException(name + " is not running");
    }
    return process;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      System.err.println("weft tests: " + condition());
    }
  }

  /** Whether it runs, and what it said last. */
  final String condition() {
    String state =
        process == null
            ? "was ended"
            : process.ending().map("ended with %d"::formatted).orElse("runs");
    return name + " on port " + port + ' ' + state + "; its last words:\n" + lastWords();
  }

  private String lastWords() {
    try {
      Path log = log();
      List<String> lines = log == null ? List.of() : Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /** The file that has its output; null while there is none. */
  abstract @Nullable Path log();

  /** Ends it and removes what it wrote. A second call does nothing. */
  @Override
  public abstract void close();
}
