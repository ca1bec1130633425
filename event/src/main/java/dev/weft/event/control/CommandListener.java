package dev.weft.event.control;

/** Is told of each command that an engine was given, for its timings. Called by any thread. */
@FunctionalInterface
public interface CommandListener {
  /** Tells nobody. */
  CommandListener NONE = (command, nanos, succeeded) -> {};

  /**
   * A command has ended.
   *
   * @param command its first word, such as {@code PUBLISH}
   * @param nanos how long it took, in nanoseconds
   */
  void ended(String command, long nanos, boolean succeeded);
}
