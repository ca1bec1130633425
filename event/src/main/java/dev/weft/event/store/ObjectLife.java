package dev.weft.event.store;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one live object in the order in which it made them, and what its fields were
 * before each.
 *
 * <h2>Order</h2>
 *
 * A program that counts an object's changes ({@code weft.seq}) tells their order, whatever its
 * clock says; a snapshot stands behind the change whose number it has. Changes without a number are
 * in the order of their times. An id may live more than once: each process that counts has a life
 * of its own, and each further birth begins another. Lives stand one after the other, by their
 * first change.
 *
 * <p>Usable from any thread; what was worked out once is kept.
 */
public final class ObjectLife {
  private static final FieldPath SEQUENCE =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_SEQUENCE);
  private static final FieldPath SOURCE = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_SOURCE);
  private static final FieldPath HANDLER = FieldPath.of(WireKey.HANDLER_ID);
  private static final FieldPath STATUS = FieldPath.of(WireKey.STATUS);

  private final List<StoredEvent> changes;
  private final List<Integer> lives;
  private final Map<EventId, Integer> places = new HashMap<>();
  private final Map<FieldPath, List<@Nullable Object>> asked = new ConcurrentHashMap<>();

  private ObjectLife(List<List<Change>> lives) {
    List<StoredEvent> all = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int life = 0; life < lives.size(); life++) {
      for (Change change : lives.get(life)) {
        places.put(change.event().id(), all.size());
        all.add(change.event());
        numbers.add(life);
      }
    }
    this.changes = List.copyOf(all);
    this.lives = List.copyOf(numbers);
  }

  /** Puts the changes of one object, which may come in any order, into theirs. */
  public static ObjectLife of(Collection<StoredEvent> changes) {
    Map<String, List<Change>> writers = new TreeMap<>();
    for (StoredEvent event : changes) {
      Change change = Change.of(event);
      writers.computeIfAbsent(change.writer(), unused -> new ArrayList<>()).add(change);
    }
    List<List<Change>> lives = new ArrayList<>();
    writers.values().forEach(all -> lives.addAll(lives(all)));
    lives.sort(Comparator.comparing(ObjectLife::first));
    return new ObjectLife(lives);
  }

  private static Cursor first(List<Change> life) {
    return Collections.min(life.stream().map(change -> change.event().cursor()).toList());
  }

  private static List<List<Change>> lives(List<Change> changes) {
    List<Cursor> births =
        changes.stream()
            .filter(Change::birth)
            .map(change -> change.event().cursor())
            .sorted()
            // Where changes are counted, the first birth is the first change, whatever clocks say.
            .skip(changes.get(0).sequence() < 0 ? 0 : 1)
            .toList();
    TreeMap<Integer, List<Change>> lives = new TreeMap<>();
    for (Change change : changes) {
      int found = Collections.binarySearch(births, change.event().cursor());
      int life = found >= 0 ? found + 1 : -found - 1;
      lives.computeIfAbsent(life, unused -> new ArrayList<>()).add(change);
    }
    lives.values().forEach(life -> life.sort(Change.AS_MADE));
    return List.copyOf(lives.values());
  }

  /** All changes, in order. */
  public List<StoredEvent> changes() {
    return changes;
  }

  /** Where a change stands among them, from 0; -1 when it is none of them. */
  public int place(EventId change) {
    return places.getOrDefault(change, -1);
  }

  /**
   * The values that a field had before each change; null where it had none, or where that is not
   * known because a life's beginning is missing.
   *
   * @param field as it stands in the object, such as {@code state} or {@code address.city}
   */
  public List<@Nullable Object> before(FieldPath field) {
    ObjectField reader = new ObjectField(field);
    List<@Nullable Object> before = new ArrayList<>(changes.size());
    Object value = null;
    RawEvent view = new RawEvent();
    for (int i = 0; i < changes.size(); i++) {
      if (i > 0 && !lives.get(i).equals(lives.get(i - 1))) {
        value = null;
      }
      before.add(value);
      value = reader.after(view.over(changes.get(i).json()), value);
    }
    return before;
  }

  /**
   * The value that a field had before one change; null also for what is no change of the object.
   * The first question about a field reads all changes, further ones none.
   */
  public @Nullable Object before(EventId change, FieldPath field) {
    int place = place(change);
    return place < 0 ? null : asked.computeIfAbsent(field, this::before).get(place);
  }

  /**
   * A change with what places it.
   *
   * @param writer which process, where it counts; empty for all that do not
   * @param sequence its number; -1 without
   * @param snapshot whether it stands behind the change of that number
   */
  private record Change(
      StoredEvent event, String writer, long sequence, boolean snapshot, boolean birth) {
    static final Comparator<Change> AS_MADE =
        Comparator.comparingLong(Change::sequence)
            .thenComparing(Change::snapshot)
            .thenComparing(change -> change.event().cursor());

    static Change of(StoredEvent event) {
      RawEvent view = event.view();
      long sequence = view.value(SEQUENCE) instanceof Long number && number >= 0 ? number : -1;
      String status = String.valueOf(view.text(STATUS));
      return new Change(
          event,
          sequence < 0 ? "" : writer(view),
          sequence,
          status.equals("snapshot"),
          status.equals("born"));
    }

    private static String writer(RawEvent view) {
      String source = view.text(SOURCE);
      String handler = source == null ? view.text(HANDLER) : source;
      return handler == null ? String.valueOf(Sketch.process(view)) : handler;
    }
  }
}
