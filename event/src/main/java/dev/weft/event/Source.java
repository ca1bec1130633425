package dev.weft.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Who made an event: one run of one process. Two runs on one host differ in {@code id}, so that
 * their numbers do not mix.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param host the machine's name; {@code "?"} when the event did not say
 * @param process the process's name, such as its service; {@code "?"} when the event did not say
 * @param pid the operating system's process number; 0 when the event did not say
 * @param id what tells this run from every other; null for events of programs that send none
 *     (Python's)
 */
public record Source(String host, String process, long pid, @Nullable String id) {
  /** Checks that the names are there. */
  public Source {
    requireNonNull(host, "host");
    requireNonNull(process, "process");
  }

  /** What tells this source from others: the id, else host and process number. */
  public String identity() {
    return id != null ? id : host + ':' + pid;
  }
}
