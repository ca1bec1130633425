package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends each measurement to StatsD at once, by UDP, one a datagram, byte for byte as c2cwsgiutils
 * does: {@code acceptance.route:2|ms|#group:2,method:GET,route:ping,status:200}.
 *
 * <p>Nothing waits and nothing fails: what the network does not take is lost, as UDP is. Usable
 * from any thread.
 */
public final class StatsdSink implements MetricSink, AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(StatsdSink.class.getName());
  private static final double NANOS_IN_MILLI = 1e6;
  // Of each metric the beginning and end of its datagrams are kept, up to so many metrics.
  private static final int MOST_KEPT = 5_000;

  private final String address;
  private final StatsdLine lines;
  private final DatagramChannel channel;
  private final Map<Metric, StatsdLine.Frame> frames = new ConcurrentHashMap<>();

  private StatsdSink(Builder builder, DatagramChannel channel) {
    this.address = builder.address;
    this.lines = new StatsdLine(builder.prefix, builder.tagged, new TreeMap<>(builder.tags));
    this.channel = channel;
  }

  /** To {@code host:port}, with IPv6 as {@code [::1]:8125}. */
  public static Builder to(String address) {
    return new Builder(address);
  }

  /** In whole milliseconds, at least one, since some receivers drop a zero. */
  @Override
  public void timer(Metric metric, long nanos) {
    long millis = Math.max(1, (long) Math.rint(nanos / NANOS_IN_MILLI));
    send(metric, Long.toString(millis), "ms");
  }

  @Override
  public void counter(Metric metric, long by) {
    send(metric, Long.toString(by), "c");
  }

  /** As it was given; what is no number is not sent, since no receiver reads it. */
  @Override
  public void gauge(Metric metric, double value) {
    if (Double.isFinite(value)) {
      send(metric, Numbers.text(value), "g");
    }
  }

  private void send(Metric metric, String value, String type) {
    ByteBuffer datagram = frame(metric).datagram(value + '|' + type);
    try {
      channel.write(datagram);
    } catch (IOException lost) {
      // Nobody listens there now, or the sink was closed: a metric is not worth more.
      LOGGER.log(Level.TRACE, "a metric was not sent", lost);
    }
  }

  private StatsdLine.Frame frame(Metric metric) {
    StatsdLine.Frame known = frames.get(metric);
    if (known != null) {
      return known;
    }
    StatsdLine.Frame frame = lines.frame(metric);
    if (frames.size() < MOST_KEPT) {
      frames.put(metric, frame);
    }
    return frame;
  }

  /** Closes the socket; what comes later is lost. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException unclosed) {
      LOGGER.log(Level.DEBUG, "the StatsD socket was not closed", unclosed);
    }
  }

  /** Where it sends, for a person. */
  @Override
  public String toString() {
    return "StatsdSink[" + address + ']';
  }

  /** How it sends. Used by one thread. */
  public static final class Builder {
    private final String address;
    private String prefix = "";
    private boolean tagged;
    private final Map<String, String> tags = new TreeMap<>();

    private Builder(String address) {
      this.address = requireNonNull(address, "address");
    }

    /** Before each key; a dot is added where it lacks. Default none. */
    public Builder prefix(String text) {
      prefix = text.isEmpty() || text.endsWith(".") ? text : text + '.';
      return this;
    }

    /** Whether parts of metrics become tags instead of parts of the key. Default false. */
    public Builder tagged(boolean use) {
      tagged = use;
      return this;
    }

    /** A tag of all metrics, also where others are not used; a metric's own of that name wins. */
    public Builder tag(String name, String value) {
      tags.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
      return this;
    }

    /**
     * Looks the host up and opens the socket.
     *
     * @return empty when the address is wrong or the host unknown, which the log says as an error:
     *     an application does not stop for its metrics
     */
    public Optional<StatsdSink> open() {
      try {
        InetSocketAddress target = target();
        StatsdSink sink = new StatsdSink(this, connected(target));
        LOGGER.log(Level.INFO, "Starting to send metrics to StatsD at {0} ({1})", address, target);
        return Optional.of(sink);
      } catch (IOException | IllegalArgumentException unusable) {
        LOGGER.log(
            Level.ERROR,
            "No metrics are sent to StatsD at \""
                + address
                + "\" (STATSD_ADDRESS): "
                + said(unusable)
                + ". Expected host:port, such as localhost:8125 or [::1]:8125");
        return Optional.empty();
      }
    }

    private InetSocketAddress target() throws UnknownHostException {
      int colon = address.lastIndexOf(':');
      if (colon <= 0) {
        throw new IllegalArgumentException("it has no port");
      }
      String host = address.substring(0, colon);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      }
      return new InetSocketAddress(InetAddress.getByName(host), port(colon));
    }

    private int port(int colon) {
      String text = address.substring(colon + 1);
      try {
        int port = Integer.parseInt(text);
        if (port > 0 && port <= 0xffff) {
          return port;
        }
      } catch (NumberFormatException notOne) {
        // Said below, as for a number that is too large.
      }
      throw new IllegalArgumentException("\"" + text + "\" is no port");
    }

    private static String said(Exception unusable) {
      return unusable instanceof UnknownHostException
          ? "the host is unknown"
          : String.valueOf(unusable.getMessage());
    }

    private static DatagramChannel connected(InetSocketAddress target) throws IOException {
      DatagramChannel channel = DatagramChannel.open();
      try {
        channel.configureBlocking(false);
        return channel.connect(target);
      } catch (IOException | RuntimeException unreachable) {
        channel.close();
        throw unreachable;
      }
    }
  }
}
