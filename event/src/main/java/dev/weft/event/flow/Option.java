package dev.weft.event.flow;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be configured, described once for checking, help and editors.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param name as in the file, lower case with hyphens; {@link #ANY} for a plug-in whose keys are
 *     free
 * @param kind what a value must be
 * @param required whether it must be given
 * @param fallback the value where none is given, in the file's own form; null for none
 * @param choices the permitted values; empty for any of the kind
 * @param description one line for a person, with unit and range
 */
public record Option(
    String name,
    Kind kind,
    boolean required,
    @Nullable String fallback,
    List<String> choices,
    String description) {
  /**
   * The name that stands for every key, for plug-ins such as {@code add} whose keys are the user's
   * own.
   */
  public static final String ANY = "*";

  /** What a value must be. */
  public enum Kind {
    TEXT,
    INTEGER,
    BOOLEAN,
    /** {@code 250ms}, {@code 5s}, {@code 10m}, {@code 12h}, {@code 7d}. */
    DURATION,
    /** {@code 512}, {@code 64KiB}, {@code 10MiB}, {@code 2GiB}. */
    SIZE,
    /** One text or a list of texts. */
    TEXTS,
    /** A query of {@code dev.weft.event.query}. */
    QUERY,
    /** Any scalar, list or mapping. */
    VALUE
  }

  /** Checks and copies. */
  public Option {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    choices = List.copyOf(choices);
    requireNonNull(description, "description");
  }

  /** An option that must be given. */
  public static Option required(String name, Kind kind, String description) {
    return new Option(name, kind, true, null, List.of(), description);
  }

  /** An option that may be left out, and then has no value. */
  public static Option optional(String name, Kind kind, String description) {
    return new Option(name, kind, false, null, List.of(), description);
  }

  /** An option that may be left out, and then has {@code fallback}. */
  public static Option withDefault(String name, Kind kind, String fallback, String description) {
    return new Option(name, kind, false, fallback, List.of(), description);
  }

  /** This option, limited to some values. */
  public Option oneOf(String... permitted) {
    return new Option(name, kind, required, fallback, List.of(permitted), description);
  }
}
