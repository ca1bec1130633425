package dev.weft.web.metric;

import io.micrometer.core.instrument.Tag;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the number of time series bounded, whatever values tags are given: so many different ones
 * of each tag of a meter, and so many meters. Usable from any thread; threads at once may let a few
 * more through.
 */
final class Cardinality {
  /** What stands for all that is too many. */
  static final String OTHER = "_other";

  private static final System.Logger LOGGER = System.getLogger(Cardinality.class.getName());
  private static final int MOST_METERS = 1_000;

  private final int mostValues;
  private final Map<String, Map<String, Set<String>>> meters = new ConcurrentHashMap<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  Cardinality(int mostValues) {
    this.mostValues = mostValues;
  }

  /** The metric's name and tags within the bounds. */
  Limited limit(Metric metric) {
    String name = String.join(".", metric.key(true));
    if (!meters.containsKey(name) && meters.size() >= MOST_METERS) {
      warn(
          OTHER,
          "More than "
              + MOST_METERS
              + " metrics: "
              + name
              + " and what else is new is "
              + OTHER
              + ". Put what differs into a tag, not into the key");
      return new Limited(OTHER, List.of());
    }
    Map<String, Set<String>> known =
        meters.computeIfAbsent(name, first -> new ConcurrentHashMap<>());
    List<Tag> tags = new ArrayList<>();
    metric
        .tags(true)
        .forEach((tag, value) -> tags.add(Tag.of(tag, value(name, known, tag, value))));
    return new Limited(name, List.copyOf(tags));
  }

  private String value(String name, Map<String, Set<String>> known, String tag, String value) {
    Set<String> values = known.computeIfAbsent(tag, first -> ConcurrentHashMap.newKeySet());
    if (values.contains(value)) {
      return value;
    }
    if (values.size() < mostValues) {
      values.add(value);
      return value;
    }
    warn(
        name,
        "The metric "
            + name
            + " has more than "
            + mostValues
            + " values of its tag "
            + tag
            + ": further ones are "
            + OTHER
            + ". Give it fewer, or raise MicrometerSink.bounded");
    return OTHER;
  }

  private void warn(String name, String text) {
    if (warned.add(name)) {
      LOGGER.log(Level.WARNING, text);
    }
  }

  /** What a meter is registered as. */
  record Limited(String name, List<Tag> tags) {
    /** The same for all of one name, as Prometheus wants it. */
    String description() {
      return "Measured by the application as " + name;
    }
  }
}
