package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;

/**
 * One running process of an application.
 *
 * @param host the name of its machine
 * @param pid its process id there
 */
public record Instance(String host, long pid) implements Comparable<Instance> {
  private static final Comparator<Instance> ORDER =
      Comparator.comparing(Instance::host).thenComparingLong(Instance::pid);

  /** Checks the host. */
  public Instance {
    requireNonNull(host, "host");
  }

  /** This process. */
  public static Instance current() {
    return new Instance(HostName.NAME, ProcessHandle.current().pid());
  }

  /** By host, then by process id. */
  @Override
  public int compareTo(Instance other) {
    return ORDER.compare(this, other);
  }

  /** {@code host/pid}. */
  @Override
  public String toString() {
    return host + '/' + pid;
  }

  // Asked once, since a resolver may take its time.
  private static final class HostName {
    static final String NAME = name();

    private HostName() {}

    private static String name() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        // Its message begins with the name that the resolver does not know.
        String told = String.valueOf(nameless.getMessage());
        int colon = told.indexOf(':');
        return colon > 0 ? told.substring(0, colon) : "localhost";
      }
    }
  }
}
