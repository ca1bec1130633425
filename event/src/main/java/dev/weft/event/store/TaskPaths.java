package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

/**
 * The tasks of a tree's entries and all tasks around them, as numbers in the order in which a walk
 * from the root meets them: all below a task lie right behind it, and the root is the first.
 *
 * <p>Filled by one thread, which goes from task to task as the entries come; unchanging then, and
 * usable from any thread.
 */
public final class TaskPaths {
  /** No task. */
  public static final int NONE = -1;

  /** A place that nests deeper is no program's. */
  public static final int DEEPEST = 500;

  // Programs count their tasks; what is longer is a name that has digits only.
  private static final long GREATEST = 999_999_999_999_999L;
  private static final int MOST_DIGITS = 15;

  private final String root;
  private final NumberColumn parents = NumberColumn.empty();
  private final NumberColumn depths = NumberColumn.empty();
  // Numbers as they are; of a name, which few have, its place among those, as -1, -2…
  private final NumberColumn segments = NumberColumn.empty();
  private final Texts names = new Texts();
  private int at;

  TaskPaths(String root) {
    this.root = requireNonNull(root, "root");
    parents.add(NONE);
    depths.add(0);
    segments.add(0);
  }

  /** Goes up to the task of that depth around the one where it is. */
  void up(int depth) {
    while (depths.get(at) > depth) {
      at = parent(at);
    }
  }

  /** Goes down to a task that was not met yet, which has that number. */
  void down(long number) {
    if (number > GREATEST) {
      down(Long.toString(number));
    } else {
      add(number);
    }
  }

  /** Goes down to a task that was not met yet, which has that name. */
  void down(String name) {
    long number = number(name);
    add(number < 0 ? -1 - names.add(name) : number);
  }

  private void add(long segment) {
    parents.add(at);
    depths.add(depths.get(at) + 1);
    segments.add(segment);
    at = size() - 1;
  }

  /**
   * Goes to the task of that place, up as far as it has to; false for one that nests too deep.
   *
   * @throws IllegalArgumentException when it is of another tree
   */
  boolean go(String place) {
    if (!place.startsWith(root)
        || (place.length() > root.length() && place.charAt(root.length()) != '/')) {
      throw new IllegalArgumentException(place + " is not in the tree " + root);
    }
    if (place.chars().skip(root.length()).filter(each -> each == '/').count() > DEEPEST) {
      return false;
    }
    int from = shared(place);
    while (from < place.length()) {
      int to = end(place, from + 1);
      down(place.substring(from + 1, to));
      from = to;
    }
    return true;
  }

  /** Goes up to the nearest task that is around that place or is it, and says where it ends. */
  private int shared(String place) {
    int[] way = new int[depth(at) + 1];
    for (int task = at; task != NONE; task = parent(task)) {
      way[depth(task)] = task;
    }
    at = 0;
    int from = root.length();
    for (int i = 1; i < way.length && from < place.length(); i++) {
      int to = end(place, from + 1);
      String segment = place.substring(from + 1, to);
      if (!is(way[i], number(segment), segment)) {
        break;
      }
      at = way[i];
      from = to;
    }
    return from;
  }

  private static int end(String place, int from) {
    int slash = place.indexOf('/', from);
    return slash < 0 ? place.length() : slash;
  }

  /** Where it is. */
  int at() {
    return at;
  }

  /** How many tasks. */
  public int size() {
    return segments.size();
  }

  /** The task around it; {@link #NONE} for the root. */
  public int parent(int task) {
    return (int) parents.get(task);
  }

  /** How many tasks are around it. */
  public int depth(int task) {
    return (int) depths.get(task);
  }

  /** The number by which it is known among its siblings; negative for one that has a name. */
  public long number(int task) {
    return segments.get(task);
  }

  /** The last part of its id, as it is written. */
  public String name(int task) {
    long segment = segments.get(task);
    return segment < 0 ? names.get((int) (-1 - segment)) : Long.toString(segment);
  }

  /**
   * Whether that is the last part of its id.
   *
   * @param number what {@link #number(String)} says of the name
   */
  public boolean is(int task, long number, String name) {
    long segment = segments.get(task);
    return segment < 0 ? number < 0 && name.equals(name(task)) : segment == number;
  }

  /** The number that stands there, if it is written as numbers are; else negative. */
  public static long number(String name) {
    int digits = name.length();
    if (digits < 1 || digits > MOST_DIGITS || (digits > 1 && name.charAt(0) == '0')) {
      return NONE;
    }
    for (int i = 0; i < digits; i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return NONE;
      }
    }
    return Long.parseLong(name);
  }

  /** Its id. */
  public String id(int task) {
    return task == 0 ? root : root + '/' + path(task);
  }

  /** What follows the root in its id; empty for the root. */
  public String path(int task) {
    StringBuilder path = new StringBuilder();
    for (int around = task; around > 0; around = parent(around)) {
      path.insert(0, name(around));
      if (parent(around) > 0) {
        path.insert(0, '/');
      }
    }
    return path.toString();
  }
}
