package dev.weft.record;

import dev.weft.event.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts lost records by reason and level, and remembers the first keys lost since it was last
 * asked.
 *
 * <p>Counting: any thread, without waiting. {@link #sinceLast()}: one thread at a time.
 */
public final class Losses {
  /** How many keys are remembered between two reports. */
  public static final int MOST_KEYS = 256;

  private static final List<Level> LEVELS = List.of(Level.values());

  private final ConcurrentHashMap<String, LongAdder[]> counts = new ConcurrentHashMap<>();
  private final Map<String, Long> told = new TreeMap<>();
  private volatile Keys keys = new Keys();

  /** Counts records of a level. */
  public void count(String reason, Level level, long records) {
    LongAdder[] byLevel = counts.get(reason);
    if (byLevel == null) {
      byLevel = counts.computeIfAbsent(reason, unused -> adders());
    }
    byLevel[place(level)].add(records);
  }

  // The levels' numbers are 5, 10, 20 ... 50.
  private static int place(Level level) {
    return level.number() / 10;
  }

  private static LongAdder[] adders() {
    LongAdder[] adders = new LongAdder[LEVELS.size()];
    for (int i = 0; i < adders.length; i++) {
      adders[i] = new LongAdder();
    }
    return adders;
  }

  /** Remembers the key of a record that was counted, while there is room. */
  void remember(TaskNode task, long number) {
    keys.add(task, number);
  }

  /** All counted so far, by reason. */
  public Map<String, Long> byReason() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((reason, byLevel) -> {
      long sum = 0;
      for (LongAdder adder : byLevel) {
        sum += adder.sum();
      }
      sums.put(reason, sum);
    });
    return sums;
  }

  /** All counted so far, by level; levels without a loss are absent. */
  public Map<Level, Long> byLevel() {
    Map<Level, Long> sums = new EnumMap<>(Level.class);
    for (LongAdder[] byLevel : counts.values()) {
      for (Level level : LEVELS) {
        long sum = byLevel[place(level)].sum();
        if (sum != 0) {
          sums.merge(level, sum, Long::sum);
        }
      }
    }
    return sums;
  }

  /** How many were lost in all. */
  public long total() {
    return byReason().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What was lost since the last call; null when nothing was. */
  public @Nullable Report sinceLast() {
    if (counts.isEmpty()) {
      return null;
    }
    Map<String, Long> fresh = new TreeMap<>();
    byReason()
        .forEach((reason, sum) -> {
          long before = told.getOrDefault(reason, 0L);
          if (sum != before) {
            fresh.put(reason, sum - before);
            told.put(reason, sum);
          }
        });
    if (fresh.isEmpty()) {
      return null;
    }
    Keys before = keys;
    keys = new Keys();
    return new Report(fresh, before.texts());
  }

  /**
   * What was lost between two looks.
   *
   * @param byReason how many, by reason
   * @param keys the first keys lost inside tasks
   */
  public record Report(Map<String, Long> byReason, List<String> keys) {
    /** Copies both. */
    public Report {
      byReason = Map.copyOf(byReason);
      keys = List.copyOf(keys);
    }

    /** How many were lost. */
    public long total() {
      return byReason.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A place is claimed, then written; a place claimed and not yet written is passed over. */
  private static final class Keys {
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicReferenceArray<Key> places = new AtomicReferenceArray<>(MOST_KEYS);

    void add(TaskNode task, long number) {
      if (size.get() < MOST_KEYS) {
        int place = size.getAndIncrement();
        if (place < MOST_KEYS) {
          places.set(place, new Key(task, number));
        }
      }
    }

    List<String> texts() {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < Math.min(size.get(), MOST_KEYS); i++) {
        Key key = places.get(i);
        if (key != null) {
          texts.add(key.number + "@" + key.task.id());
        }
      }
      return texts;
    }
  }

  private record Key(TaskNode task, long number) {}
}
