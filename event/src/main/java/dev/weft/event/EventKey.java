package dev.weft.event;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The identity of an event inside a task: its number in the task, and the task. Written {@code
 * 3@e252a11f-…/1}, as distlog's {@code context.key}. Paging, links, selection and de-duplication
 * use it, never a time.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param number from 0, in the order in which the task's records were made; 0 is the task's start
 * @param scope the task
 */
public record EventKey(long number, ScopeId scope) implements Comparable<EventKey> {
  /** Rejects a negative number. */
  public EventKey {
    requireNonNull(scope, "scope");
    if (number < 0) {
      throw new IllegalArgumentException("number < 0: " + number);
    }
  }

  /**
   * Reads {@code number@task}; empty when the text is no key, such as a key that a Python program
   * overwrote.
   */
  public static Optional<EventKey> parse(String text) {
    int at = text.indexOf('@');
    if (at < 1 || at > 18 || at == text.length() - 1) {
      return Optional.empty();
    }
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    return Optional.of(
        new EventKey(Long.parseLong(text, 0, at, 10), new ScopeId(text.substring(at + 1))));
  }

  /** Orders by task, then by number. */
  @Override
  public int compareTo(EventKey other) {
    int byScope = scope.compareTo(other.scope);
    return byScope != 0 ? byScope : Long.compare(number, other.number);
  }

  @Override
  public String toString() {
    return number + "@" + scope;
  }
}
