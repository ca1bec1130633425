package dev.weft.event.display;

import dev.weft.event.Level;
import dev.weft.event.collate.Interleaving;
import dev.weft.event.collate.Status;
import dev.weft.event.store.NumberColumn;
import dev.weft.event.store.TaskPaths;
import dev.weft.event.store.TreeEntries;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of tasks without its texts: who is below whom, how each stands, and the sums of each and
 * all below it.
 *
 * <h2>Form</h2>
 *
 * Tasks are numbers, as in {@link TaskPaths}; what is known of them stands in columns. A tree of a
 * million events is made in some passes over its entries and tasks, the sums in one from the last
 * task to the first, for what is below a task stands behind it. How tasks stand is {@link
 * Judgement}'s, what is missing {@link Missing}'s.
 *
 * <p>Immutable once made, usable from any thread.
 */
final class Skeleton {
  static final int NONE = TaskPaths.NONE;

  private static final Status[] STATUSES = Status.values();
  private static final Level[] LEVELS = Level.values();

  private final String root;
  private final TreeEntries entries;
  private final TaskPaths paths;
  private final Judgement judgement;
  private final Set<String> processes = new LinkedHashSet<>();
  // Times are kept since this one, which takes half the room.
  private final long base;
  private int outside;
  private final NumberColumn first;
  // Its own entries, from the first on.
  private final NumberColumn own;
  private final NumberColumn tasks;
  private final NumberColumn children;
  // From the first entry on, and one more; 0 for none.
  private final NumberColumn end;
  private final NumberColumn status;
  private final NumberColumn events;
  private final NumberColumn failures;
  private final NumberColumn holes;
  private final NumberColumn worst;
  private final NumberColumn start;
  private final NumberColumn latest;
  private final NumberColumn shift;

  private Skeleton(String root, TreeEntries entries) {
    this.root = root;
    this.entries = entries;
    this.paths = entries.paths();
    this.base = entries.isEmpty() ? 0 : entries.micros(0);
    first = column();
    own = column();
    tasks = column();
    children = column();
    end = column();
    place();
    link();
    findEnds();
    status = column();
    judgement = new Judgement(this, entries);
    events = column();
    failures = column();
    holes = column();
    worst = column();
    start = column();
    latest = column();
    shift = column();
  }

  private NumberColumn column() {
    return NumberColumn.zeros(size());
  }

  /**
   * Makes the skeleton.
   *
   * @param entries of that tree, by path and number
   * @param handovers which of a task's children were handed to other processes
   */
  static Skeleton of(String root, TreeEntries entries, Handovers handovers) throws IOException {
    Skeleton skeleton = new Skeleton(root, entries);
    skeleton.judge();
    skeleton.count(new Missing(skeleton, entries, handovers));
    skeleton.sum();
    skeleton.straighten();
    return skeleton;
  }

  private void place() {
    String process = null;
    for (int i = 0; i < entries.size(); i++) {
      int task = entries.task(i);
      if (task == NONE) {
        outside++;
        continue;
      }
      if (own.get(task) == 0) {
        first.set(task, i);
      }
      own.set(task, own.get(task) + 1);
      String its = entries.process(i);
      if (its != null && !its.equals(process)) {
        process = its;
        processes.add(its);
      }
    }
  }

  private void link() {
    for (int task = size() - 1; task >= 0; task--) {
      tasks.set(task, tasks.get(task) + 1);
      int around = parent(task);
      if (around != NONE) {
        children.set(around, children.get(around) + 1);
        tasks.set(around, tasks.get(around) + tasks.get(task));
      }
    }
  }

  private void findEnds() {
    for (int task = 0; task < size(); task++) {
      for (int i = last(task) - 1; i >= 0 && i >= first(task); i--) {
        if (entries.kind(i) == TreeEntry.Kind.END) {
          end.set(task, i - first(task) + 1);
          break;
        }
      }
    }
  }

  private void judge() {
    for (int task = 0; task < size(); task++) {
      status.set(task, Arrays.binarySearch(STATUSES, judgement.of(task)));
    }
  }

  private void count(Missing missing) throws IOException {
    for (int task = 0; task < size(); task++) {
      holes.set(task, missing.of(task));
    }
  }

  private void sum() {
    for (int task = size() - 1; task >= 0; task--) {
      long allEvents = own.get(task);
      long allFailures = status(task).isFailure() ? 1 : 0;
      long allHoles = holes.get(task);
      long highest = 0;
      long from = Long.MAX_VALUE;
      long to = Long.MIN_VALUE;
      for (int i = first(task); i >= 0 && i < last(task); i++) {
        from = from == Long.MAX_VALUE ? entries.micros(i) - base : from;
        to = Math.max(to, entries.micros(i) - base);
        highest = Math.max(highest, Arrays.binarySearch(LEVELS, entries.level(i)));
      }
      for (int child = task + 1; child < behind(task); child = behind(child)) {
        allEvents += events.get(child);
        allFailures += failures.get(child);
        allHoles = Missing.added(allHoles, holes.get(child));
        highest = Math.max(highest, worst.get(child));
        from = first(task) == NONE ? Math.min(from, start.get(child)) : from;
        to = Math.max(to, latest.get(child));
      }
      events.set(task, allEvents);
      failures.set(task, allFailures);
      holes.set(task, allHoles);
      worst.set(task, highest);
      if (allEvents > 0) {
        start.set(task, from);
        latest.set(task, to);
      }
    }
  }

  /**
   * Finds by how much each task's times are to be moved, so that none begins before the task that
   * began it: which the keys prove, and clocks of other hosts deny. What runs in the same process
   * moves along.
   */
  private void straighten() {
    for (int task = 1; task < size(); task++) {
      int around = parent(task);
      long ahead = start(around) + shift(around) - start(task);
      shift.set(task, hop(task) ? Math.max(0, ahead) : shift(around));
    }
  }

  /** What all its tasks' ids begin with. */
  String root() {
    return root;
  }

  /** How many tasks. */
  int size() {
    return paths.size();
  }

  /** How many entries it could not place. */
  int outside() {
    return outside;
  }

  /** Where it ran, in order of first sight. */
  Set<String> processes() {
    return processes;
  }

  /** The entry of that number. */
  TreeEntry entry(int number) {
    return entries.get(number);
  }

  /** The task of that id; NONE for none. */
  int find(String place) {
    boolean inside =
        place.startsWith(root)
            && (place.length() == root.length() || place.charAt(root.length()) == '/');
    int at = inside ? 0 : NONE;
    for (int from = root.length(); at != NONE && from < place.length(); ) {
      int slash = place.indexOf('/', from + 1);
      int to = slash < 0 ? place.length() : slash;
      at = child(at, place.substring(from + 1, to));
      from = to;
    }
    return at;
  }

  private int child(int task, String name) {
    long number = TaskPaths.number(name);
    for (int child = task + 1; child < behind(task); child = behind(child)) {
      if (paths.is(child, number, name)) {
        return child;
      }
    }
    return NONE;
  }

  /** A task's id. */
  String id(int task) {
    return paths.id(task);
  }

  /** What follows the root in its id; empty for the root. */
  String path(int task) {
    return paths.path(task);
  }

  /** The last part of its id. */
  String segment(int task) {
    return paths.name(task);
  }

  int depth(int task) {
    return paths.depth(task);
  }

  int parent(int task) {
    return paths.parent(task);
  }

  /** The task behind all that is below it: its next sibling, if there is one. */
  int behind(int task) {
    return task + tasks(task);
  }

  /** Its first entry; NONE when nothing of the task itself was received. */
  int first(int task) {
    return own.get(task) == 0 ? NONE : (int) first.get(task);
  }

  /** Behind its last entry; NONE as {@link #first}. */
  int last(int task) {
    return own.get(task) == 0 ? NONE : (int) (first.get(task) + own.get(task));
  }

  /** The entry of its end; NONE for none. */
  int end(int task) {
    return end.get(task) == 0 ? NONE : (int) (first.get(task) + end.get(task) - 1);
  }

  Status status(int task) {
    return STATUSES[(int) status.get(task)];
  }

  /** Whether how it stands was concluded, not said. */
  boolean inferred(int task) {
    return status(task) == Status.OVER || (end(task) != NONE && judgement.isConcluded(end(task)));
  }

  /** Its number in its parent; {@link Interleaving#UNKNOWN} for one named otherwise. */
  long number(int task) {
    long number = paths.number(task);
    return number < 0 ? Interleaving.number(paths.name(task)) : number;
  }

  /** How many records its end says that it made; 0 for unknown. */
  long records(int task) {
    return end(task) == NONE ? 0 : Math.max(0, entries.records(end(task)));
  }

  /** How many children its end says that it began; 0 for unknown. */
  long begunChildren(int task) {
    return end(task) == NONE ? 0 : Math.max(0, entries.children(end(task)));
  }

  /** What it was called; null when its begin was not received. */
  @Nullable String name(int task) {
    return isBegun(task) ? entries.name(first(task)) : null;
  }

  @Nullable String process(int task) {
    return first(task) == NONE ? null : entries.process(first(task));
  }

  @Nullable String service(int task) {
    return first(task) == NONE ? null : entries.service(first(task));
  }

  @Nullable String host(int task) {
    return first(task) == NONE ? null : entries.host(first(task));
  }

  private boolean isBegun(int task) {
    return first(task) != NONE && entries.number(first(task)) == 0;
  }

  /** Whether it ran elsewhere than the task that began it. */
  boolean hop(int task) {
    String process = process(task);
    String around = parent(task) == NONE ? null : process(parent(task));
    return process != null && around != null && !process.equals(around);
  }

  /** When it began, by its own clock, or the earliest below it; UNKNOWN for never. */
  long start(int task) {
    return events(task) == 0 ? Interleaving.UNKNOWN : base + start.get(task);
  }

  /** The earliest time of any entry; UNKNOWN for none. */
  long earliest() {
    long earliest = Interleaving.UNKNOWN;
    for (int task = 0; task < size(); task++) {
      if (events(task) > 0 && (earliest == Interleaving.UNKNOWN || start(task) < earliest)) {
        earliest = start(task);
      }
    }
    return earliest;
  }

  /** The latest time of it and all below it; UNKNOWN for none. */
  long latest(int task) {
    return events(task) == 0 ? Interleaving.UNKNOWN : base + latest.get(task);
  }

  /** By how much its times are to be moved, in microseconds. */
  long shift(int task) {
    return shift.get(task);
  }

  /** How long it took by its own clock, in microseconds; negative when that is not known. */
  long duration(int task) {
    return isBegun(task) && end(task) != NONE
        ? entries.micros(end(task)) - entries.micros(first(task))
        : -1;
  }

  /** Records of it and all below it. */
  long events(int task) {
    return events.get(task);
  }

  /** It and all below it. */
  int tasks(int task) {
    return (int) tasks.get(task);
  }

  /** How many of it and all below it failed. */
  int failures(int task) {
    return (int) failures.get(task);
  }

  /** How many records and children of it and all below it are known to be missing. */
  long holes(int task) {
    return holes.get(task);
  }

  /** Tasks right below it. */
  int children(int task) {
    return (int) children.get(task);
  }

  /** The highest level of it and all below it. */
  Level worst(int task) {
    return LEVELS[(int) worst.get(task)];
  }
}
