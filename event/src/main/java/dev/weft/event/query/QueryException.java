package dev.weft.event.query;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query that cannot be read or cannot be answered: says where, what was expected, and how to mend
 * it.
 */
public final class QueryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String query;
  private final int position;
  private final transient List<String> expected;
  private final @Nullable String fix;

  QueryException(
      String problem, String query, int position, List<String> expected, @Nullable String fix) {
    super(
        problem
            + " at column "
            + (position + 1)
            + " of: "
            + query
            + (fix == null ? "" : "; try: " + fix));
    this.problem = problem;
    this.query = query;
    this.position = position;
    this.expected = List.copyOf(expected);
    this.fix = fix;
  }

  /**
   * A query that a record turned out to be too long for: an alternative that is repeated, such as
   * {@code (a|b)*}, takes some of the stack for each character.
   */
  static QueryException tooDeep(String query) {
    return new QueryException(
        "a regular expression is too deep for so long a text; write it without alternatives that"
            + " repeat, such as [ab]* for (a|b)*",
        query,
        Math.max(0, query.indexOf('/')),
        List.of(),
        null);
  }

  /** A query whose pattern takes a record's text too many steps. */
  static QueryException tooLong(String query) {
    return new QueryException(
        "a pattern takes too many steps on so long a text; write it with fewer repetitions",
        query,
        Math.max(0, Math.max(query.indexOf('/'), query.indexOf('*'))),
        List.of(),
        null);
  }

  /** What is wrong, without the place and the cure. */
  public String problem() {
    return problem;
  }

  /** The whole text of the query. */
  public String query() {
    return query;
  }

  /** The place of the fault in the text, in characters from 0. */
  public int position() {
    return position;
  }

  /** What could have stood there; may be empty. */
  public List<String> expected() {
    return expected == null ? List.of() : expected;
  }

  /** A text that would be understood in place of the query, where one is known. */
  public Optional<String> fix() {
    return Optional.ofNullable(fix);
  }

  /** A query that looks for the text as it was typed: the other offer to whoever mistyped. */
  public String asText() {
    return Printer.quoted(query);
  }

  /**
   * Several lines for a terminal: the problem, the query with a mark under the fault, and the fix.
   */
  public String picture() {
    String shown = query.replaceAll("\\p{Cntrl}", " ");
    StringBuilder lines = new StringBuilder(problem);
    lines.append("\n  ").append(shown).append("\n  ").append(" ".repeat(position)).append('^');
    if (fix != null) {
      lines.append("\ntry: ").append(fix);
    }
    return lines.toString();
  }
}
