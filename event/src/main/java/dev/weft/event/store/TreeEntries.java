package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;
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
 * The entries of one tree, by path and number, in columns: a million of them take some sixty
 * megabytes and no object of their own, so that a great tree is drawn in a small heap. Single
 * entries are made when they are asked for.
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
    return columns.size;
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

  /** When it was, in microseconds since 1970. */
  public long micros(int index) {
    return columns.micros[index];
  }

  /** Its number in its task. */
  public long number(int index) {
    return columns.numbers[index];
  }

  /** Its task. */
  public String place(int index) {
    return columns.root + columns.paths.get(columns.places[index]);
  }

  /** Whether it is of the task of the one before. */
  public boolean goesOn(int index) {
    return index > 0 && columns.places[index] == columns.places[index - 1];
  }

  /** Its identity. */
  public EventId id(int index) {
    return new EventId(number(index), place(index));
  }

  /** What it is. */
  public TreeEntry.Kind kind(int index) {
    return KINDS[columns.traits[index] & 3];
  }

  /** How serious it is. */
  public Level level(int index) {
    return LEVELS[columns.traits[index] >> 2 & 7];
  }

  /** Of an end how the task ended. */
  public Event.@Nullable Outcome outcome(int index) {
    int outcome = columns.traits[index] >> 5 & 7;
    return outcome == 0 ? null : OUTCOMES[outcome - 1];
  }

  /** Of a begin its message. */
  public @Nullable String name(int index) {
    int name = columns.names[index];
    return name < 0 ? null : columns.nameTexts.get(name);
  }

  /** Of an end that says so how many children were begun; else -1. */
  public long children(int index) {
    return columns.children.length == 0 ? -1 : columns.children[index] - 1;
  }

  /** Of an end that says so how many records were made; else -1. */
  public long records(int index) {
    return columns.records.length == 0 ? -1 : columns.records[index] - 1;
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
    return columns.origins.get(columns.from[index]);
  }

  /** Where a program runs; mostly a whole tree has few. */
  private record Origin(
      @Nullable String host, @Nullable String process, @Nullable String service) {}

  /** Gathers entries, which come in order. Used by one thread. */
  public static final class Builder {
    private static final int FEW = 16;

    private final String root;
    private final Texts paths = new Texts();
    private final Texts nameTexts = new Texts();
    private final List<Origin> origins = new ArrayList<>();
    private final Map<Origin, Integer> known = new HashMap<>();
    private final Map<Integer, String> objects = new HashMap<>();
    private @Nullable String place;
    private int size;
    private long[] micros = new long[FEW];
    private long[] numbers = new long[FEW];
    private int[] places = new int[FEW];
    private short[] traits = new short[FEW];
    private int[] names = new int[FEW];
    private int[] from = new int[FEW];
    // One more than they are, so that what was not set is none; empty while nothing is set.
    private long[] children = {};
    private long[] records = {};

    /** For the tree of that root. */
    public Builder(String root) {
      this.root = requireNonNull(root, "root");
    }

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException when it is of another tree
     */
    public void add(TreeEntry entry) {
      if (size == micros.length) {
        grow(size * 2);
      }
      EventId id = entry.cursor().id();
      at(id.place());
      int index = size++;
      micros[index] = entry.cursor().micros();
      numbers[index] = id.number();
      places[index] = paths.size() - 1;
      is(index, entry.kind(), entry.level(), entry.outcome());
      String name = entry.name();
      names[index] = name == null ? -1 : nameTexts.add(name);
      from[index] = origin(new Origin(entry.host(), entry.process(), entry.service()));
      if (entry.children() >= 0 || entry.records() >= 0) {
        counts(index, entry.children() + 1, entry.records() + 1);
      }
      String object = entry.objectId();
      if (object != null) {
        objects.put(index, object);
      }
    }

    private void at(String its) {
      if (its.equals(place)) {
        return;
      }
      if (!its.startsWith(root)) {
        throw new IllegalArgumentException(its + " is not in the tree " + root);
      }
      paths.add(its.substring(root.length()));
      place = its;
    }

    private void is(int index, TreeEntry.Kind kind, Level level, Event.@Nullable Outcome outcome) {
      int how = outcome == null ? 0 : among(OUTCOMES, outcome) + 1;
      traits[index] = (short) (among(KINDS, kind) | among(LEVELS, level) << 2 | how << 5);
    }

    private static <E extends Enum<E>> int among(E[] all, E one) {
      return Arrays.binarySearch(all, one);
    }

    private int origin(Origin origin) {
      if (size > 1 && origins.get(from[size - 2]).equals(origin)) {
        return from[size - 2];
      }
      return known.computeIfAbsent(
          origin,
          unknown -> {
            origins.add(unknown);
            return origins.size() - 1;
          });
    }

    private void counts(int index, long itsChildren, long itsRecords) {
      if (children.length == 0) {
        children = new long[micros.length];
        records = new long[micros.length];
      }
      children[index] = itsChildren;
      records[index] = itsRecords;
    }

    private void grow(int more) {
      micros = Arrays.copyOf(micros, more);
      numbers = Arrays.copyOf(numbers, more);
      places = Arrays.copyOf(places, more);
      traits = Arrays.copyOf(traits, more);
      names = Arrays.copyOf(names, more);
      from = Arrays.copyOf(from, more);
      if (children.length > 0) {
        children = Arrays.copyOf(children, more);
        records = Arrays.copyOf(records, more);
      }
    }

    /** How many there are. */
    public int size() {
      return size;
    }

    /** Makes an end of an entry, as {@link TreeEntry#concluded} does. */
    public void conclude(int index, Event.Outcome how) {
      is(index, TreeEntry.Kind.END, LEVELS[traits[index] >> 2 & 7], requireNonNull(how, "how"));
      names[index] = -1;
      if (children.length > 0) {
        counts(index, 0, 0);
      }
    }

    /** The entries. Nothing may be added from now on. */
    public TreeEntries build() {
      return new TreeEntries(this);
    }
  }

  /** Texts one behind the other. */
  private static final class Texts {
    private byte[] bytes = new byte[64];
    private int[] ends = new int[16];
    private int size;

    int add(String text) {
      byte[] added = text.getBytes(UTF_8);
      int start = start(size);
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, size * 2);
      }
      if (bytes.length - start < added.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, start + added.length));
      }
      System.arraycopy(added, 0, bytes, start, added.length);
      ends[size] = start + added.length;
      return size++;
    }

    private int start(int text) {
      return text == 0 ? 0 : ends[text - 1];
    }

    int size() {
      return size;
    }

    String get(int text) {
      int start = start(text);
      return new String(bytes, start, ends[text] - start, UTF_8);
    }
  }
}
