package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;

/**
 * Events that one line of code said: same logger, same template.
 *
 * @param id names the pattern, as {@code pattern:} takes it: {@code p} and 12 hex digits
 * @param logger who said it
 * @param template with its holes
 * @param level the highest
 * @param count how many
 * @param newest the newest one
 */
public record PatternGroup(
    String id, String logger, String template, Level level, long count, EventId newest) {
  /** Checks that all are there. */
  public PatternGroup {
    requireNonNull(id, "id");
    requireNonNull(logger, "logger");
    requireNonNull(template, "template");
    requireNonNull(level, "level");
    requireNonNull(newest, "newest");
  }
}
