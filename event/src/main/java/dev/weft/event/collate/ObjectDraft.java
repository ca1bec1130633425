package dev.weft.event.collate;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One life of one object, as far as its changes have come.
 *
 * <p>A change's place is its number; where the program does not count, its time in microseconds.
 * Only a counting program's changes can be missing. Used by one thread.
 */
final class ObjectDraft {
  private static final long UNKNOWN = -1;

  private final String id;
  private final Source source;
  private final boolean counts;
  private final @Nullable String formerSource;
  private final boolean livedBefore;
  private final ObjectState state = new ObjectState();
  private final Holes holes = new Holes();
  private long newest;
  private boolean whole;
  private boolean doubted;
  private @Nullable String routingKey;
  private Map<String, Object> headers = Map.of();
  private @Nullable Instant born;
  private Instant first;
  private Instant last;
  private @Nullable String message;
  private Level level = Level.INFO;
  private long messagePlace = Long.MIN_VALUE;
  private @Nullable ObjectEnd end;
  private long writes;
  private long descriptionWeight;

  /** The life that the change is the first seen of, after {@code former}. */
  ObjectDraft(ObjectChanged change, @Nullable ObjectDraft former) {
    this.id = change.objectId();
    this.source = change.source();
    this.counts = change.sequence().isPresent();
    this.newest = counts ? UNKNOWN : Long.MIN_VALUE;
    this.livedBefore = former != null;
    this.formerSource = former == null || former.isOf(source) ? null : former.source.identity();
    this.first = change.time();
    this.last = change.time();
  }

  /**
   * Whether the change is of an earlier life that a later one has replaced already: of the process
   * that had the object before, or older than this life.
   */
  boolean cameAfterItsLife(ObjectChanged change) {
    if (change.source().identity().equals(formerSource)) {
      return counts;
    }
    return livedBefore && born != null && isOf(change.source()) && change.time().isBefore(born);
  }

  /**
   * Whether the change begins another life of the object. Its process has another identity then, or
   * it is born again. Where a birth was lost, a number that starts anew after the end shows it.
   */
  boolean isOver(ObjectChanged change) {
    OptionalLong sequence = change.sequence();
    if (!counts) {
      return sequence.isPresent() || bornAgain(change);
    }
    return sequence.isPresent()
        && (!isOf(change.source()) || bornAgain(change) || beganAnew(change, sequence.getAsLong()));
  }

  private boolean bornAgain(ObjectChanged change) {
    if (change.kind() != ObjectKind.BORN) {
      return false;
    }
    // Born late, it is the birth of this life; twice in the same microsecond, a repetition.
    return born == null ? change.time().isAfter(last) : !change.time().equals(born);
  }

  private boolean beganAnew(ObjectChanged change, long sequence) {
    return end != null && sequence <= newest && change.time().isAfter(last);
  }

  private boolean isOf(Source other) {
    return source.identity().equals(other.identity());
  }

  Applied apply(ObjectChanged change) {
    long place = place(change);
    return change.kind() == ObjectKind.SNAPSHOT ? snapshot(change, place) : delta(change, place);
  }

  private long place(ObjectChanged change) {
    // A record without a number among those of a program that counts stands where it came.
    return counts
        ? change.sequence().orElse(newest)
        : ChronoUnit.MICROS.between(Instant.EPOCH, change.time());
  }

  private Applied delta(ObjectChanged change, long place) {
    boolean advances = place > newest;
    boolean newer = advances || change.sequence().isEmpty();
    if (!state.takes(place)) {
      return new Applied.Ignored(id, "a change older than what can be told apart");
    }
    if (endsAgain(change) || (!newer && !holes.fill(place))) {
      return new Applied.Duplicate(id);
    }
    Hole hole = null;
    if (counts && place > newest + 1 && advances) {
      hole = new Hole(newest + 1, place - 1);
      holes.open(hole);
    }
    Map<String, Object> set = change.set();
    Set<String> removed = change.removed();
    if (place < newest) {
      set = state.notNewer(set, place);
      removed = state.notNewer(removed, place);
    }
    doubted &= !advances;
    newest = Math.max(newest, place);
    write(set, removed, place);
    describe(change, place);
    writes += change.writes();
    return result(change, set, removed, hole);
  }

  private boolean endsAgain(ObjectChanged change) {
    boolean ends = change.kind() == ObjectKind.FINISHED || change.kind() == ObjectKind.TRANSIENT;
    return !counts && ends && end != null && end.at().equals(change.time());
  }

  private void write(Map<String, Object> set, Set<String> removed, long place) {
    state.remove(removed);
    state.set(set);
    if (counts && holes.isEmpty()) {
      state.forgetPlaces();
    } else {
      state.note(removed, place, newest);
      state.note(set.keySet(), place, newest);
    }
  }

  private Applied result(
      ObjectChanged change, Map<String, Object> set, Set<String> removed, @Nullable Hole hole) {
    return switch (change.kind()) {
      case BORN -> {
        born = change.time();
        whole = true;
        yield new Applied.Born(id, hole);
      }
      case FINISHED, TRANSIENT -> {
        boolean fleeting = change.kind() == ObjectKind.TRANSIENT;
        whole |= fleeting;
        end = new ObjectEnd(change.time(), change.elapsed(), change.ending(), fleeting);
        yield new Applied.Ended(id, hole);
      }
      case UPDATED, SNAPSHOT -> new Applied.Updated(id, set, removed, hole);
    };
  }

  private Applied snapshot(ObjectChanged change, long place) {
    if (!state.takes(place)) {
      return new Applied.Ignored(id, "a snapshot older than what can be told apart");
    }
    boolean closes = counts ? holes.closeUpTo(place) : !whole;
    boolean confirms = doubted && place >= newest;
    if (!closes && !confirms && place <= newest) {
      return new Applied.Ignored(id, "a snapshot that says nothing new");
    }
    state.replace(change.set(), place);
    newest = Math.max(newest, place);
    doubted &= !confirms;
    whole = true;
    if (!counts) {
      state.note(change.set().keySet(), place, newest);
    } else if (holes.isEmpty()) {
      state.forgetPlaces();
    }
    describe(change, place);
    return new Applied.Healed(id);
  }

  private void describe(ObjectChanged change, long place) {
    if (routingKey == null) {
      routingKey = change.routingKey();
    }
    if (headers.isEmpty() && !change.headers().isEmpty()) {
      headers = change.headers();
      descriptionWeight += Frozen.weigh("", headers);
    }
    first = change.time().isBefore(first) ? change.time() : first;
    last = change.time().isAfter(last) ? change.time() : last;
    if (change.message() != null && place >= messagePlace) {
      descriptionWeight += Frozen.weigh("", change.message()) - Frozen.weigh("", message);
      message = change.message();
      level = change.level();
      messagePlace = place;
    }
  }

  String id() {
    return id;
  }

  Source source() {
    return source;
  }

  boolean counts() {
    return counts;
  }

  boolean ended() {
    return end != null;
  }

  long weight() {
    return state.weight() + descriptionWeight;
  }

  /** Whether a snapshot would tell more, and there is somebody who could give one. */
  boolean wantsSnapshot() {
    return counts && end == null && (doubted || !holes.isEmpty());
  }

  /** Has the view be stale until a change or a snapshot shows that none is missing at its end. */
  void doubt() {
    doubted = true;
  }

  Completeness completeness(boolean sourceSilent) {
    boolean alive = !silent(sourceSilent) && !(doubted && end == null);
    if (counts ? holes.isEmpty() : whole) {
      return alive ? Completeness.COMPLETE : Completeness.STALE;
    }
    boolean joinedLate = !counts || holes.onlyTheBeginning();
    return alive && joinedLate ? Completeness.PARTIAL : Completeness.STALE;
  }

  // What has ended owes no sign of life, and a program that does not count sends none.
  private boolean silent(boolean sourceSilent) {
    return sourceSilent && counts && end == null;
  }

  ObjectView view(boolean sourceSilent) {
    return new ObjectView(
        id,
        routingKey,
        headers,
        source,
        state.values(),
        completeness(sourceSilent),
        holes.list(),
        silent(sourceSilent),
        counts ? OptionalLong.of(newest) : OptionalLong.empty(),
        born,
        first,
        last,
        message,
        level,
        end,
        writes);
  }
}
