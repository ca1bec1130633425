package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Which values a field has among the matches, most frequent first, equally frequent ones by value.
 *
 * @param field as a query names it
 * @param values the most frequent ones
 * @param missing how many matches have no value there
 * @param others how many matches have a value that is not listed
 * @param sampling 1 when every match was counted; n when one in n was, and the counts are scaled up
 */
public record Facet(String field, List<Count> values, long missing, long others, int sampling) {
  /** Copies the values. */
  public Facet {
    requireNonNull(field, "field");
    values = List.copyOf(values);
  }

  /**
   * A value and how often it stands.
   *
   * @param value as a query would hold it against the field
   * @param count how many matches have it
   */
  public record Count(String value, long count) {
    /** Checks that the value is there. */
    public Count {
      requireNonNull(value, "value");
    }
  }
}
