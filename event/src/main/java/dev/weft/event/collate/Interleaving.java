package dev.weft.event.collate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Puts a task's records, children and holes in one order. It works on plain numbers, so that a task
 * with a million children costs little.
 *
 * <h2>What is certain</h2>
 *
 * Records are in the order of their numbers, numbered children in the order of theirs; no clock
 * changes either. Between the two the wire gives an order only where a child's begin says how many
 * records its parent had made.
 *
 * <h2>What is not</h2>
 *
 * Any other child stands before the first record whose time is later than its own; on a tie the
 * record comes first. It is then moved, if need be, to lie between the siblings whose place is
 * certain and behind every lower sibling, and never before its parent's start.
 *
 * <p>Used by one thread.
 */
public final class Interleaving {
  /** Stands for a number or time that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private static final int MOST_DIGITS = 15;

  private final long[] records;
  private final long[] latest;
  private long end = Long.MAX_VALUE;
  private long count;
  private long[] numbers = {};
  private long[] times = {};
  private long[] before = {};
  private Item.Placement[] placements = {};
  private long expected;
  private NavigableSet<Long> remote = new TreeSet<>();

  private Interleaving(long[] records, long[] latest) {
    this.records = records;
    this.latest = latest;
  }

  /** Is told of what happened in a task, in order. */
  public interface Visitor {
    /** The record at that index of those given; also of the end. */
    void record(int index);

    /** Records that were not received. */
    void gap(long from, long to);

    /** Children of which nothing was received. */
    void unseen(long from, long to, boolean handedOver);

    /** The child at that index of those given. */
    void child(int index, Item.Placement placement);
  }

  /**
   * Begins with the records that were received.
   *
   * @param numbers theirs, from 1 on, rising
   * @param times theirs, in microseconds
   */
  public static Interleaving of(long[] numbers, long[] times) {
    return new Interleaving(numbers, latest(times));
  }

  /**
   * The latest time up to each record: since that only grows, the first record after some time is
   * found by halving, though clocks may jump back.
   */
  private static long[] latest(long[] times) {
    long[] latest = times.clone();
    for (int i = 1; i < latest.length; i++) {
      latest[i] = Math.max(latest[i], latest[i - 1]);
    }
    return latest;
  }

  /**
   * Says how the task ended.
   *
   * @param endNumber of the record; {@link Long#MAX_VALUE} for none
   * @param recordCount how many records it says that it made; 0 for unknown
   * @param childCount how many children it says that it began; 0 for unknown
   * @param handedOver the numbers of those whose ids were handed to other processes
   */
  public Interleaving ended(
      long endNumber, long recordCount, long childCount, NavigableSet<Long> handedOver) {
    end = endNumber;
    count = recordCount;
    expected = childCount;
    remote = handedOver;
    return this;
  }

  /**
   * Says which children were received, those with numbers in the order of these.
   *
   * @param childNumbers theirs; {@link #UNKNOWN} for one named otherwise, by a UUID perhaps
   * @param childTimes when they began, in microseconds; {@link #UNKNOWN} where nothing says it
   * @param spawnedAt how many records the task had made then; {@link #UNKNOWN} where unsaid
   * @param sameClock whether they ran in the task's own process
   */
  public Interleaving children(
      long[] childNumbers, long[] childTimes, long[] spawnedAt, boolean[] sameClock) {
    numbers = childNumbers;
    times = childTimes;
    before = new long[childNumbers.length];
    placements = new Item.Placement[childNumbers.length];
    for (int i = 0; i < before.length; i++) {
      boolean exact = spawnedAt[i] != UNKNOWN;
      before[i] = exact ? Math.max(1, spawnedAt[i]) : firstAfter(childTimes[i]);
      placements[i] =
          exact
              ? Item.Placement.EXACT
              : sameClock[i] ? Item.Placement.SAME_CLOCK : Item.Placement.OTHER_CLOCK;
    }
    return this;
  }

  private long firstAfter(long time) {
    if (time == UNKNOWN) {
      return 1;
    }
    int low = 0;
    int high = latest.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (latest[middle] > time) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == records.length ? Long.MAX_VALUE : records[low];
  }

  /** The number that a task's last segment is; {@link #UNKNOWN} for one named otherwise. */
  public static long number(String task) {
    int from = task.lastIndexOf('/') + 1;
    int digits = task.length() - from;
    if (digits < 1 || digits > MOST_DIGITS) {
      return UNKNOWN;
    }
    for (int at = from; at < task.length(); at++) {
      if (task.charAt(at) < '0' || task.charAt(at) > '9') {
        return UNKNOWN;
      }
    }
    return Long.parseLong(task, from, task.length(), 10);
  }

  /** Tells of all in order. */
  public void visit(Visitor visitor) {
    keepInOrder();
    List<Item.Unseen> unseen = Children.unseen(expected, remote, sortedNumbers());
    Walk walk = new Walk(visitor);
    int told = 0;
    for (int child : order()) {
      while (numbers[child] != UNKNOWN
          && told < unseen.size()
          && unseen.get(told).from() < numbers[child]) {
        walk.unseen(unseen.get(told++));
      }
      walk.until(before[child]);
      visitor.child(child, placements[child]);
    }
    walk.until(end);
    unseen.subList(told, unseen.size()).forEach(walk::unseen);
    walk.until(Long.MAX_VALUE);
  }

  private void keepInOrder() {
    long upper = Long.MAX_VALUE;
    for (int i = numbers.length - 1; i >= 0; i--) {
      if (numbers[i] == UNKNOWN) {
        continue;
      }
      if (placements[i] == Item.Placement.EXACT) {
        upper = Math.min(upper, before[i]);
      } else if (before[i] > upper) {
        clamp(i, upper);
      }
    }
    long lower = 1;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != UNKNOWN) {
        if (before[i] < lower) {
          clamp(i, lower);
        }
        lower = before[i];
      }
    }
  }

  /** Moves it to where the order of keys permits, marking that clocks said otherwise. */
  private void clamp(int child, long beforeNumber) {
    before[child] = beforeNumber;
    if (placements[child] == Item.Placement.OTHER_CLOCK && times[child] != UNKNOWN) {
      placements[child] = Item.Placement.CLAMPED;
    }
  }

  /** At one place numbered children stay in their order, before the others. */
  private int[] order() {
    int[] order = IntStream.range(0, numbers.length).toArray();
    for (int i = 1; i < order.length; i++) {
      boolean risen = numbers[i] != UNKNOWN && numbers[i - 1] != UNKNOWN;
      if (!risen) {
        return IntStream.concat(
                Arrays.stream(order).filter(child -> numbers[child] != UNKNOWN),
                Arrays.stream(order).filter(child -> numbers[child] == UNKNOWN))
            .boxed()
            .sorted(Comparator.comparingLong(child -> before[child]))
            .mapToInt(Integer::intValue)
            .toArray();
      }
    }
    return order;
  }

  private long[] sortedNumbers() {
    long[] sorted = Arrays.stream(numbers).filter(number -> number != UNKNOWN).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Goes through the records and tells of those that are not there. */
  private final class Walk {
    private final Visitor visitor;
    private final long known =
        Math.max(count, records.length == 0 ? 1 : records[records.length - 1] + 1);
    private long next = 1;
    private int index;

    Walk(Visitor visitor) {
      this.visitor = visitor;
    }

    void unseen(Item.Unseen children) {
      visitor.unseen(children.from(), children.to(), children.handedOver());
    }

    /** Tells of records and gaps whose numbers are below {@code limit}. */
    void until(long limit) {
      long stop = Math.min(limit, known);
      while (next < stop) {
        long present = index < records.length ? records[index] : Long.MAX_VALUE;
        long until = Math.min(present, stop);
        if (until > next) {
          visitor.gap(next, until - 1);
          next = until;
        } else {
          visitor.record(index++);
          next++;
        }
      }
    }
  }
}
