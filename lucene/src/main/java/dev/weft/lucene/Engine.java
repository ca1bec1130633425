package dev.weft.lucene;

import static java.lang.System.Logger.Level.DEBUG;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventIdentity;
import dev.weft.event.store.StoreState;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * An open store: takes events into the log, knows which it has, and gives views of what is indexed.
 *
 * <p>{@link #append} by one thread at a time; all else by any.
 */
final class Engine {
  /**
   * Kept here, since a logger that nobody holds forgets its level. At WARNING Lucene laments newer
   * JDKs, and the collector's user can do nothing about it.
   */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  static {
    // It tells at each start how it maps files, which is nobody's concern.
    LUCENE.setLevel(Level.SEVERE);
  }

  private static final System.Logger LOGGER = System.getLogger(Engine.class.getName());
  private static final long MOST_PENDING = PendingIds.most(Runtime.getRuntime().maxMemory());
  private static final long CLOSE_WITHIN = TimeUnit.SECONDS.toNanos(10);
  private static final long AWAIT_INDEXED = TimeUnit.MILLISECONDS.toNanos(300);

  /** More than that is not indexed in the time that a question waits. */
  private static final int MOST_AWAITED = 30_000;

  private static final int MOST_IN_TAIL = 2_000;

  private final Settings settings;
  private final StoreFolder folder;
  private final EventLog log;
  private final Slices slices;
  private final PendingIds pending = new PendingIds();
  private final Indexer indexer;
  private final Refresher refresher;
  private final BlockCache blocks = new BlockCache();
  private final Object appending = new Object();
  private final Newcomers newcomers = new Newcomers();
  // Events of the log before that one are not among the pending yet; -1 when all are.
  private long knownFrom;
  private volatile long lastArrival;
  private volatile long duplicates;
  private volatile @Nullable Cursor oldest;
  private volatile @Nullable Cursor newest;
  private volatile @Nullable String full;

  private Engine(String name, Settings settings, StoreFolder folder, EventLog log, Slices slices)
      throws IOException {
    this.settings = settings;
    this.folder = folder;
    this.log = log;
    this.slices = slices;
    this.lastArrival = slices.committedArrival();
    log.recover(this::pending);
    this.knownFrom = log.newestFile();
    this.lastArrival = Math.max(lastArrival, log.lastArrival());
    this.indexer = new Indexer(name, settings, log, slices, pending);
    this.refresher = new Refresher(name, slices, indexer);
  }

  static Engine open(String name, Settings settings) throws IOException {
    StoreFolder folder = StoreFolder.open(settings.folder());
    EventLog log = null;
    Slices slices = null;
    try {
      slices = Slices.open(folder, settings);
      log = EventLog.open(folder.log(), settings.logFileBytes(), settings.failpoint());
      Engine engine = new Engine(name, settings, folder, log, slices);
      engine.indexer.start();
      return engine;
    } catch (IOException | RuntimeException | Error failed) {
      if (slices != null) {
        slices.close();
      }
      if (log != null) {
        log.close();
      }
      folder.close();
      throw failed;
    }
  }

  private void reach(@Nullable Cursor cursor) {
    oldest = earlier(oldest, cursor);
    newest = later(newest, cursor);
  }

  private static @Nullable Cursor earlier(@Nullable Cursor one, @Nullable Cursor other) {
    return one == null || (other != null && other.compareTo(one) < 0) ? other : one;
  }

  private static @Nullable Cursor later(@Nullable Cursor one, @Nullable Cursor other) {
    return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
  }

  private void pending(Frame frame) {
    long committed = slices.committedArrival();
    byte[] bytes = frame.body().array();
    RawEvent view = new RawEvent();
    frame.forEach((arrival, from, to) -> {
      if (arrival > committed) {
        view.over(bytes, from, to);
        EventId id = EventIdentity.of(view, arrival);
        reach(new Cursor(EventIdentity.micros(view), id));
        pending.add(IdHash.of(SortKey.of(id)), arrival);
      }
    });
  }

  /**
   * Learns which events wait in the older files of the log: not before the first batch comes, since
   * whoever asks is not to wait for it.
   */
  private void learnPending() throws IOException {
    while (knownFrom >= 0) {
      try (LogPosition position = new LogPosition(log, slices.committedArrival() + 1)) {
        Frame frame = position.next();
        while (frame != null && frame.first() < knownFrom) {
          pending(frame);
          frame = position.next();
        }
        knownFrom = -1;
      } catch (NoSuchFileException indexedMeanwhile) {
        LOGGER.log(DEBUG, "indexed meanwhile, and removed", indexedMeanwhile);
      }
    }
  }

  /** Takes a batch in, and gives what was new of it; with the events only if they are wanted. */
  Taken append(Batch batch, boolean events) throws IOException {
    synchronized (appending) {
      learnPending();
      long first = lastArrival + 1;
      newcomers.read(batch);
      pending.strike(newcomers);
      strikeIndexed();
      newcomers.settle(first);
      int count = newcomers.size();
      if (count > 0) {
        checkRoom(batch.length());
        log.append(first, count, newcomers.records());
        pending.add(newcomers, first + count - 1);
        reach(newcomers.oldest());
        reach(newcomers.newest());
        lastArrival += count;
        indexer.wake();
      }
      duplicates += newcomers.repeated();
      return new Taken(count, events ? newcomers.events(first) : List.of());
    }
  }

  /**
   * What was new of a batch.
   *
   * @param count how many
   * @param events them, where they were wanted
   */
  record Taken(int count, List<StoredEvent> events) {}

  private void strikeIndexed() throws IOException {
    for (Slice slice : slices.all()) {
      SeenFilter seen = slice.seen();
      for (int i = 0; i < newcomers.size() && slice.facts().events() > 0; i++) {
        if (newcomers.open(i)
            && (seen == null || seen.maybe(newcomers.high(i), newcomers.low(i)))
            && holds(slice, newcomers.key(i))) {
          newcomers.strike(i);
        }
      }
    }
  }

  private static boolean holds(Slice slice, BytesRef key) throws IOException {
    if (!slice.retain()) {
      return false;
    }
    try {
      return indexed(slice, key);
    } finally {
      slice.release();
    }
  }

  private static boolean indexed(Slice slice, BytesRef key) throws IOException {
    DirectoryReader reader = slice.reader();
    try {
      for (LeafReaderContext leaf : reader.leaves()) {
        SortedDocValues keys = leaf.reader().getSortedDocValues(Columns.KEY);
        if (keys != null && keys.lookupTerm(key) >= 0) {
          return true;
        }
      }
      return false;
    } finally {
      reader.decRef();
    }
  }

  private void checkRoom(int length) throws IOException {
    long usable = settings.space().usable(folder.path());
    if (usable < settings.reserve() + length) {
      full = DiskFull.message(settings, usable);
      throw new IOException(full);
    }
    full = null;
    if (lastArrival - indexer.indexed() > MOST_PENDING) {
      String trouble = indexer.trouble();
      throw new IOException(
          trouble != null
              ? trouble
              : MOST_PENDING
                  + " events wait to be indexed in "
                  + folder.path()
                  + "; more come than this machine indexes, so they have to wait");
    }
  }

  /**
   * The store as it is now. What was appended just now is waited for, for a moment. What is still
   * far from being indexed is not: the newest of it is the view's tail.
   */
  View view() throws IOException {
    long target = lastArrival;
    boolean behind = isBehind(target);
    try {
      boolean unused = behind || indexer.awaitIndexed(target, AWAIT_INDEXED);
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the index");
    }
    refresher.refresh(behind);
    // What was indexed meanwhile may not be visible in this view.
    long after = target - MOST_IN_TAIL;
    View.Tail tail = () -> LogEvents.behind(log, after, MOST_IN_TAIL);
    return View.of(slices.all(), blocks, behind ? tail : null);
  }

  /** Events behind an arrival, in order; also those that are in the log only. */
  List<StoredEvent> arrivals(long after, int limit) throws IOException {
    List<StoredEvent> events;
    List<Slice> known = slices.all();
    // What is indexed and yet in no slice has expired; the log may still hold it.
    long inSlices = newestIn(known);
    try (View all = View.of(known, blocks, null)) {
      events = Lookup.arrivals(all, after, limit);
    }
    long next = events.isEmpty() ? after : events.get(events.size() - 1).arrival();
    if (events.size() < limit && next < lastArrival) {
      events.addAll(LogEvents.behind(log, Math.max(inSlices, next), limit - events.size()));
    }
    return events;
  }

  private static long newestIn(List<Slice> slices) {
    return slices.stream().mapToLong(slice -> slice.facts().arrival()).max().orElse(0);
  }

  /** Whether the index has to catch up with more, up to an arrival, than a question waits for. */
  private boolean isBehind(long target) {
    return target - indexer.indexed() > MOST_AWAITED;
  }

  StoreState state() {
    // The slices' own word, not the indexer's, which comes a frame later.
    long events = 0;
    long inSlices = 0;
    boolean expired = slices.expiredTo() != Long.MIN_VALUE;
    Cursor first = null;
    Cursor last = newest;
    for (Slice slice : slices.all()) {
      SliceFacts facts = slice.facts();
      events += facts.events();
      inSlices = Math.max(inSlices, facts.arrival());
      first = earlier(first, facts.oldest());
      last = later(last, facts.newest());
    }
    events += Math.max(0, lastArrival - inSlices);
    String trouble = full != null ? full : indexer.trouble();
    return new StoreState(
        events,
        slices.bytes() + log.size(),
        lastArrival,
        duplicates,
        isBehind(lastArrival) ? lastArrival - indexer.indexed() : 0,
        events == 0 ? null : expired && first != null ? first : earlier(first, oldest),
        events == 0 ? null : last,
        slices.expiredTo(),
        settings.expiry(),
        trouble);
  }

  /** Makes what was appended outlive the machine. */
  void sync() throws IOException {
    log.sync();
  }

  void close() throws IOException {
    boolean interrupted = false;
    try {
      refresher.close(CLOSE_WITHIN);
      indexer.close(CLOSE_WITHIN);
      if (!slices.current().broken()) {
        slices.saveSeen(slices.current());
      }
    } catch (InterruptedException wanted) {
      interrupted = true;
    } finally {
      slices.close();
      log.close();
      folder.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets go of everything as the death of the process would. */
  void kill() throws InterruptedException {
    refresher.close(CLOSE_WITHIN);
    indexer.kill();
    try {
      slices.close();
      log.close();
      folder.close();
    } catch (IOException stuck) {
      LOGGER.log(DEBUG, "letting go", stuck);
    }
  }
}
