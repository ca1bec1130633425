package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A family of numbers that {@code /metrics} asks for at each scrape, such as those of {@link
 * MemoryMaps}. Called by the container's threads, also at once. What it throws is said in the log;
 * the others are shown all the same.
 */
public interface Provider {
  /** The metric's name: letters, digits, underscores and colons, not beginning with a digit. */
  String name();

  /** One sentence about it. */
  String help();

  /** Prometheus' type. Default {@code gauge}. */
  default String type() {
    return "gauge";
  }

  /** Whether {@code pod_name} and {@code service_name} are added. Default true. */
  default boolean extend() {
    return true;
  }

  /** The values now, each with other labels. */
  List<Sample> data() throws Exception;

  /**
   * One value.
   *
   * @param labels in the order in which they are shown; a quote in a value is shown as {@code _}
   */
  record Sample(Map<String, String> labels, double value) {
    /** Copies the labels. */
    public Sample {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(labels, "labels")));
    }
  }
}
