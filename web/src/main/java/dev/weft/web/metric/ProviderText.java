package dev.weft.web.metric;

import dev.weft.web.metric.Provider.Sample;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What providers give, in the form that Prometheus and OpenMetrics have in common. */
final class ProviderText {
  private static final System.Logger LOGGER = System.getLogger(ProviderText.class.getName());
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern INVALID_IN_LABEL = Pattern.compile("^[0-9]|[^a-zA-Z0-9_]");
  // A pod of a Kubernetes deployment: its name, the replica set's, its own.
  private static final Pattern POD = Pattern.compile("(.+)-[0-9a-f]+-[0-9a-z]+");

  private final Map<String, String> place = new LinkedHashMap<>();
  private final List<Provider> providers;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  ProviderText(String host, List<Provider> providers) {
    this.providers = providers;
    place.put("pod_name", host);
    Matcher pod = POD.matcher(host);
    if (pod.matches()) {
      place.put("service_name", pod.group(1));
    }
  }

  static void check(Provider provider) {
    if (!NAME.matcher(provider.name()).matches()) {
      throw new IllegalArgumentException(
          "provider: expected a name of letters, digits, underscores and colons, got \""
              + provider.name()
              + '"');
    }
  }

  /**
   * All families; each line ends with a line feed.
   *
   * @param open in OpenMetrics, where only gauges have no rules for their samples' names
   */
  String text(boolean open) {
    StringBuilder text = new StringBuilder();
    for (Provider provider : providers) {
      int before = text.length();
      try {
        write(provider, open, text);
      } catch (Exception broken) {
        text.setLength(before);
        failed(provider, broken);
      }
    }
    return text.toString();
  }

  private void failed(Provider provider, Exception broken) {
    if (broken instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Level level = warned.add(provider.name()) ? Level.WARNING : Level.DEBUG;
    LOGGER.log(
        level, "The provider of " + provider.name() + " failed; /metrics goes without it", broken);
  }

  private void write(Provider provider, boolean open, StringBuilder to) throws Exception {
    String name = provider.name();
    String type = open && !provider.type().equals("gauge") ? "unknown" : provider.type();
    to.append("# HELP ").append(name).append(' ').append(help(provider, open)).append('\n');
    to.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    for (Sample sample : provider.data()) {
      to.append(name);
      Map<String, String> labels = new LinkedHashMap<>(provider.extend() ? place : Map.of());
      labels.putAll(sample.labels());
      write(labels, to);
      to.append(' ').append(value(sample.value())).append('\n');
    }
  }

  private static void write(Map<String, String> labels, StringBuilder to) {
    char before = '{';
    for (Map.Entry<String, String> label : labels.entrySet()) {
      to.append(before)
          .append(INVALID_IN_LABEL.matcher(label.getKey()).replaceAll("_"))
          .append("=\"")
          .append(quoted(label.getValue()))
          .append('"');
      before = ',';
    }
    to.append(labels.isEmpty() ? "" : "}");
  }

  /** What stands between a label's quotes, where a quote itself is an underscore. */
  static String quoted(String value) {
    return escaped(value.replace('"', '_'));
  }

  private static String help(Provider provider, boolean open) {
    String help = escaped(provider.help());
    return open ? help.replace("\"", "\\\"") : help;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  static String value(double value) {
    if (Double.isFinite(value)) {
      return Numbers.text(value);
    }
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }
}
