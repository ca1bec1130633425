package dev.weft.event.query;

import java.util.Map;
import java.util.TreeMap;

/**
 * Counts numbers in classes that grow with them, so that each is known within 1 %; after the
 * DDSketch of Masson, Rim and Lee (VLDB 2019). The order of the numbers does not matter. Used by
 * one thread.
 */
final class Sketch {
  private static final double GROWTH = 1.02;
  private static final double LOG_GROWTH = Math.log(GROWTH);
  private static final double TINY = 1e-300;

  private final TreeMap<Integer, long[]> below = new TreeMap<>();
  private final TreeMap<Integer, long[]> above = new TreeMap<>();
  private long zeros;

  void add(double number) {
    double size = Math.min(Math.abs(number), Double.MAX_VALUE);
    if (size < TINY) {
      zeros++;
      return;
    }
    int index = (int) Math.ceil(Math.log(size) / LOG_GROWTH);
    (number < 0 ? below : above).computeIfAbsent(index, any -> new long[1])[0]++;
  }

  /** About the number that is {@code rank}th from below, from 1. */
  double atRank(long rank) {
    long left = rank;
    for (Map.Entry<Integer, long[]> entry : below.descendingMap().entrySet()) {
      left -= entry.getValue()[0];
      if (left <= 0) {
        return -middle(entry.getKey());
      }
    }
    left -= zeros;
    if (left <= 0) {
      return 0;
    }
    for (Map.Entry<Integer, long[]> entry : above.entrySet()) {
      left -= entry.getValue()[0];
      if (left <= 0) {
        return middle(entry.getKey());
      }
    }
    return Double.MAX_VALUE;
  }

  private static double middle(int index) {
    return 2 * Math.pow(GROWTH, index) / (GROWTH + 1);
  }
}
