package dev.weft.web.sentry;

import dev.weft.event.flow.ConfigurationException;
import io.sentry.SentryOptions;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The options of Python's client that Java's has too, by Python's names. */
final class ClientOptions {
  private static final Map<String, BiConsumer<SentryOptions, String>> BY_NAME = new TreeMap<>();

  static {
    BY_NAME.put("environment", SentryOptions::setEnvironment);
    BY_NAME.put("release", SentryOptions::setRelease);
    BY_NAME.put("dist", SentryOptions::setDist);
    BY_NAME.put("server_name", SentryOptions::setServerName);
    BY_NAME.put("debug", (options, text) -> options.setDebug(truth(text)));
    BY_NAME.put("attach_stacktrace", (options, text) -> options.setAttachStacktrace(truth(text)));
    BY_NAME.put("send_default_pii", (options, text) -> options.setSendDefaultPii(truth(text)));
    BY_NAME.put("max_breadcrumbs", (options, text) -> options.setMaxBreadcrumbs(whole(text)));
    BY_NAME.put("sample_rate", (options, text) -> options.setSampleRate(share(text)));
    BY_NAME.put("traces_sample_rate", (options, text) -> options.setTracesSampleRate(share(text)));
    BY_NAME.put(
        "shutdown_timeout",
        (options, text) -> options.setShutdownTimeoutMillis((long) (positive(text) * 1000)));
    BY_NAME.put("http_proxy", (options, text) -> options.setProxy(proxy(text)));
    BY_NAME.put("in_app_include", (options, text) -> each(text, options::addInAppInclude));
    BY_NAME.put("in_app_exclude", (options, text) -> each(text, options::addInAppExclude));
  }

  private ClientOptions() {}

  /** Refuses what is no option, and a value that the option cannot have. */
  static void check(String name, String value) {
    BiConsumer<SentryOptions, String> option = BY_NAME.get(name);
    String variable = "SENTRY_CLIENT_" + name.toUpperCase(Locale.ROOT);
    if (option == null) {
      throw new ConfigurationException(
          variable,
          variable
              + " is no option of Sentry's client here; there are "
              + String.join(", ", BY_NAME.keySet())
              + " and ignore_exceptions");
    }
    try {
      option.accept(new SentryOptions(), value);
    } catch (IllegalArgumentException refused) {
      throw new ConfigurationException(
          variable, variable + '=' + value + ": " + refused.getMessage());
    }
  }

  /** Sets what was checked. */
  static void apply(Map<String, String> given, SentryOptions options) {
    given.forEach((name, value) -> {
      BiConsumer<SentryOptions, String> option = BY_NAME.get(name);
      if (option != null) {
        option.accept(options, value);
      }
    });
  }

  private static boolean truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "1" -> true;
      case "false", "f", "no", "0", "" -> false;
      default -> throw new IllegalArgumentException("write true or false");
    };
  }

  private static int whole(String text) {
    int number = (int) positive(text);
    if (number != positive(text)) {
      throw new IllegalArgumentException("write a whole number");
    }
    return number;
  }

  private static double share(String text) {
    double share = positive(text);
    if (share > 1) {
      throw new IllegalArgumentException("write a number from 0 to 1");
    }
    return share;
  }

  private static double positive(String text) {
    double number;
    try {
      number = Double.parseDouble(text.strip());
    } catch (NumberFormatException other) {
      number = -1;
    }
    if (!(number >= 0 && number <= Integer.MAX_VALUE)) {
      throw new IllegalArgumentException("write a number that is not negative");
    }
    return number;
  }

  private static SentryOptions.Proxy proxy(String text) {
    URI uri = URI.create(text.strip());
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("write such as http://proxy.example.com:3128");
    }
    return new SentryOptions.Proxy(
        uri.getHost(), String.valueOf(uri.getPort() < 0 ? 80 : uri.getPort()));
  }

  private static void each(String text, Consumer<String> consumer) {
    SentryConfig.list(text).forEach(consumer);
  }
}
