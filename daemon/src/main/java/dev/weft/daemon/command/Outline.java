package dev.weft.daemon.command;

import dev.weft.daemon.config.BufferLimits;
import dev.weft.daemon.config.Component;
import dev.weft.daemon.config.Configuration;
import dev.weft.daemon.config.HttpSettings;
import dev.weft.daemon.config.Route;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a configuration does, in a few lines for a person. */
final class Outline {
  private static final List<String> TELLING =
      List.of("bind", "connect", "uri", "path", "list", "channel", "query", "fields", "patterns");

  private Outline() {}

  static String of(Configuration configuration) {
    StringBuilder lines = new StringBuilder();
    for (Component<?> source : configuration.sources()) {
      line(lines, "from", source.name() + ": " + describe(source));
    }
    for (Component<?> filter : configuration.filters()) {
      line(lines, "then", describe(filter));
    }
    for (Route route : configuration.routes()) {
      String when = route.when().map(query -> ", when " + query).orElse("");
      line(
          lines,
          "to",
          route.sink().name() + ": " + describe(route.sink()) + when + buffer(route.limits()));
    }
    HttpSettings http = configuration.http();
    http.listen()
        .ifPresent(listen ->
            line(
                lines,
                "serve",
                (http.page() ? "page and API" : "API")
                    + " at "
                    + listen
                    + (http.tokens().isEmpty() ? "" : ", for who has a token")));
    return lines.toString();
  }

  private static void line(StringBuilder lines, String head, String text) {
    lines.append(String.format(Locale.ROOT, "  %-5s %s%n", head, text));
  }

  private static String describe(Component<?> component) {
    // Only what is known to hold no password; an address is shown without one.
    String options =
        TELLING.stream()
            .filter(component.options()::has)
            .map(key -> withoutPassword(String.join(" ", component.options().texts(key))))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    return component.plugin().type() + (options.isEmpty() ? "" : " " + options);
  }

  private static String withoutPassword(String text) {
    return text.replaceAll("(?<=://)[^/@\\s]*@", "***@");
  }

  private static String buffer(BufferLimits limits) {
    return limits.whenFull() == BufferLimits.STANDARD.whenFull()
        ? ""
        : ", when full " + limits.whenFull().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
