package dev.weft.cli.mon;

import dev.weft.event.command.Arguments;
import dev.weft.event.flow.Interest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which stream to follow, and what of it: the options that lcmon has for that. Immutable. */
final class StreamOptions {
  static final List<String> VALUED =
      List.of("-H --hostname", "-u -U --url", "-e --exchange", "-q --queue", "-x --xmatch");
  static final List<String> SEVERAL = List.of("-r --rkey", "-a --arg");
  static final String HELP =
      """
        -H, --hostname HOST   The AMQP server, as guest, on port 5672. Default
                              localhost.
        -u, --url URL         The whole address, such as
                              amqp://user:password@host:5672/%2F, amqps://host or
                              zeromq://localhost:5011 for a collector's stream.
                              Default: what WEFT_URL is in the environment. Also -U.
        -e, --exchange NAME   The exchange to bind to. Default lc-topic.
        -q, --queue NAME      Take from a queue that is there. That takes the messages
                              away from its other readers.
        -r, --rkey KEY...     Only messages with one of these routing keys: * is one
                              word, # any number of them. Default #.
        -a, --arg NAME=VALUE...
                              Only messages with these headers; a value of digits is
                              a number.
        -x, --xmatch WHICH    all or any of the headers must match. Default all.
      """;

  final Address address;
  final Interest interest;

  /** Whether the command line, and not only the environment, names a stream. */
  final boolean named;

  /** Whether routing keys or headers choose among the messages. */
  final boolean chooses;

  StreamOptions(Arguments given, Map<String, String> environment) {
    this.address = address(given, environment);
    this.interest = interest(given);
    this.named = given.value("--url").isPresent() || given.value("--hostname").isPresent();
    this.chooses = !given.values("--rkey").isEmpty() || !given.values("--arg").isEmpty();
  }

  private static Address address(Arguments given, Map<String, String> environment) {
    if (given.value("--url").isPresent()) {
      return new Address("-u", given.value("--url").get());
    }
    if (given.value("--hostname").isPresent()) {
      return Address.ofHost("-H", given.value("--hostname").get());
    }
    String url = environment.getOrDefault("WEFT_URL", "");
    // With http it names the collector that weft query asks, which is no stream of messages.
    boolean stream = !url.isEmpty() && !url.startsWith("http:") && !url.startsWith("https:");
    return !stream ? Address.ofHost("-H", "localhost") : new Address("WEFT_URL", url);
  }

  private static Interest interest(Arguments given) {
    List<String> keys = given.values("--rkey");
    return Interest.EVERYTHING
        .exchange(given.value("--exchange").orElse(Interest.EVERYTHING.exchange()))
        .routingKeys(keys.isEmpty() ? Interest.EVERYTHING.routingKeys() : keys)
        .arguments(headers(given.values("--arg")), matchAll(given))
        .queue(given.value("--queue").orElse(null));
  }

  private static Map<String, Object> headers(List<String> given) {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (String pair : given) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "-a "
                + pair
                + ": expected a header's name and value, such as env=prod; a file's name behind"
                + " -a needs -- before it");
      }
      String value = pair.substring(equals + 1);
      headers.put(
          pair.substring(0, equals), value.matches("\\d{1,18}") ? Long.valueOf(value) : value);
    }
    return headers;
  }

  private static boolean matchAll(Arguments given) {
    String which = given.value("--xmatch").orElse("all");
    if (!which.equals("all") && !which.equals("any")) {
      throw new IllegalArgumentException("-x " + which + ": expected all or any");
    }
    return which.equals("all");
  }

  /** {@code ['shop.#'] {env: prod, x-match: all} on lc-topic on amqp://guest:***@localhost}. */
  String shown() {
    String keys = interest.routingKeys().stream().collect(Collectors.joining("', '", "['", "']"));
    StringBuilder text = new StringBuilder(keys);
    if (!interest.arguments().isEmpty()) {
      text.append(" {");
      interest
          .arguments()
          .forEach((name, value) -> text.append(name).append(": ").append(value).append(", "));
      text.append("x-match: ").append(interest.matchAll() ? "all" : "any").append('}');
    }
    text.append(" on ").append(interest.exchange()).append(" on ").append(address.shown());
    return text.toString();
  }
}
