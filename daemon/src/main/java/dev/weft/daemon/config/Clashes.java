package dev.weft.daemon.config;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.ReceiverFactory;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds components that cannot live together: one port or one file for two of them. */
final class Clashes {
  private static final Pattern PORT = Pattern.compile("(?:\\w+://)?(.*):(\\d+)/?");

  private final Reading reading;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, Bound> ports = new LinkedHashMap<>();

  private record Bound(String host, String owner) {
    boolean meets(String other) {
      return host.equals(other) || isAny(host) || isAny(other);
    }

    private static boolean isAny(String host) {
      return host.equals("*") || host.equals("0.0.0.0") || host.equals("[::]");
    }
  }

  Clashes(Reading reading) {
    this.reading = reading;
  }

  void check(
      List<Component<ReceiverFactory>> sources,
      List<Route> routes,
      DeadLetterFile deadLetters,
      HttpSettings http) {
    http.listen()
        .filter(listen -> listen.port() != 0)
        .ifPresent(listen ->
            ports.put(
                Integer.toString(listen.port()),
                new Bound(listen.host().isEmpty() ? "*" : listen.host(), "\"http\"")));
    for (Component<?> source : sources) {
      if (source.name().equals("http") && http.listen().isPresent()) {
        reading.problem(
            source.place(),
            "source \"http\" has the name of what is sent to the API; give it another");
      }
      checkPort("source \"" + source.name() + "\"", source);
    }
    files.put(normal(deadLetters.path().toString()), "the dead letters");
    for (Route route : routes) {
      String owner = "sink \"" + route.sink().name() + "\"";
      checkPort(owner, route.sink());
      checkFile(owner, route.sink());
    }
    for (Component<?> source : sources) {
      checkLoop(source);
    }
  }

  private void checkPort(String owner, Component<?> component) {
    Options options = component.options();
    if (!options.has("bind")) {
      return;
    }
    for (String address : options.texts("bind")) {
      Matcher matcher = PORT.matcher(address);
      if (matcher.matches() && !matcher.group(2).equals("0")) {
        claimPort(matcher.group(1), matcher.group(2), owner, component.place(), address);
      }
    }
  }

  private void claimPort(String host, String port, String owner, Place place, String address) {
    Bound taken = ports.putIfAbsent(port, new Bound(host, owner));
    if (taken != null && taken.meets(host)) {
      reading.problem(
          place,
          owner + " wants the port of " + taken.owner() + ", " + address + "; give it another");
    }
  }

  private void checkFile(String owner, Component<?> component) {
    if (!component.options().has("path")) {
      return;
    }
    String path = component.options().text("path");
    String taken = files.putIfAbsent(normal(path), owner);
    if (taken != null) {
      reading.problem(
          component.place(),
          owner + " wants the file of " + taken + ", " + path + "; give it another");
    }
  }

  // A source that follows a sink's own file would feed the collector its own output for ever.
  private void checkLoop(Component<?> source) {
    if (!source.options().has("path")) {
      return;
    }
    String pattern = normal(source.options().text("path"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (matches(pattern, file.getKey())) {
        reading.problem(
            source.place(),
            "source \""
                + source.name()
                + "\" would read what "
                + file.getValue()
                + " writes, "
                + file.getKey()
                + "; give one of them another path");
      }
    }
  }

  private static boolean matches(String pattern, String path) {
    // What the placeholders of a day will be does not matter, but that they are something does.
    Path sample = Path.of(path.replaceAll("%[YmdHMS]", "00"));
    return pattern.equals(path)
        || FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(sample);
  }

  private static String normal(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }
}
