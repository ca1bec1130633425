package dev.weft.cli.mon;

import dev.weft.cli.Words;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What was seen and what became of it. Used by one thread at a time. */
final class Tally {
  private static final long DECISECOND = 100_000_000;

  long seen;
  long printed;
  long lost;
  long passedOver;
  long partial;
  private long broken;
  private @Nullable String firstBroken;

  /** Counts what was no message. */
  void broken(String problem) {
    broken++;
    if (firstBroken == null) {
      firstBroken = problem;
    }
  }

  /**
   * Says it all.
   *
   * @param letGo how many unfinished objects were given up
   */
  void say(PrintStream err, Duration time, long letGo, boolean ascii) {
    if (broken > 0) {
      err.println(
          Words.grouped(broken)
              + " could not be read as messages"
              + (broken == 1 ? ": " : "; first: ")
              + firstBroken);
    }
    String between = ascii ? ", " : " · ";
    StringBuilder text = new StringBuilder("Bye.  ");
    text.append(Words.grouped(seen)).append(" seen").append(between);
    text.append(Words.grouped(printed)).append(" printed").append(between);
    if (partial > 0) {
      text.append(Words.grouped(partial)).append(" of them partial").append(between);
    }
    if (passedOver > 0) {
      text.append(Words.grouped(passedOver)).append(" passed over by --max").append(between);
    }
    if (letGo > 0) {
      text.append(Words.count(letGo, "unfinished object")).append(" let go").append(between);
    }
    text.append(Words.grouped(lost)).append(" lost").append(between).append(time(time));
    err.println(text);
  }

  static String time(Duration time) {
    long deciseconds = (time.toNanos() + DECISECOND / 2) / DECISECOND;
    return deciseconds < 600
        ? deciseconds / 10 + "." + deciseconds % 10 + " s"
        : Words.duration(time);
  }
}
