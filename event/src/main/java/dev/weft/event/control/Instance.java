package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

/**
 * One running process of an application.
 *
 * @param host the name of its machine
 * @param pid its process id there
 */
public record Instance(String host, long pid) {
  /** Checks the host. */
  public Instance {
    requireNonNull(host, "host");
  }

  /** {@code host/pid}. */
  @Override
  public String toString() {
    return host + '/' + pid;
  }
}
