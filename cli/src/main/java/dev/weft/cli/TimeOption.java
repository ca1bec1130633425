package dev.weft.cli;

import dev.weft.event.query.Query;
import dev.weft.event.query.QueryException;

/** An option whose value is a time, as the query language writes times. */
public final class TimeOption {
  private TimeOption() {}

  /**
   * The query for events on one side of that time.
   *
   * @param operator {@code >=} or {@code <=}
   * @throws IllegalArgumentException when {@code time} is none; the message names the option
   */
  public static Query query(String option, String operator, String time) {
    try {
      // In quotes, so that nothing but a time can be read into it.
      String quoted = time.replace("\\", "\\\\").replace("\"", "\\\"");
      return Query.parse("time:" + operator + '"' + quoted + '"');
    } catch (QueryException noTime) {
      throw new IllegalArgumentException(
          option
              + ' '
              + time
              + " is no time; write one such as "
              + String.join(", ", noTime.expected()),
          noTime);
    }
  }
}
