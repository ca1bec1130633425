package dev.weft.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A server that a test has for itself, as a process that can be stopped, killed, hung and brought
 * back. What it is and how it starts is its own. Used by one thread.
 */
abstract class PrivateServer implements AutoCloseable {
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

  /** Ends it and removes what it wrote. A second call does nothing. */
  @Override
  public abstract void close();
}
