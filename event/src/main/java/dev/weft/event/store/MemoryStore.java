package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.Batch;
import dev.weft.event.query.Stage;
import dev.weft.event.query.StageEngine;
import dev.weft.event.query.StageResult;
import dev.weft.event.query.Stages;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A store in memory: what {@code --local} asks, and what every other store is held against. Each
 * question looks at all events of its time, so that the answer is right because it is simple; a
 * million events take about a second.
 *
 * <p>It holds what fits into half of the memory that the Java machine may use, counting 300 bytes
 * for each event beside its own; a batch that does not fit is refused as a whole. Nothing outlives
 * the process.
 *
 * <p>Usable from any thread. Questions run beside each other, and hold up {@link #append}.
 */
public final class MemoryStore implements EventStore {
  private static final long MEBI = 1 << 20;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final long mostBytes;
  private MemoryEvents events = new MemoryEvents();
  private volatile StoreState state = StoreState.empty();

  private MemoryStore(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** An empty store that may use half of the memory. */
  public static MemoryStore create() {
    return create(Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * An empty store.
   *
   * @param mostBytes how much it may hold
   */
  public static MemoryStore create(long mostBytes) {
    return new MemoryStore(mostBytes);
  }

  @Override
  public int append(Batch batch) throws IOException {
    List<StoredEvent> fresh;
    lock(lock.writeLock());
    try {
      fresh = events.fresh(batch);
      long bytes = events.bytes() + MemoryEvents.weight(fresh);
      if (bytes > mostBytes) {
        throw new IOException(full());
      }
      events.add(fresh, events.events(batch) - fresh.size());
      state = events.state();
    } finally {
      lock.writeLock().unlock();
    }
    if (!fresh.isEmpty()) {
      listeners.forEach(listening -> listening.listener.arrived(fresh));
    }
    return fresh.size();
  }

  private String full() {
    return "the events do not fit into memory: the limit is "
        + mostBytes / MEBI
        + " MiB, and "
        + state.events()
        + " events are in; give Java more (-Xmx), read fewer files, or load them into a collector";
  }

  private static void lock(Lock which) throws IOException {
    try {
      which.lockInterruptibly();
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the store");
    }
  }

  /** What answers a question, while nothing is appended. */
  private interface Question<A> {
    A ask(MemoryEvents events) throws IOException;
  }

  private <A> A ask(Question<A> question) throws IOException {
    lock(lock.readLock());
    try {
      return question.ask(events);
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public Page search(Search search) throws IOException {
    return ask(all -> {
      List<StoredEvent> found = new ArrayList<>();
      MemoryMatches.of(all, search.selection())
          .forEach(
              search.order(),
              search.after(),
              (event, record) -> {
                found.add(event);
                return found.size() <= search.limit();
              });
      if (found.size() <= search.limit()) {
        return new Page(found, null, true);
      }
      List<StoredEvent> page = found.subList(0, search.limit());
      return new Page(page, page.get(page.size() - 1).cursor(), true);
    });
  }

  @Override
  public Optional<StoredEvent> find(EventId id) throws IOException {
    return ask(all -> Optional.ofNullable(all.find(id)));
  }

  @Override
  public long count(Selection selection) throws IOException {
    return ask(all -> {
      long[] count = {0};
      MemoryMatches.of(all, selection).forEach((event, record) -> ++count[0] > 0);
      return count[0];
    });
  }

  @Override
  public List<StoredEvent> arrivals(long after, int limit) throws IOException {
    return ask(all -> {
      List<StoredEvent> arrivals = all.arrivals();
      int from = (int) Math.max(0, Math.min(after, arrivals.size()));
      int to = (int) Math.min(arrivals.size(), (long) from + Math.max(0, limit));
      return List.copyOf(arrivals.subList(from, to));
    });
  }

  @Override
  public Subscription listen(Listener listener) {
    Listening own = new Listening(requireNonNull(listener, "listener"));
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  @Override
  public Histogram histogram(Selection selection, Duration width) throws IOException {
    HistogramTally tally = HistogramTally.of(width);
    return ask(all -> {
      MemoryMatches.of(all, selection)
          .forEach((event, record) -> {
            tally.add(event.cursor().micros(), Sketch.level(record));
            return true;
          });
      return tally.histogram(selection.from(), selection.to());
    });
  }

  @Override
  public List<Facet> facets(Selection selection, List<String> fields, int top) throws IOException {
    List<FacetTally> tallies = fields.stream().map(FacetTally::of).toList();
    return ask(all -> {
      MemoryMatches matches = MemoryMatches.of(all, selection);
      matches.forEach((event, record) -> {
        tallies.forEach(tally -> tally.add(record, matches));
        return true;
      });
      return tallies.stream().map(tally -> tally.facet(top)).toList();
    });
  }

  @Override
  public Table table(Selection selection, List<Stage> stages) throws IOException {
    StageEngine engine = StageEngine.of(Stages.parse(stages));
    return ask(all -> {
      MemoryMatches matches = MemoryMatches.of(all, selection);
      matches.forEach(
          Search.Order.NEWEST_FIRST,
          null,
          (event, record) -> {
            engine.add(record, matches);
            return true;
          });
      StageResult result = engine.result();
      return new Table(result.columns(), result.rows(), 1, result.complete());
    });
  }

  @Override
  public List<ErrorGroup> errors(Selection selection, int top) throws IOException {
    ErrorTally tally = ErrorTally.create();
    return ask(all -> {
      MemoryMatches.of(all, selection)
          .forEach((event, record) -> {
            tally.add(event, record);
            return true;
          });
      return tally.groups(selection, top, all::record);
    });
  }

  @Override
  public List<PatternGroup> patterns(Selection selection, int top) throws IOException {
    PatternTally tally = PatternTally.create();
    return ask(all -> {
      MemoryMatches.of(all, selection)
          .forEach((event, record) -> {
            tally.add(event, record);
            return true;
          });
      return tally.groups(top, all::record);
    });
  }

  @Override
  public List<TreeSummary> trees(Selection selection, boolean slowestFirst, int top)
      throws IOException {
    return ask(all -> MemoryTrees.summaries(all, selection, slowestFirst, top));
  }

  @Override
  public List<String> roots(String prefix, int most) throws IOException {
    return ask(all -> MemoryTrees.roots(all, prefix, most));
  }

  @Override
  public TreeEntries tree(String root) throws IOException {
    return ask(all -> MemoryTrees.tree(all, root));
  }

  @Override
  public List<ObjectSummary> objects(Selection selection, int top) throws IOException {
    return ask(all -> MemoryObjects.summaries(all, selection, top));
  }

  @Override
  public List<StoredEvent> changes(String objectId) throws IOException {
    return ask(all -> ObjectLife.of(all.object(objectId)).changes());
  }

  @Override
  public List<Facet.Count> suggest(String field, String prefix, int top) throws IOException {
    FacetTally tally = FacetTally.of(field);
    return ask(all -> {
      MemoryMatches matches = MemoryMatches.all(all);
      matches.forEach((event, record) -> {
        tally.add(record, matches);
        return true;
      });
      return tally.values(prefix, top);
    });
  }

  @Override
  public List<String> fields(String prefix, int top) throws IOException {
    return ask(all -> {
      TreeSet<String> names = new TreeSet<>();
      MemoryMatches.all(all)
          .forEach((event, record) -> {
            names.addAll(FieldNames.of(record));
            return true;
          });
      return names.tailSet(prefix).stream()
          .takeWhile(name -> name.startsWith(prefix))
          .limit(top)
          .toList();
    });
  }

  @Override
  public StoreState state() {
    return state;
  }

  /** Forgets all; what is asked afterwards finds nothing. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      events = new MemoryEvents();
      state = StoreState.empty();
      listeners.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** One subscription: the same listener may have several. */
  private static final class Listening {
    final Listener listener;

    Listening(Listener listener) {
      this.listener = listener;
    }
  }
}
