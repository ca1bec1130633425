package dev.weft.cli;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Query;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Takes lines, counts those that are no records, and gives those that match. One thread. */
final class Records {
  /** Takes a record that matched. */
  interface Taker {
    /** Returns false to stop reading. */
    boolean take(RawEvent event) throws IOException;
  }

  private final RawEvent view = new RawEvent();
  private final Query query;
  private final Taker taker;
  private String name = "";
  private long line;
  private long seen;
  private long matched;
  private long broken;
  private @Nullable String firstBroken;

  Records(Query query, Taker taker) {
    this.query = query;
    this.taker = taker;
  }

  /** Says which input the next lines are of. */
  void from(String input) {
    name = input.equals(Inputs.STANDARD) ? "standard input" : input;
    line = 0;
  }

  /** Takes a line; false to stop reading. */
  boolean line(byte[] bytes, int start, int end) throws IOException {
    line++;
    view.over(bytes, start, end);
    String problem = view.problem();
    if (problem != null) {
      broken(problem);
      return true;
    }
    seen++;
    if (!query.matches(view)) {
      return true;
    }
    matched++;
    return taker.take(view);
  }

  private void broken(String problem) {
    broken++;
    if (firstBroken == null) {
      firstBroken = "line " + line + " of " + name + ": " + problem;
    }
  }

  long seen() {
    return seen;
  }

  long matched() {
    return matched;
  }

  /** Says how many lines were no records, and why the first was none. */
  void report(PrintStream err) {
    if (broken > 0) {
      err.println(
          Words.count(broken, "line")
              + (broken == 1 ? " was no record; " : " were no records; first: ")
              + firstBroken);
    }
  }
}
