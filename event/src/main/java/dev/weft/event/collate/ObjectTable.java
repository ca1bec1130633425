package dev.weft.event.collate;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Live objects as their changes tell of them. Changes may come more than once, out of order, or not
 * at all: an older value never covers a newer one, and a view that says {@link
 * Completeness#COMPLETE} is what the object was at the view's sequence.
 *
 * <h2>Rules</h2>
 *
 * <ul>
 *   <li>A change sets and removes the names it has; all others stay. Removed is not null.
 *   <li>Numbers begin at 0. A hole makes a view stale and names the range; later changes still
 *       apply. A snapshot with a number at or above the hole's end closes it, and so do the missing
 *       changes where they come late.
 *   <li>An object whose first change seen is not its birth is partial, until a snapshot comes.
 *   <li>Objects of programs that do not count (Python's) are complete where their birth was seen,
 *       and else partial; by time no older value covers a newer one.
 *   <li>Another process with the same object, or another birth, begins a new life of it, and what
 *       comes late of the one before is ignored.
 *   <li>Where records are known to be lost, views are {@linkplain #doubt doubted} and stale.
 *   <li>A source that was {@linkplain #heard heard} and then was not for three heartbeats makes the
 *       views of its living objects stale, until it is heard again.
 * </ul>
 *
 * <h2>Memory</h2>
 *
 * Objects and their estimated bytes are bounded. What ended first goes first, then what was not
 * touched for the longest time; {@link #evicted()} counts. An update costs what it changes, however
 * large the object is; only a {@link #view} copies.
 *
 * <p>Pure: no thread, no clock, no input or output. Used by one thread at a time.
 */
public final class ObjectTable {
  /** How often a process with living objects says that it lives. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** For how long a source has to be unheard to count as silent. */
  public static final Duration SILENCE = HEARTBEAT.multipliedBy(3);

  private static final int LONGEST_ID = 1_000;

  private final int mostObjects;
  private final long mostBytes;
  // By access, so that the first is the one untouched for longest.
  private final LinkedHashMap<String, ObjectDraft> living = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<String, ObjectDraft> ended = new LinkedHashMap<>();
  private final Set<String> wanting = new LinkedHashSet<>();
  private final Sources sources = new Sources();
  private long bytes;
  private long evicted;

  private ObjectTable(int mostObjects, long mostBytes) {
    this.mostObjects = mostObjects;
    this.mostBytes = mostBytes;
  }

  /**
   * An empty table.
   *
   * @param objects how many it holds at most
   * @param bytes how much memory their values may take, by estimate
   * @throws IllegalArgumentException when one of them is below 1
   */
  public static ObjectTable bounded(int objects, long bytes) {
    if (objects < 1 || bytes < 1) {
      throw new IllegalArgumentException(
          "a table needs room for 1 object and 1 byte, not " + objects + " and " + bytes);
    }
    return new ObjectTable(objects, bytes);
  }

  /** Takes a change in, and says what became of it. */
  public Applied apply(ObjectChanged change) {
    String id = change.objectId();
    if (id.length() > LONGEST_ID) {
      return new Applied.Ignored(id, "its id has " + id.length() + " characters");
    }
    if (change.sequence().orElse(0) < 0) {
      return new Applied.Ignored(id, "its number is below 0: " + change.sequence().getAsLong());
    }
    ObjectDraft known = find(id);
    if (known != null && known.cameAfterItsLife(change)) {
      return new Applied.Ignored(id, "a change of a former life of the object");
    }
    ObjectDraft draft = known;
    if (draft == null || draft.isOver(change)) {
      forget(id);
      draft = new ObjectDraft(change, known);
    }
    boolean fresh = draft != known;
    long before = fresh ? 0 : draft.weight();
    Applied applied = draft.apply(change);
    bytes += draft.weight() - before;
    file(draft);
    evict(id);
    return fresh && applied instanceof Applied.Updated seen
        ? new Applied.Joined(id, seen.hole())
        : applied;
  }

  private @Nullable ObjectDraft find(String id) {
    ObjectDraft alive = living.get(id);
    return alive != null ? alive : ended.get(id);
  }

  private void file(ObjectDraft draft) {
    if (!draft.ended()) {
      living.put(draft.id(), draft);
    } else if (ended.putIfAbsent(draft.id(), draft) == null) {
      living.remove(draft.id());
    }
    if (draft.wantsSnapshot()) {
      wanting.add(draft.id());
    } else {
      wanting.remove(draft.id());
    }
  }

  // What has just changed goes last, so that whoever is told of it can still look at it.
  private void evict(String changed) {
    while (size() > mostObjects || (bytes > mostBytes && size() > 0)) {
      forget(firstBut(changed, ended).or(() -> firstBut(changed, living)).orElse(changed));
      evicted++;
    }
  }

  private static Optional<String> firstBut(String changed, Map<String, ObjectDraft> objects) {
    for (String id : objects.keySet()) {
      if (!id.equals(changed)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /** Lets go of an object; it may come again by its next change. */
  public void forget(String id) {
    ObjectDraft gone = living.remove(id);
    if (gone == null) {
      gone = ended.remove(id);
    }
    if (gone != null) {
      bytes -= gone.weight();
      wanting.remove(id);
    }
  }

  /**
   * Notes that a source lives, by one of its heartbeats or changes. Sources never noted are never
   * silent; those that do not count and send no heartbeat must not be.
   *
   * @param now by the reader's clock
   * @return the objects that are no longer silent by this
   */
  public List<String> heard(Source source, Instant now) {
    return sources.heard(source, now) ? livingOf(Set.of(source.identity())) : List.of();
  }

  /**
   * Finds the sources that have just become silent.
   *
   * @param now by the reader's clock
   * @return their living objects, which are stale from now on
   */
  public List<String> silence(Instant now) {
    return silence(now, SILENCE);
  }

  /**
   * Finds the sources that have just become silent, where they are known to say something more, or
   * less, often than by default.
   *
   * @param now by the reader's clock
   * @param limit for how long a source has to be unheard
   * @return their living objects, which are stale from now on
   */
  public List<String> silence(Instant now, Duration limit) {
    List<String> fallen = sources.fallenSilent(now, limit);
    if (fallen.isEmpty()) {
      return List.of();
    }
    return livingOf(Set.copyOf(fallen));
  }

  /**
   * Notes that records were lost, nobody knows of which objects: of one whose last change is among
   * them no hole will tell. The living objects of counting sources are stale by this, until a
   * change or a snapshot of each shows that nothing is missing.
   *
   * @return those objects
   */
  public List<String> doubt() {
    List<String> doubted = new ArrayList<>();
    living.forEach((id, draft) -> {
      if (draft.counts()) {
        draft.doubt();
        doubted.add(id);
      }
    });
    wanting.addAll(doubted);
    return doubted;
  }

  private List<String> livingOf(Set<String> identities) {
    List<String> objects = new ArrayList<>();
    living.forEach((id, draft) -> {
      if (draft.counts() && identities.contains(draft.source().identity())) {
        objects.add(id);
      }
    });
    return objects;
  }

  /** What is known of the object; empty for one never seen or no longer held. */
  public Optional<ObjectView> view(String id) {
    return Optional.ofNullable(find(id)).map(this::view);
  }

  private ObjectView view(ObjectDraft draft) {
    return draft.view(sources.isSilent(draft.source()));
  }

  /** How far the object's view can be believed, without making one; empty as {@link #view}. */
  public Optional<Completeness> completeness(String id) {
    return Optional.ofNullable(find(id))
        .map(draft -> draft.completeness(sources.isSilent(draft.source())));
  }

  /** What is known of all objects held, the ended ones first. */
  public List<ObjectView> views() {
    List<ObjectView> views = new ArrayList<>(size());
    ended.values().forEach(draft -> views.add(view(draft)));
    living.values().forEach(draft -> views.add(view(draft)));
    return views;
  }

  /** The living objects of counting sources of which changes are missing, longest first. */
  public Set<String> incomplete() {
    return new LinkedHashSet<>(wanting);
  }

  /** Whether it is one of {@link #incomplete}. */
  public boolean isIncomplete(String id) {
    return wanting.contains(id);
  }

  /** How many objects are held. */
  public int size() {
    return living.size() + ended.size();
  }

  /** About how many bytes the objects' values take. */
  public long bytes() {
    return bytes;
  }

  /** How many objects were let go to keep the bounds. */
  public long evicted() {
    return evicted;
  }
}
