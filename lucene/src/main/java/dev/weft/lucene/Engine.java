package dev.weft.lucene;

import static java.lang.System.Logger.Level.DEBUG;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventIdentity;
import dev.weft.event.store.StoreState;
import dev.weft.event.store.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  private final Settings settings;
  private final StoreFolder folder;
  private final EventLog log;
  private final Slices slices;
  private final PendingIds pending = new PendingIds();
  private final Precedence precedence;
  private final Indexer indexer;
  private final Refresher refresher;
  private final BlockCache blocks = new BlockCache();
  private final Object appending = new Object();
  private final RawEvent view = new RawEvent();
  private volatile long lastArrival;
  private volatile long duplicates;
  private volatile @Nullable Cursor oldest;
  private volatile @Nullable Cursor newest;
  private volatile @Nullable String full;

  private Engine(
      String name,
      Settings settings,
      StoreFolder folder,
      EventLog log,
      Slices slices,
      Precedence precedence)
      throws IOException {
    this.settings = settings;
    this.folder = folder;
    this.log = log;
    this.slices = slices;
    this.precedence = precedence;
    this.lastArrival = slices.committedArrival();
    for (Slice slice : slices.all()) {
      reach(slice.facts().oldest());
      reach(slice.facts().newest());
    }
    long committed = lastArrival;
    log.recover(frame -> pending(frame, committed));
    this.indexer = new Indexer(name, settings, log, slices, pending, precedence);
    this.refresher = new Refresher(name, slices, indexer);
  }

  static Engine open(String name, Settings settings, Precedence precedence) throws IOException {
    StoreFolder folder = StoreFolder.open(settings.folder());
    EventLog log = null;
    Slices slices = null;
    try {
      slices = Slices.open(folder, settings, precedence);
      log = EventLog.open(folder.log(), settings.logFileBytes(), settings.failpoint());
      Engine engine = new Engine(name, settings, folder, log, slices, precedence);
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
    if (cursor != null) {
      Cursor first = oldest;
      Cursor last = newest;
      oldest = first == null || cursor.compareTo(first) < 0 ? cursor : first;
      newest = last == null || cursor.compareTo(last) > 0 ? cursor : last;
    }
  }

  private void pending(Frame frame, long committed) {
    byte[] bytes = frame.body().array();
    frame.forEach((arrival, from, to) -> {
      if (arrival > committed) {
        view.over(bytes, from, to);
        EventId id = EventIdentity.of(view, arrival);
        reach(new Cursor(EventIdentity.micros(view), id));
        pending.add(IdHash.of(SortKey.of(id)), arrival);
      }
    });
    lastArrival = Math.max(lastArrival, frame.last());
  }

  /** What of a batch is new. */
  private static final class Fresh {
    private final List<Integer> indexes = new ArrayList<>();
    private final List<IdHash> hashes = new ArrayList<>();
    private final List<Cursor> cursors = new ArrayList<>();
    private int repeated;
  }

  /** Takes a batch in, and gives what was new of it; with the events only if they are wanted. */
  Taken append(Batch batch, boolean events) throws IOException {
    precedence.begin();
    try {
      return take(batch, events);
    } finally {
      precedence.end();
    }
  }

  private Taken take(Batch batch, boolean events) throws IOException {
    synchronized (appending) {
      Fresh fresh = fresh(batch);
      int count = fresh.indexes.size();
      if (count > 0) {
        checkRoom(batch.length());
        log.append(lastArrival + 1, count, records(batch, fresh));
      }
      duplicates += fresh.repeated;
      long first = lastArrival + 1;
      List<StoredEvent> taken = new ArrayList<>(events ? count : 0);
      for (int i = 0; i < count; i++) {
        pending.add(fresh.hashes.get(i), first + i);
        Cursor cursor = fresh.cursors.get(i);
        reach(cursor);
        if (events) {
          batch.view(fresh.indexes.get(i), view);
          taken.add(StoredEvent.of(cursor, first + i, view.toBytes()));
        }
      }
      lastArrival += count;
      if (count > 0) {
        indexer.wake();
      }
      return new Taken(count, taken);
    }
  }

  /**
   * What was new of a batch.
   *
   * @param count how many
   * @param events them, where they were wanted
   */
  record Taken(int count, List<StoredEvent> events) {}

  private Fresh fresh(Batch batch) throws IOException {
    Fresh fresh = new Fresh();
    Set<IdHash> within = new HashSet<>();
    for (int i = 0; i < batch.size(); i++) {
      batch.view(i, view);
      if (!EventIdentity.kept(view)) {
        continue;
      }
      EventId known = EventIdentity.of(view);
      EventId id =
          known != null ? known : EventId.ofArrival(lastArrival + 1 + fresh.indexes.size());
      BytesRef key = SortKey.of(id);
      IdHash hash = IdHash.of(key);
      if (known != null && (!within.add(hash) || holds(key, hash))) {
        fresh.repeated++;
      } else {
        fresh.indexes.add(i);
        fresh.hashes.add(hash);
        fresh.cursors.add(new Cursor(EventIdentity.micros(view), id));
      }
    }
    return fresh;
  }

  private boolean holds(BytesRef key, IdHash hash) throws IOException {
    if (pending.contains(hash)) {
      return true;
    }
    for (Slice slice : slices.all()) {
      SeenFilter seen = slice.seen();
      if ((seen == null || seen.maybe(hash.high(), hash.low()))
          && slice.facts().events() > 0
          && slice.retain()) {
        try {
          if (holds(slice, key)) {
            return true;
          }
        } finally {
          slice.release();
        }
      }
    }
    return false;
  }

  private static boolean holds(Slice slice, BytesRef key) throws IOException {
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

  private static ByteBuffer records(Batch batch, Fresh fresh) {
    if (fresh.indexes.size() == batch.size()) {
      return ByteBuffer.wrap(batch.bytes(), 0, batch.length());
    }
    ByteArrayOutputStream some = new ByteArrayOutputStream(batch.length());
    for (int index : fresh.indexes) {
      int start = batch.start(index);
      some.write(batch.bytes(), start, batch.end(index) + 1 - start);
    }
    return ByteBuffer.wrap(some.toByteArray());
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

  /** The store as it is now; what was appended just now is waited for, for a moment. */
  View view() throws IOException {
    long target = lastArrival;
    try {
      boolean unused = indexer.awaitIndexed(target, AWAIT_INDEXED);
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the index");
    }
    refresher.refresh();
    return View.of(slices.all(), blocks);
  }

  /** Events behind an arrival, in order; also those that are in the log only. */
  List<StoredEvent> arrivals(long after, int limit) throws IOException {
    List<StoredEvent> events;
    List<Slice> known = slices.all();
    // What is indexed and yet in no slice has expired; the log may still hold it.
    long inSlices = newestIn(known);
    try (View all = View.of(known, blocks)) {
      events = Lookup.arrivals(all, after, limit);
    }
    long next = events.isEmpty() ? after : events.get(events.size() - 1).arrival();
    if (events.size() < limit && next < lastArrival) {
      addFromLog(Math.max(inSlices, next), limit, events);
    }
    return events;
  }

  private static long newestIn(List<Slice> slices) {
    return slices.stream().mapToLong(slice -> slice.facts().arrival()).max().orElse(0);
  }

  private void addFromLog(long after, int limit, List<StoredEvent> events) throws IOException {
    RawEvent record = new RawEvent();
    try (LogPosition position = new LogPosition(log, after + 1)) {
      for (Frame frame = position.next();
          frame != null && events.size() < limit;
          frame = position.next()) {
        byte[] bytes = frame.body().array();
        frame.forEach((arrival, from, to) -> {
          if (arrival > after && events.size() < limit) {
            record.over(bytes, from, to);
            EventId id = EventIdentity.of(record, arrival);
            events.add(
                StoredEvent.of(
                    new Cursor(EventIdentity.micros(record), id), arrival, record.toBytes()));
          }
        });
      }
    } catch (NoSuchFileException indexedMeanwhile) {
      // Then it is in a slice, for whoever asks again.
      return;
    }
  }

  StoreState state() {
    // The slices' own word, not the indexer's, which comes a frame later.
    long events = 0;
    long inSlices = 0;
    for (Slice slice : slices.all()) {
      SliceFacts facts = slice.facts();
      events += facts.events();
      inSlices = Math.max(inSlices, facts.arrival());
    }
    events += Math.max(0, lastArrival - inSlices);
    String trouble = full != null ? full : indexer.trouble();
    boolean expired = slices.expiredTo() != Long.MIN_VALUE;
    return new StoreState(
        events,
        slices.bytes() + log.size(),
        lastArrival,
        duplicates,
        events == 0 ? null : expired ? first() : oldest,
        events == 0 ? null : newest,
        slices.expiredTo(),
        settings.expiry(),
        trouble);
  }

  private @Nullable Cursor first() {
    Cursor first = null;
    for (Slice slice : slices.all()) {
      Cursor its = slice.facts().oldest();
      first = first == null || (its != null && its.compareTo(first) < 0) ? its : first;
    }
    return first == null ? oldest : first;
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
