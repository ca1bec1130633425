package dev.weft.level;

import java.util.List;
import java.util.ServiceLoader;

/**
 * The levels of one logging system. Found by {@link ServiceLoader}; where none of those is in use,
 * {@code java.util.logging} is.
 *
 * <p>Names of levels are Python's, so that programs in both languages understand each other's:
 * {@code CRITICAL}, {@code ERROR}, {@code WARNING}, {@code INFO}, {@code DEBUG}, and the system's
 * own for what Python does not have. {@link #NOT_SET} is that of a logger without a level of its
 * own. The root logger is {@code root}, or the empty name.
 *
 * <p>Usable from any thread.
 */
public interface LoggingLevels {
  /** The level of a logger that takes its parent's. */
  String NOT_SET = "NOTSET";

  /** The name of the root logger; the empty name is too. */
  String ROOT = "root";

  /** Whether this logging system is the one that the program uses. */
  boolean inUse();

  /** All levels that can be set, {@link #NOT_SET} among them, the most serious first. */
  List<String> names();

  /** The logger's own level, or {@link #NOT_SET}. Does not make the logger where that shows. */
  String own(String logger);

  /** The level that holds for the logger. */
  String effective(String logger);

  /**
   * Sets the logger's own level. The root logger, which has no parent, lets all through when it is
   * set to {@link #NOT_SET}.
   *
   * @param level in any case: one of {@link #names}, or the system's own word for it
   * @throws IllegalArgumentException when there is no such level; it names those that there are
   */
  void set(String logger, String level);

  /**
   * The level's name as others read it.
   *
   * @param level in any case: one of {@link #names}, or the system's own word for it
   * @throws IllegalArgumentException when there is no such level; it names those that there are
   */
  String canonical(String level);

  /** Those of the logging system that the program uses. */
  static LoggingLevels inProgram() {
    return Choice.of(ServiceLoader.load(LoggingLevels.class, LoggingLevels.class.getClassLoader()));
  }
}
