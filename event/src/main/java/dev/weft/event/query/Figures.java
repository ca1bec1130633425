package dev.weft.event.query;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers of one field in one group. Used by one thread. */
final class Figures {
  private static final int EXACT = 10_000;

  private final long[] exactLeft;
  private double[] values = {};
  private int kept;
  private @Nullable Sketch sketch;
  private long all;
  private long numbers;
  private double sum;
  private double rest;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  /**
   * Nothing yet.
   *
   * @param exactLeft how many values all figures together may still keep
   */
  Figures(long[] exactLeft) {
    this.exactLeft = exactLeft;
  }

  /** Counts any value, and takes in a number. */
  void add(Object value) {
    all++;
    if (!(value instanceof Number found) || Double.isNaN(found.doubleValue())) {
      return;
    }
    double number = found.doubleValue();
    numbers++;
    sum(number);
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
    if (sketch == null && kept < EXACT && exactLeft[0] > 0) {
      keep(number);
    } else {
      sketched().add(number);
    }
  }

  /** Neumaier's sum: what is lost of small numbers is added at the end. */
  private void sum(double number) {
    double next = sum + number;
    rest += Math.abs(sum) >= Math.abs(number) ? (sum - next) + number : (number - next) + sum;
    sum = next;
  }

  private void keep(double number) {
    if (kept == values.length) {
      values = Arrays.copyOf(values, Math.min(EXACT, Math.max(8, kept * 2)));
    }
    values[kept++] = number;
    exactLeft[0]--;
  }

  private Sketch sketched() {
    if (sketch == null) {
      sketch = new Sketch();
      for (int i = 0; i < kept; i++) {
        sketch.add(values[i]);
      }
      exactLeft[0] += kept;
      values = new double[0];
      kept = 0;
    }
    return sketch;
  }

  /** A figure; null where there is no number to take it of. */
  @Nullable Object measure(Step.Measure measure) {
    if (measure.function() == Step.Function.COUNT) {
      return all;
    }
    if (numbers == 0) {
      return null;
    }
    double total = sum + (Double.isFinite(rest) ? rest : 0);
    return switch (measure.function()) {
      case SUM -> total;
      case AVG -> total / numbers;
      case MIN -> least;
      case MAX -> greatest;
      case PERCENTILE -> percentile(measure.percentile());
      case COUNT -> all;
    };
  }

  /** The nearest rank: the least value that so many percent are not above. */
  private double percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * numbers));
    if (sketch != null) {
      return Math.max(least, Math.min(greatest, sketch.atRank(rank)));
    }
    double[] sorted = Arrays.copyOf(values, kept);
    Arrays.sort(sorted);
    return sorted[(int) rank - 1];
  }
}
