package dev.weft.event.display;

import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.collate.Interleaving;
import dev.weft.event.collate.Status;
import dev.weft.event.store.TreeEntries;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of tasks without its texts: who is below whom, how each stands, and the sums of each and
 * all below it.
 *
 * <h2>Form</h2>
 *
 * Tasks are numbers, in the order in which a walk from the root meets them, so that all below a
 * task lie right behind it; what is known of them stands in flat arrays. A tree of a million events
 * is made in one pass over its entries, which come in that order, and sums in one pass back.
 *
 * <h2>Rules</h2>
 *
 * Those of {@code event.collate}: the end with the highest number counts; a task without one runs,
 * or is over where its program marks no ends and the task around it went on; a task of which
 * nothing was received is unseen, or foreign where all right below it are named as spans are. Its
 * store has concluded the ends of programs that mark none.
 *
 * <p>Immutable once made, usable from any thread.
 */
final class Skeleton {
  static final int NONE = -1;

  /** A place that nests deeper is no program's; its entries are counted, and not drawn. */
  private static final int DEEPEST = 500;

  private final String root;
  private final TreeEntries entries;
  private final Set<String> processes = new LinkedHashSet<>();
  // What tells a task from its siblings: its number, or else a word, which few have.
  private final Map<Integer, String> words = new HashMap<>();
  private long[] numbers = new long[64];
  private int size;
  private int outside;
  private int[] parent = new int[64];
  private int[] depth = new int[64];
  private int[] first = new int[64];
  private int[] last = new int[64];
  private int[] behind = {};
  private Status[] status = {};
  private int[] end = {};
  private long[] start = {};
  private long[] latest = {};
  private long[] shift = {};
  private long[] events = {};
  private int[] tasks = {};
  private int[] failures = {};
  private long[] holes = {};
  private int[] children = {};
  private Level[] worst = {};

  private Skeleton(String root, TreeEntries entries) {
    this.root = root;
    this.entries = entries;
  }

  /**
   * Makes the skeleton.
   *
   * @param entries of that tree, by path and number
   * @param handovers which of a task's children were handed to other processes
   */
  static Skeleton of(String root, TreeEntries entries, Handovers handovers) throws IOException {
    Skeleton skeleton = new Skeleton(root, entries);
    skeleton.place();
    skeleton.link();
    skeleton.judge();
    skeleton.count(handovers);
    skeleton.sum();
    skeleton.straighten();
    return skeleton;
  }

  private void place() {
    // The ids of the task that is looked at and of all around it, by depth.
    List<String> way = new ArrayList<>();
    add(root, 0, NONE, way);
    int at = 0;
    String process = null;
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.goesOn(i) || at == NONE) {
        at = task(entries.place(i), at == NONE ? 0 : at, way);
      }
      if (at == NONE) {
        outside++;
        continue;
      }
      if (first[at] == NONE) {
        first[at] = i;
      }
      last[at] = i + 1;
      String its = entries.process(i);
      if (its != null && !its.equals(process)) {
        process = its;
        processes.add(its);
      }
    }
  }

  /** The task of that place, made with all between it and what is there; NONE for a wild one. */
  private int task(String place, int current, List<String> way) {
    int around = current;
    while (around != NONE && !within(place, way.get(depth[around]))) {
      around = parent[around];
    }
    if (around == NONE) {
      return NONE;
    }
    int from = way.get(depth[around]).length();
    while (from < place.length()) {
      if (depth[around] == DEEPEST) {
        return NONE;
      }
      int slash = place.indexOf('/', from + 1);
      int to = slash < 0 ? place.length() : slash;
      around = add(place.substring(0, to), from + 1, around, way);
      from = to;
    }
    return around;
  }

  private static boolean within(String place, String around) {
    return place.startsWith(around)
        && (place.length() == around.length() || place.charAt(around.length()) == '/');
  }

  private int add(String place, int name, int around, List<String> way) {
    int task = size++;
    if (task == parent.length) {
      int more = task * 2;
      parent = Arrays.copyOf(parent, more);
      depth = Arrays.copyOf(depth, more);
      first = Arrays.copyOf(first, more);
      last = Arrays.copyOf(last, more);
      numbers = Arrays.copyOf(numbers, more);
    }
    numbers[task] = number(place, name);
    if (numbers[task] == Interleaving.UNKNOWN) {
      words.put(task, place.substring(name));
    }
    parent[task] = around;
    depth[task] = around == NONE ? 0 : depth[around] + 1;
    first[task] = NONE;
    last[task] = NONE;
    way.subList(depth[task], way.size()).clear();
    way.add(place);
    return task;
  }

  /** The number that stands there, if it is written as numbers are; else UNKNOWN. */
  private static long number(String place, int from) {
    boolean padded = place.length() > from + 1 && place.charAt(from) == '0';
    return padded ? Interleaving.UNKNOWN : Interleaving.number(place.substring(from));
  }

  private void link() {
    behind = new int[size];
    children = new int[size];
    tasks = new int[size];
    for (int task = size - 1; task >= 0; task--) {
      behind[task] = Math.max(behind[task], task + 1);
      tasks[task]++;
      int around = parent[task];
      if (around != NONE) {
        behind[around] = Math.max(behind[around], behind[task]);
        children[around]++;
        tasks[around] += tasks[task];
      }
    }
  }

  private void judge() {
    status = new Status[size];
    end = new int[size];
    for (int task = 0; task < size; task++) {
      end[task] = NONE;
      for (int i = last[task] - 1; i >= first[task] && i >= 0; i--) {
        if (entries.kind(i) == TreeEntry.Kind.END) {
          end[task] = i;
          break;
        }
      }
    }
    Set<String> unmarked = unmarked();
    for (int task = 0; task < size; task++) {
      status[task] = status(task, unmarked);
    }
  }

  /** The processes all of whose ends had to be concluded: their programs mark none. */
  private Set<String> unmarked() {
    Set<String> unmarked = new HashSet<>();
    Set<String> marked = new HashSet<>();
    for (int task = 0; task < size; task++) {
      if (end[task] != NONE) {
        String process = entries.process(end[task]);
        if (process != null) {
          (isConcluded(end[task]) ? unmarked : marked).add(process);
        }
      }
    }
    unmarked.removeAll(marked);
    return unmarked;
  }

  private boolean isConcluded(int entry) {
    return entries.records(entry) < 0 && entries.children(entry) < 0;
  }

  private Status status(int task, Set<String> unmarked) {
    if (end[task] != NONE) {
      var outcome = entries.outcome(end[task]);
      return outcome == null ? Status.UNSET : Status.of(outcome);
    }
    if (first[task] == NONE) {
      return isForeign(task) ? Status.FOREIGN : Status.UNSEEN;
    }
    String process = process(task);
    return process != null && unmarked.contains(process) && wentOn(task)
        ? Status.OVER
        : Status.OPEN;
  }

  private boolean isForeign(int unseen) {
    for (int child = unseen + 1; child < behind[unseen]; child = behind[child]) {
      if (!ScopeId.isSpan(segment(child))) {
        return false;
      }
    }
    return children[unseen] > 0;
  }

  /** Whether the task around it, in the same process, ended or spoke again. */
  private boolean wentOn(int task) {
    int around = parent[task];
    return around != NONE
        && sameProcess(around, task)
        && (end[around] != NONE
            || status[around] == Status.OVER
            || time(last[around] - 1) > time(last[task] - 1));
  }

  private void count(Handovers handovers) throws IOException {
    holes = new long[size];
    for (int task = 0; task < size; task++) {
      int received = last[task] - first[task];
      if (first[task] == NONE) {
        holes[task] = status[task] == Status.FOREIGN ? 0 : 1;
        continue;
      }
      boolean begun = entries.number(first[task]) == 0;
      long lastNumber = entries.number(last[task] - 1);
      long known = Math.max(records(task), lastNumber + 1);
      holes[task] = (begun ? 0 : 1) + known - 1 - (received - (begun ? 1 : 0));
    }
    for (int task = 0; task < size; task++) {
      if (begunChildren(task) > 0) {
        holes[task] = added(holes[task], unseenChildren(task, handovers));
      }
    }
  }

  /** How many children the end tells of, kept here, of which nothing came. */
  private long unseenChildren(int task, Handovers handovers) throws IOException {
    long begun = begunChildren(task);
    if (children[task] >= begun && numbered(task, begun) >= begun) {
      return 0;
    }
    long unseen = begun - numbered(task, begun);
    if (unseen <= 0) {
      return 0;
    }
    Set<Long> received = new HashSet<>();
    for (int child = task + 1; child < behind[task]; child = behind[child]) {
      received.add(number(child));
    }
    for (long handedOver : handovers.of(entries.get(end[task]))) {
      if (handedOver >= 1 && handedOver <= begun && !received.contains(handedOver)) {
        unseen--;
      }
    }
    return unseen;
  }

  private long numbered(int task, long most) {
    long numbered = 0;
    for (int child = task + 1; child < behind[task]; child = behind[child]) {
      long number = number(child);
      numbered += number >= 1 && number <= most ? 1 : 0;
    }
    return numbered;
  }

  private void sum() {
    events = new long[size];
    failures = new int[size];
    start = new long[size];
    latest = new long[size];
    worst = new Level[size];
    for (int task = 0; task < size; task++) {
      events[task] = first[task] == NONE ? 0 : last[task] - first[task];
      failures[task] = status[task].isFailure() ? 1 : 0;
      start[task] = first[task] == NONE ? Interleaving.UNKNOWN : time(first[task]);
      latest[task] = Interleaving.UNKNOWN;
      worst[task] = Level.TRACE;
      for (int i = first[task]; i >= 0 && i < last[task]; i++) {
        latest[task] = Math.max(latest[task], time(i));
        worst[task] = worse(worst[task], entries.level(i));
      }
    }
    for (int task = size - 1; task > 0; task--) {
      int around = parent[task];
      events[around] += events[task];
      failures[around] += failures[task];
      holes[around] = added(holes[around], holes[task]);
      latest[around] = Math.max(latest[around], latest[task]);
      worst[around] = worse(worst[around], worst[task]);
      if (first[around] == NONE
          && start[task] != Interleaving.UNKNOWN
          && (start[around] == Interleaving.UNKNOWN || start[task] < start[around])) {
        start[around] = start[task];
      }
    }
  }

  private static Level worse(Level left, Level right) {
    return right.atLeast(left) ? right : left;
  }

  /** A hostile end may claim any count. */
  private static long added(long left, long right) {
    long sum = left + right;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * Finds by how much each task's times are to be moved, so that none begins before the task that
   * began it: which the keys prove, and clocks of other hosts deny. What runs in the same process
   * moves along.
   */
  private void straighten() {
    shift = new long[size];
    for (int task = 1; task < shift.length; task++) {
      int around = parent[task];
      if (hop(task)) {
        long began = start[around] + shift[around];
        shift[task] =
            start[task] == Interleaving.UNKNOWN || first[around] == NONE
                ? 0
                : Math.max(0, began - start[task]);
      } else {
        shift[task] = shift[around];
      }
    }
  }

  private long time(int entry) {
    return entries.micros(entry);
  }

  /** What all its tasks' ids begin with. */
  String root() {
    return root;
  }

  /** How many tasks. */
  int size() {
    return size;
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
    if (!within(place, root)) {
      return NONE;
    }
    int at = 0;
    for (int from = root.length(); at != NONE && from < place.length(); ) {
      int slash = place.indexOf('/', from + 1);
      int to = slash < 0 ? place.length() : slash;
      at = child(at, place.substring(from + 1, to));
      from = to;
    }
    return at;
  }

  private int child(int task, String name) {
    long number = number(name, 0);
    for (int child = task + 1; child < behind[task]; child = behind[child]) {
      if (numbers[child] == number
          && (number != Interleaving.UNKNOWN || name.equals(words.get(child)))) {
        return child;
      }
    }
    return NONE;
  }

  /** A task's id. */
  String id(int task) {
    return task == 0 ? root : root + '/' + path(task);
  }

  /** What follows the root in its id; empty for the root. */
  String path(int task) {
    StringBuilder path = new StringBuilder();
    for (int at = task; at != 0; at = parent[at]) {
      path.insert(0, segment(at));
      if (parent[at] != 0) {
        path.insert(0, '/');
      }
    }
    return path.toString();
  }

  private String segment(int task) {
    String word = words.get(task);
    return word == null ? String.valueOf(numbers[task]) : word;
  }

  int depth(int task) {
    return depth[task];
  }

  int parent(int task) {
    return parent[task];
  }

  /** The task behind all that is below it: its next sibling, if there is one. */
  int behind(int task) {
    return behind[task];
  }

  /** Its first entry; NONE when nothing of the task itself was received. */
  int first(int task) {
    return first[task];
  }

  /** Behind its last entry; NONE as {@link #first}. */
  int last(int task) {
    return last[task];
  }

  /** The entry of its end; NONE for none. */
  int end(int task) {
    return end[task];
  }

  Status status(int task) {
    return status[task];
  }

  /** Whether how it stands was concluded, not said. */
  boolean inferred(int task) {
    return status[task] == Status.OVER || (end[task] != NONE && isConcluded(end[task]));
  }

  /** Its number in its parent; {@link Interleaving#UNKNOWN} for one named otherwise. */
  long number(int task) {
    String word = words.get(task);
    return word == null ? numbers[task] : Interleaving.number(word);
  }

  /** How many records its end says that it made; 0 for unknown. */
  long records(int task) {
    return end[task] == NONE ? 0 : Math.max(0, entries.records(end[task]));
  }

  /** How many children its end says that it began; 0 for unknown. */
  long begunChildren(int task) {
    return end[task] == NONE ? 0 : Math.max(0, entries.children(end[task]));
  }

  /** What it was called; null when its begin was not received. */
  @Nullable String name(int task) {
    return first[task] == NONE || entries.number(first[task]) != 0
        ? null
        : entries.name(first[task]);
  }

  @Nullable String process(int task) {
    return first[task] == NONE ? null : entries.process(first[task]);
  }

  @Nullable String service(int task) {
    return first[task] == NONE ? null : entries.service(first[task]);
  }

  @Nullable String host(int task) {
    return first[task] == NONE ? null : entries.host(first[task]);
  }

  private boolean sameProcess(int left, int right) {
    String process = process(left);
    return process != null && process.equals(process(right));
  }

  /** Whether it ran elsewhere than the task that began it. */
  boolean hop(int task) {
    int around = parent[task];
    return around != NONE
        && process(task) != null
        && process(around) != null
        && !sameProcess(around, task);
  }

  /** When it began, by its own clock, or the earliest below it; UNKNOWN for never. */
  long start(int task) {
    return start[task];
  }

  /** The earliest time of any entry; UNKNOWN for none. */
  long earliest() {
    long earliest = Interleaving.UNKNOWN;
    for (int task = 0; task < size(); task++) {
      if (start[task] != Interleaving.UNKNOWN
          && (earliest == Interleaving.UNKNOWN || start[task] < earliest)) {
        earliest = start[task];
      }
    }
    return earliest;
  }

  /** The latest time of it and all below it; UNKNOWN for none. */
  long latest(int task) {
    return latest[task];
  }

  /** By how much its times are to be moved, in microseconds. */
  long shift(int task) {
    return shift[task];
  }

  /** How long it took by its own clock, in microseconds; negative when that is not known. */
  long duration(int task) {
    boolean begun = first[task] != NONE && entries.number(first[task]) == 0;
    return begun && end[task] != NONE ? time(end[task]) - time(first[task]) : -1;
  }

  /** Records of it and all below it. */
  long events(int task) {
    return events[task];
  }

  /** It and all below it. */
  int tasks(int task) {
    return tasks[task];
  }

  /** How many of it and all below it failed. */
  int failures(int task) {
    return failures[task];
  }

  /** How many records and children of it and all below it are known to be missing. */
  long holes(int task) {
    return holes[task];
  }

  /** Tasks right below it. */
  int children(int task) {
    return children[task];
  }

  /** The highest level of it and all below it. */
  Level worst(int task) {
    return worst[task];
  }
}
