package dev.weft.web.metric;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, in two forms: with tags, {@code redis} and {@code cmd=SCAN, success=1}, and
 * without, {@code redis.SCAN.success}. Which one is written is up to the back end and how it is
 * configured; {@link #part} serves both.
 *
 * <p>Values of tags should be few: a route's name, not a path. Immutable, equal by content, made
 * once and kept where it is used often. Usable from any thread.
 */
public final class Metric {
  private final List<String> key;
  private final List<Part> parts;
  private final int hash;

  private Metric(List<String> key, List<Part> parts) {
    this.key = key;
    this.parts = parts;
    this.hash = 31 * key.hashCode() + parts.hashCode();
  }

  /**
   * Of that key, such as {@code "sql", "commit"}.
   *
   * @throws IllegalArgumentException without a part
   */
  public static Metric of(String... key) {
    if (key.length == 0) {
      throw new IllegalArgumentException("key: expected at least one part, got none");
    }
    return new Metric(List.of(key), List.of());
  }

  /** With one more tag; where no tags are used, its value is one more part of the key. */
  public Metric part(String tag, String value) {
    return part(tag, value, value);
  }

  /** The same with another text where no tags are used, such as {@code success} for 1. */
  public Metric part(String tag, String value, String untagged) {
    return with(new Part(tag, value, requireNonNull(untagged, "untagged"), false));
  }

  /** With one more tag that is left out where no tags are used. */
  public Metric tagOnly(String tag, String value) {
    return with(new Part(tag, value, null, false));
  }

  /** With one more tag, also where others are not used: one that the application itself gave. */
  public Metric tag(String name, String value) {
    return with(new Part(name, value, null, true));
  }

  private Metric with(Part part) {
    List<Part> more = new ArrayList<>(parts.size() + 1);
    more.addAll(parts);
    more.add(part);
    return new Metric(key, List.copyOf(more));
  }

  /** The key's parts, unchanged: the back end sees to what its format can take. */
  public List<String> key(boolean tagged) {
    if (tagged || parts.isEmpty()) {
      return key;
    }
    List<String> longer = new ArrayList<>(key);
    for (Part part : parts) {
      if (part.untagged != null) {
        longer.add(part.untagged);
      }
    }
    return Collections.unmodifiableList(longer);
  }

  /** The tags, sorted by name; of two with one name the later. */
  public SortedMap<String, String> tags(boolean tagged) {
    SortedMap<String, String> tags = new TreeMap<>();
    for (Part part : parts) {
      if (tagged || part.always) {
        tags.put(part.tag, part.value);
      }
    }
    return Collections.unmodifiableSortedMap(tags);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Metric metric
            && hash == metric.hash
            && key.equals(metric.key)
            && parts.equals(metric.parts));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The form with tags, for a person. */
  @Override
  public String toString() {
    return String.join(".", key) + tags(true);
  }

  /** A tag. {@code untagged} is its text in the key without tags, null when it is not there. */
  private record Part(String tag, String value, @Nullable String untagged, boolean always) {
    Part {
      requireNonNull(tag, "tag");
      requireNonNull(value, "value");
    }
  }
}
