package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event;
import dev.weft.event.Level;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one tree, by path and number, in columns: a million of them, each of a task of its
 * own, take some forty megabytes and no object of their own, so that a great tree is drawn in a
 * small heap. Single entries are made when they are asked for.
 *
 * <p>Immutable, usable from any thread.
 */
public final class TreeEntries extends AbstractList<TreeEntry> implements RandomAccess {
  private static final Level[] LEVELS = Level.values();
  private static final TreeEntry.Kind[] KINDS = TreeEntry.Kind.values();
  private static final Event.Outcome[] OUTCOMES = Event.Outcome.values();

  private final Builder columns;

  private TreeEntries(Builder columns) {
    this.columns = columns;
  }

  /** No entries. */
  public static TreeEntries none() {
    return new Builder("").build();
  }

  /** Those entries, which come in order and belong to the tree of that root. */
  public static TreeEntries of(String root, List<TreeEntry> entries) {
    Builder builder = new Builder(root);
    entries.forEach(builder::add);
    return builder.build();
  }

  @Override
  public int size() {
    return columns.size();
  }

  @Override
  public TreeEntry get(int index) {
    return new TreeEntry(
        new Cursor(micros(index), id(index)),
        kind(index),
        level(index),
        name(index),
        outcome(index),
        children(index),
        records(index),
        host(index),
        process(index),
        service(index),
        columns.objects.get(index));
  }

  /** The tasks that they are of, and all around these. */
  public TaskPaths paths() {
    return columns.paths;
  }

  /** Its task among {@link #paths()}; {@link TaskPaths#NONE} for one that nests too deep. */
  public int task(int index) {
    return (int) columns.tasks.get(index);
  }

  /** When it was, in microseconds since 1970. */
  public long micros(int index) {
    return columns.base + columns.micros.get(index);
  }

  /** Its number in its task. */
  public long number(int index) {
    return columns.numbers.get(index);
  }

  /** Its task. */
  public String place(int index) {
    return columns.place(index);
  }

  /** Its identity. */
  public EventId id(int index) {
    return new EventId(number(index), place(index));
  }

  /** What it is. */
  public TreeEntry.Kind kind(int index) {
    return KINDS[traits(index) & 3];
  }

  /** How serious it is. */
  public Level level(int index) {
    return LEVELS[traits(index) >> 2 & 7];
  }

  /** Of an end how the task ended. */
  public Event.@Nullable Outcome outcome(int index) {
    int outcome = traits(index) >> 5 & 7;
    return outcome == 0 ? null : OUTCOMES[outcome - 1];
  }

  private int traits(int index) {
    return (int) columns.traits.get(index);
  }

  /** Of a begin its message. */
  public @Nullable String name(int index) {
    int name = (int) columns.names.get(index);
    return name < 0 ? null : columns.nameTexts.get(name);
  }

  /** Of an end that says so how many children were begun; else -1. */
  public long children(int index) {
    return columns.children.get(index);
  }

  /** Of an end that says so how many records were made; else -1. */
  public long records(int index) {
    return columns.records.get(index);
  }

  /** Where, or null. */
  public @Nullable String host(int index) {
    return origin(index).host();
  }

  /** Identity of the process that wrote it, or null. */
  public @Nullable String process(int index) {
    return origin(index).process();
  }

  /** What that process calls itself, or null. */
  public @Nullable String service(int index) {
    return origin(index).service();
  }

  private Origin origin(int index) {
    return columns.origins.get((int) columns.from.get(index));
  }

  /** Where a program runs; mostly a whole tree has few. */
  private record Origin(
      @Nullable String host, @Nullable String process, @Nullable String service) {}

  /**
   * Gathers entries, which come in order: first where it is, then what. Used by one thread.
   *
   * <p>Where an entry is can be said step by step, and names and origins once for many: whoever
   * reads a million entries makes no texts of them.
   */
  public static final class Builder {
    /** The name of what has none. */
    public static final int UNNAMED = -1;

    private final TaskPaths paths;
    private final Texts nameTexts = new Texts();
    private final List<Origin> origins = new ArrayList<>();
    private final Map<Origin, Integer> known = new HashMap<>();
    private final Map<Integer, String> objects = new HashMap<>();
    private final Map<Integer, String> outside = new HashMap<>();
    // Since the first one.
    private final NumberColumn micros = NumberColumn.empty();
    private final NumberColumn numbers = NumberColumn.empty();
    private final NumberColumn tasks = NumberColumn.empty();
    private final NumberColumn traits = NumberColumn.empty();
    private final NumberColumn names = NumberColumn.empty();
    private final NumberColumn from = NumberColumn.empty();
    private final NumberColumn children = NumberColumn.empty();
    private final NumberColumn records = NumberColumn.empty();
    private long base;
    private @Nullable String tooDeep;

    /** For the tree of that root. */
    public Builder(String root) {
      this.paths = new TaskPaths(root);
    }

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException when it is of another tree
     */
    public void add(TreeEntry entry) {
      EventId id = entry.cursor().id();
      go(id.place());
      String name = entry.name();
      add(
          entry.cursor().micros(),
          id.number(),
          name == null ? UNNAMED : nameTexts.add(name),
          origin(entry.host(), entry.process(), entry.service()));
      is(entry.kind(), entry.level(), entry.outcome());
      ended(entry.children(), entry.records());
      String object = entry.objectId();
      if (object != null) {
        changed(object);
      }
    }

    /**
     * The entries from now on are of that task.
     *
     * @throws IllegalArgumentException when it is of another tree
     */
    public void go(String place) {
      tooDeep = paths.go(place) ? null : place;
    }

    /** The entries from now on are of the task of that depth around the one before. */
    public void up(int depth) {
      tooDeep = null;
      paths.up(depth);
    }

    /**
     * The entries from now on are of a task below the one before, which has that number. It was not
     * met yet.
     */
    public void down(long number) {
      paths.down(number);
    }

    /**
     * The entries from now on are of a task below the one before, which has that name. It was not
     * met yet.
     */
    public void down(String name) {
      paths.down(name);
    }

    /** What {@link #add} knows a name by, which is given as UTF-8. */
    public int name(byte[] utf8, int start, int length) {
      return nameTexts.add(utf8, start, length);
    }

    /** What {@link #add} knows a host, a process and its service by; each may be null. */
    public int origin(@Nullable String host, @Nullable String process, @Nullable String service) {
      return known.computeIfAbsent(
          new Origin(host, process, service),
          unknown -> {
            origins.add(unknown);
            return origins.size() - 1;
          });
    }

    /**
     * Adds an entry, of which more can be said then.
     *
     * @param name {@link #UNNAMED} for none
     */
    public void add(long time, long number, int name, int origin) {
      if (size() == 0) {
        base = time;
      }
      if (tooDeep != null) {
        outside.put(size(), tooDeep);
      }
      tasks.add(tooDeep == null ? paths.at() : TaskPaths.NONE);
      micros.add(time - base);
      numbers.add(number);
      names.add(name);
      from.add(origin);
      traits.add(0);
      children.add(-1);
      records.add(-1);
    }

    /** Says what the last entry is. */
    public void is(TreeEntry.Kind kind, Level level, Event.@Nullable Outcome outcome) {
      is(size() - 1, kind, level, outcome);
    }

    /** Says of the last entry how many children and records an end tells of; -1 for unknown. */
    public void ended(long itsChildren, long itsRecords) {
      children.set(size() - 1, itsChildren);
      records.set(size() - 1, itsRecords);
    }

    /** Says of the last entry which object it changes. */
    public void changed(String object) {
      objects.put(size() - 1, object);
    }

    private void is(int index, TreeEntry.Kind kind, Level level, Event.@Nullable Outcome outcome) {
      int how = outcome == null ? 0 : among(OUTCOMES, outcome) + 1;
      traits.set(index, among(KINDS, kind) | among(LEVELS, level) << 2 | how << 5);
    }

    private static <E extends Enum<E>> int among(E[] all, E one) {
      return Arrays.binarySearch(all, one);
    }

    /** How many there are. */
    public int size() {
      return tasks.size();
    }

    /** The task of an entry. */
    public String place(int index) {
      int task = (int) tasks.get(index);
      return task == TaskPaths.NONE ? requireNonNull(outside.get(index)) : paths.id(task);
    }

    /** Makes an end of an entry, as {@link TreeEntry#concluded} does. */
    public void conclude(int index, Event.Outcome how) {
      Level level = LEVELS[(int) traits.get(index) >> 2 & 7];
      is(index, TreeEntry.Kind.END, level, requireNonNull(how, "how"));
      names.set(index, UNNAMED);
      children.set(index, -1);
      records.set(index, -1);
    }

    /** The entries. Nothing may be added from now on. */
    public TreeEntries build() {
      return new TreeEntries(this);
    }
  }
}
