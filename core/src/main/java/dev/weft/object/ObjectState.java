package dev.weft.object;

import dev.weft.bridge.LocalLogs;
import dev.weft.capture.Redacted;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import dev.weft.object.ObjectRecords.Said;
import dev.weft.record.CurrentTask;
import dev.weft.record.Recorder;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A live object as its sending sees it. It never refers to the {@link LiveObject}, so that it can
 * outlive one that nobody closed, and say so.
 *
 * <h2>Numbers</h2>
 *
 * A change's number and its place in the queue are taken in one step under the object's lock, so
 * the queue holds an object's changes in the order of their numbers. A change that finds no room
 * has taken its number all the same; the object then owes a keyframe, which stands behind the hole
 * and heals it.
 *
 * <h2>What runs under the lock</h2>
 *
 * Nothing of the program's: values were taken, and local logs asked, before; lines are written
 * after. Only a wait for room that was configured holds it for longer than some microseconds.
 *
 * <p>Usable from any thread.
 */
final class ObjectState {
  // Some logging systems take a microsecond to say whether a level is on.
  private static final long BETWEEN_LOOKS_NANOS = 1_000_000_000;
  private static final long OWN_WEIGHT = 1_024;

  private final ObjectRecords records;
  private final ObjectOptions options;
  private final FieldRules rules;
  private final LongSupplier nanos;
  private final long bornNanos;
  private final Keyframes keyframes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Fields fields = new Fields();

  // What was changed and not sent yet: empty between two calls, but for coalescing objects.
  private final Map<String, @Nullable Object> unsent = new LinkedHashMap<>();
  private long writes;
  private @Nullable TaskNode task;
  private long sentNanos;

  private long next;
  private long elapsedNanos;
  private @Nullable String ending;
  private volatile boolean holding;
  private volatile boolean owesEnd;
  private volatile long weight;
  private volatile boolean ended;

  // Of one second ago at most. Plain: two threads may both look.
  private long lookedNanos;
  private boolean changesShown;

  ObjectState(ObjectRecords records, ObjectOptions options, FieldRules rules, LongSupplier nanos) {
    this.records = records;
    this.options = options;
    this.rules = rules;
    this.nanos = nanos;
    bornNanos = nanos.getAsLong();
    sentNanos = bornNanos - options.coalesceNanos();
    lookedNanos = bornNanos - BETWEEN_LOOKS_NANOS;
    keyframes = new Keyframes(options.keyframeNanos(), bornNanos);
  }

  String id() {
    return records.identity().id();
  }

  String name() {
    return records.name();
  }

  boolean ended() {
    return ended;
  }

  /** Where records go; null when nowhere. Asked outside every lock, since it may start Weft. */
  static @Nullable Recorder outlet() {
    return Recording.recorder().accepts(Level.FATAL) ? Recording.recorder() : null;
  }

  /** Says that the object is there, with its first values. */
  void begin(Update initial, Map<String, @Nullable Object> given, ObjectKind kind) {
    Recorder recorder = outlet();
    TaskNode current = CurrentTask.node();
    lock.lock();
    try {
      keep(initial, given);
      if (!options.silent()) {
        send(recorder, kind, null, current);
      }
      sent();
      // The first write after it is not held back.
      sentNanos -= options.coalesceNanos();
    } finally {
      lock.unlock();
    }
    tellOverflow();
  }

  /**
   * Makes the change.
   *
   * @param given the values that do not travel as they were given; guarded by the lock too
   */
  void apply(Update update, Map<String, @Nullable Object> given) {
    Recorder recorder = outlet();
    TaskNode current = CurrentTask.node();
    boolean shows = update.speaks() ? shows(update.level()) : showsChanges();
    String line = null;
    lock.lock();
    try {
      if (keep(update, given)) {
        writes++;
        task = current;
      }
      Said said = update.speaks() ? new Said(update, update.message(this::known)) : null;
      if (said != null || !holdsBack()) {
        line = release(recorder, said, current, shows);
      }
    } finally {
      lock.unlock();
    }
    write(line, update.speaks() ? update.level() : options.level(), update.thrown(), current);
    tellOverflow();
  }

  /** Keeps the new values; returns whether there is something to send. */
  private boolean keep(Update update, Map<String, @Nullable Object> given) {
    boolean changes = false;
    for (int i = 0; i < update.size(); i++) {
      String field = update.name(i);
      Object value = update.taken(i);
      if (value == Mark.REMOVED) {
        changes |= remove(field, given);
      } else if (value == Mark.HIDDEN) {
        given.put(field, update.given(i));
      } else if (!update.onlyWhatDiffers() || differs(update, i, given)) {
        changes |= put(field, value, update.given(i), given);
      }
    }
    return changes;
  }

  private boolean remove(String field, Map<String, @Nullable Object> given) {
    given.remove(field);
    boolean was = fields.remove(field);
    if (was) {
      unsent.put(field, Mark.REMOVED);
    }
    return was;
  }

  @SuppressWarnings("ReferenceEquality") // whether it was taken as it is
  private boolean put(
      String field,
      @Nullable Object value,
      @Nullable Object asGiven,
      Map<String, @Nullable Object> given) {
    if (!fields.takes(field)) {
      Object others = fields.putOthers();
      if (others != null) {
        unsent.put(Fields.OTHERS, others);
      }
      return others != null;
    }
    unsent.put(field, fields.put(field, value));
    if (asGiven != value) {
      given.put(field, asGiven);
    } else if (!given.isEmpty()) {
      given.remove(field);
    }
    return true;
  }

  private boolean differs(Update update, int index, Map<String, @Nullable Object> given) {
    String field = update.name(index);
    Object value = update.taken(index);
    if (!fields.has(field) || !Objects.equals(fields.value(field), value)) {
      return true;
    }
    // Two secrets look alike. Only texts and numbers are compared, never by the program's code.
    Object asGiven = update.given(index);
    boolean comparable = asGiven instanceof String || asGiven instanceof Number;
    return Redacted.MASK.equals(value)
        && !(comparable && Objects.equals(given.get(field), asGiven));
  }

  private @Nullable Object known(String field) {
    if (rules.hides(field)) {
      return Redacted.MASK;
    }
    return fields.has(field) ? fields.value(field) : Mark.UNKNOWN;
  }

  private boolean holdsBack() {
    if (options.coalesceNanos() == 0 || ended || unsent.isEmpty() || dueToSend()) {
      return false;
    }
    holding = true;
    return true;
  }

  private boolean dueToSend() {
    return nanos.getAsLong() - sentNanos >= options.coalesceNanos();
  }

  /** Sends what is unsent, and what is said with it; returns the local log's line, if wanted. */
  private @Nullable String release(
      @Nullable Recorder recorder, @Nullable Said said, @Nullable TaskNode current, boolean shows) {
    if (unsent.isEmpty() && said == null) {
      return null;
    }
    String words = said == null ? null : said.message();
    String line = shows ? LocalLine.of(id(), words, unsent) : null;
    if (!options.silent()) {
      boolean heard = said != null && recorder != null && recorder.accepts(said.update().level());
      if (heard || !unsent.isEmpty()) {
        send(recorder, ObjectKind.UPDATED, heard ? said : null, current);
      }
    }
    sent();
    return line;
  }

  private void send(
      @Nullable Recorder recorder,
      ObjectKind kind,
      @Nullable Said said,
      @Nullable TaskNode current) {
    long number = next++;
    if (recorder == null
        || !records.changed(recorder, kind, number, unsent, writes, ended, said, current)) {
      keyframes.owe();
    } else if (number == 0) {
      // Owed where this object's own birth has started Weft.
      keyframes.born();
    }
  }

  private void sent() {
    unsent.clear();
    writes = 0;
    task = null;
    if (options.coalesceNanos() > 0) {
      holding = false;
      sentNanos = nanos.getAsLong();
    }
  }

  /** What became of the word that an object has ended. */
  enum End {
    /** It had ended before. */
    BEFORE,
    /** Readers are told, or there are none. */
    TOLD,
    /** There was no room; it is to be said again. */
    OWED
  }

  /**
   * Says that the object has ended, once.
   *
   * @param why as {@code WireKey.WEFT_END} has it; null for a plain close
   * @param last what is said with it; null for nothing
   */
  End finish(@Nullable String why, @Nullable Update last) {
    Recorder recorder = outlet();
    TaskNode current = CurrentTask.node();
    boolean shows = showsChanges();
    String line;
    lock.lock();
    try {
      if (ended) {
        return End.BEFORE;
      }
      line = release(recorder, null, task, shows);
      ended = true;
      ending = why;
      elapsedNanos = nanos.getAsLong() - bornNanos;
      weight = OWN_WEIGHT + fields.characters();
      if (!options.silent() && !options.endless() && recorder != null) {
        boolean heard = last != null && recorder.accepts(last.level());
        Said said = last != null && heard ? new Said(last, last.template()) : null;
        owesEnd = !records.finished(recorder, next++, elapsedNanos, why, said, current);
      }
    } finally {
      lock.unlock();
    }
    write(line, options.level(), null, current);
    if (last != null && shows(last.level())) {
      String words = LocalLine.of(id(), last.template(), Map.of());
      write(words, last.level(), last.thrown(), current);
    }
    return owesEnd ? End.OWED : End.TOLD;
  }

  /** About how many bytes it took when it ended. */
  long weight() {
    return weight;
  }

  /** Whether its end is still to be said. */
  boolean owesEnd() {
    return owesEnd;
  }

  /** Says again that it has ended, where there was no room; returns whether it is said now. */
  boolean finishAgain(Recorder recorder) {
    lock.lock();
    try {
      if (records.finishedAgain(recorder, next, elapsedNanos, ending)) {
        next++;
        owesEnd = false;
      }
      return !owesEnd;
    } finally {
      lock.unlock();
    }
  }

  /** Wants a keyframe soon. */
  void oweKeyframe() {
    keyframes.owe();
  }

  /** Whether a keyframe is to be sent now. */
  boolean keyframeDue() {
    return !ended && keyframes.due(nanos.getAsLong());
  }

  /** Sends the whole state, if it is due; returns false when there is no room for such. */
  boolean keyframe(Recorder recorder) {
    boolean shows = showsChanges();
    String line;
    TaskNode ofWrite;
    boolean queued;
    lock.lock();
    try {
      // It may have been paid by the birth while this thread waited.
      if (next == 0 || !keyframeDue()) {
        return true;
      }
      ofWrite = task;
      line = release(recorder, null, ofWrite, shows);
      // Before the values are read: who asks from now on may have missed what comes next.
      keyframes.paid(nanos.getAsLong());
      queued = records.whole(recorder, next - 1, fields);
      if (!queued) {
        keyframes.owe();
      }
    } finally {
      lock.unlock();
    }
    write(line, options.level(), null, ofWrite);
    return queued;
  }

  /** Sends what a coalescing object holds back, if its time has come or it must go {@code now}. */
  void releaseHeld(@Nullable Recorder recorder, boolean now) {
    if (!holding) {
      return;
    }
    boolean shows = showsChanges();
    String line = null;
    TaskNode ofWrite;
    lock.lock();
    try {
      ofWrite = task;
      if (now || dueToSend()) {
        line = release(recorder, null, ofWrite, shows);
      }
    } finally {
      lock.unlock();
    }
    write(line, options.level(), null, ofWrite);
  }

  /** The value as it was given, where that differs from what travels. */
  @Nullable Object value(String field, Map<String, @Nullable Object> given) {
    lock.lock();
    try {
      return given.containsKey(field) ? given.get(field) : fields.value(field);
    } finally {
      lock.unlock();
    }
  }

  /** The values as they travel. */
  Map<String, @Nullable Object> values() {
    lock.lock();
    try {
      return fields.copy();
    } finally {
      lock.unlock();
    }
  }

  private boolean shows(Level level) {
    return options.localLog() && LocalLogs.enabled(name(), level);
  }

  private boolean showsChanges() {
    long now = nanos.getAsLong();
    if (now - lookedNanos >= BETWEEN_LOOKS_NANOS) {
      changesShown = shows(options.level());
      lookedNanos = now;
    }
    return changesShown;
  }

  private void write(
      @Nullable String line, Level level, @Nullable Throwable thrown, @Nullable TaskNode current) {
    if (line != null) {
      LocalLogs.write(name(), level, line, thrown, current);
    }
  }

  private void tellOverflow() {
    if (fields.overflowed()) {
      Complaints.once(
          "fields of " + name(),
          "the object " + name() + " has more than " + Fields.MOST + " fields; the rest is lost");
    }
  }
}
