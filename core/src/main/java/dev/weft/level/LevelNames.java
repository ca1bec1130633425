package dev.weft.level;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A logging system's levels under Python's names. For those who write a {@link LoggingLevels}.
 * Immutable once made, usable from any thread.
 *
 * @param <L> the system's own type of level
 */
public final class LevelNames<L> {
  private final Map<String, L> levels = new LinkedHashMap<>();
  private final Map<L, String> names = new LinkedHashMap<>();
  private final List<String> shown = new ArrayList<>();

  private LevelNames() {}

  /** Takes levels, the most serious first. */
  public static <L> LevelNames.Builder<L> builder() {
    return new Builder<>();
  }

  /** The level of that name, in any case; empty for {@link LoggingLevels#NOT_SET} and others. */
  public Optional<L> level(String name) {
    return Optional.ofNullable(levels.get(name.trim().toUpperCase(Locale.ROOT)));
  }

  /** Its name, or its own text when it is not among those that were named. */
  public String name(L level) {
    String name = names.get(level);
    return name == null ? String.valueOf(level) : name;
  }

  /** All names, {@link LoggingLevels#NOT_SET} last. */
  public List<String> all() {
    return List.copyOf(shown);
  }

  /**
   * The name as others read it.
   *
   * @throws IllegalArgumentException when there is no such level
   */
  public String canonical(String name) {
    String upper = name.trim().toUpperCase(Locale.ROOT);
    if (shown.contains(upper)) {
      return upper;
    }
    L level = levels.get(upper);
    if (level == null) {
      throw new IllegalArgumentException(
          "no level \"" + name + "\"; there are " + String.join(", ", shown));
    }
    return name(level);
  }

  /**
   * Gathers them.
   *
   * @param <L> the system's own type of level
   */
  public static final class Builder<L> {
    private final LevelNames<L> made = new LevelNames<>();

    private Builder() {}

    /** A level with its name and other words for it. */
    public Builder<L> add(L level, String name, String... aliases) {
      made.levels.put(name, level);
      made.names.put(level, name);
      made.shown.add(name);
      for (String alias : aliases) {
        made.levels.putIfAbsent(alias, level);
      }
      return this;
    }

    /** A name for the nearest level there is: it can be set, and is shown as what it became. */
    public Builder<L> nearest(L level, String name) {
      made.levels.put(name, level);
      made.shown.add(name);
      return this;
    }

    /** All of them. */
    public LevelNames<L> build() {
      made.shown.add(LoggingLevels.NOT_SET);
      return made;
    }
  }
}
