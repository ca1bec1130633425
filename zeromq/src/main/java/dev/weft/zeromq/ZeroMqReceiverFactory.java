package dev.weft.zeromq;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Option.Kind;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.util.List;

/**
 * Receives from programs over ZeroMQ: distlog's, which send JSON or pickle, and Weft's own.
 *
 * <p>Usable from any thread.
 */
public final class ZeroMqReceiverFactory implements ReceiverFactory {
  private static final String DEFAULT_BIND = "tcp://127.0.0.1:" + Endpoint.DEFAULT_PORT;
  private static final long LARGEST_MESSAGE = Integer.MAX_VALUE / 2;

  /** For {@link java.util.ServiceLoader}. */
  public ZeroMqReceiverFactory() {}

  @Override
  public String type() {
    return "zeromq";
  }

  @Override
  public String summary() {
    return "Receives records over ZeroMQ: JSON, pickle (as data only) and Weft's batches";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.optional(
            "bind",
            Kind.TEXT,
            "where programs push to; port * takes a free one; "
                + DEFAULT_BIND
                + " unless connect or subscribe is given"),
        Option.optional("connect", Kind.TEXTS, "bound PUSH sockets to pull from"),
        Option.optional("subscribe", Kind.TEXTS, "bound PUB sockets to subscribe to"),
        Option.optional("topics", Kind.TEXTS, "what topics begin with, for subscribe; default all"),
        Option.optional(
                "engine",
                Kind.TEXT,
                "native (default) for bind; jeromq, which connect and subscribe need")
            .oneOf("native", "jeromq"),
        Option.withDefault(
            "high-water-mark", Kind.INTEGER, "1000", "messages that jeromq holds a connection"),
        Option.withDefault(
            "max-message", Kind.SIZE, "16MiB", "a frame above it ends its connection"),
        Option.withDefault("validate", Kind.TEXT, "json", "json rejects what is no JSON object")
            .oneOf("json", "frame"));
  }

  @Override
  public Receiver create(Options options) {
    return options.has("subscribe") ? subscriber(options) : puller(options);
  }

  private static Receiver subscriber(Options options) {
    for (String other : List.of("bind", "connect")) {
      if (options.has(other)) {
        throw new ConfigurationException(
            other, "\"" + other + "\" and \"subscribe\" exclude each other; make two sources");
      }
    }
    refuseNative(options, "subscribe");
    List<String> topics = options.has("topics") ? options.texts("topics") : List.of("");
    return new ZeroMqReceiver(settings(options, List.of(), peers(options, "subscribe"), topics));
  }

  private static Receiver puller(Options options) {
    if (options.has("topics")) {
      throw new ConfigurationException("topics", "\"topics\" works with \"subscribe\" only");
    }
    String bind = options.has("bind") ? options.text("bind") : DEFAULT_BIND;
    Endpoint endpoint = Endpoint.parse("bind", bind);
    if (options.has("connect")) {
      refuseNative(options, "connect");
      List<Endpoint> binds = options.has("bind") ? List.of(endpoint) : List.of();
      return new ZeroMqReceiver(settings(options, binds, peers(options, "connect"), List.of()));
    }
    ReceiverSettings settings = settings(options, List.of(endpoint), List.of(), List.of());
    boolean jeromq = options.has("engine") && options.text("engine").equals("jeromq");
    return jeromq ? new ZeroMqReceiver(settings) : new PullServer(settings, endpoint);
  }

  private static void refuseNative(Options options, String because) {
    if (options.has("engine") && options.text("engine").equals("native")) {
      throw new ConfigurationException(
          "engine", "\"engine: native\" only binds; \"" + because + "\" needs jeromq");
    }
  }

  private static ReceiverSettings settings(
      Options options, List<Endpoint> binds, List<Endpoint> peers, List<String> topics) {
    return new ReceiverSettings(
        options.name(),
        binds,
        peers,
        topics,
        Bounds.messages(options, "high-water-mark"),
        maxMessage(options),
        options.text("validate").equals("json"));
  }

  private static List<Endpoint> peers(Options options, String key) {
    List<Endpoint> peers =
        options.texts(key).stream().map(text -> Endpoint.parsePeer(key, text)).toList();
    if (peers.isEmpty()) {
      throw new ConfigurationException(key, "\"" + key + "\" names no endpoint");
    }
    return peers;
  }

  private static int maxMessage(Options options) {
    long bytes = options.bytes("max-message");
    if (bytes < 1 || bytes > LARGEST_MESSAGE) {
      throw new ConfigurationException(
          "max-message", "\"max-message: " + bytes + "\" is not between 1 and " + LARGEST_MESSAGE);
    }
    return (int) bytes;
  }
}
