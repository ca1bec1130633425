package dev.weft.lucene;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.weft.event.store.Cursor;
import dev.weft.lucene.Failpoint.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * All slices of a store, oldest first; the last one is written to.
 *
 * <p>Changed by one thread at a time, the opening one and then the indexer's; read by any.
 */
final class Slices {
  private static final System.Logger LOGGER = System.getLogger(Slices.class.getName());
  private static final String GONE = ".gone";
  private static final String SEEN = "seen";
  private static final int SEEN_HEADER = 8;

  private final StoreFolder folder;
  private final Settings settings;
  private volatile List<Slice> all = List.of();
  private volatile long expiredTo;
  private volatile long bytes;

  private Slices(StoreFolder folder, Settings settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    this.expiredTo = folder.expiredTo();
  }

  static Slices open(StoreFolder folder, Settings settings) throws IOException {
    Slices slices = new Slices(folder, settings);
    slices.find();
    Slice newest = slices.all.isEmpty() ? null : slices.current();
    if (newest == null || newest.facts().closed()) {
      slices.begin();
    } else {
      slices.openCurrent();
    }
    slices.measure();
    return slices;
  }

  private void find() throws IOException {
    Files.createDirectories(folder.slices());
    List<Slice> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder.slices())) {
      for (Path path : folders.sorted().toList()) {
        String name = path.getFileName().toString();
        Slice slice = name.endsWith(GONE) ? null : Slice.find(path, Long.parseLong(name));
        if (slice == null) {
          // Begun or removed when the process ended; the log has what it would hold.
          Slice.remove(path);
        } else {
          slice.seen(loadSeen(slice));
          found.add(slice);
        }
      }
    }
    all = List.copyOf(found);
  }

  private static @Nullable SeenFilter loadSeen(Slice slice) throws IOException {
    Path file = slice.folder().resolve(SEEN);
    if (!Files.exists(file)) {
      return null;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(SEEN_HEADER);
      channel.read(header, 0);
      if (header.hasRemaining() || header.flip().getLong() != slice.committed().events()) {
        return null;
      }
      long length = channel.size() - SEEN_HEADER;
      if (slice.facts().closed()) {
        return SeenFilter.over(channel.map(FileChannel.MapMode.READ_ONLY, SEEN_HEADER, length));
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      while (bytes.hasRemaining()
          && channel.read(bytes, SEEN_HEADER + (long) bytes.position()) >= 0) {
        // until all of it is read
      }
      return SeenFilter.over(bytes.flip());
    }
  }

  /** Writes what tells identities that the slice cannot hold, so that it need not be made again. */
  void saveSeen(Slice slice) throws IOException {
    SeenFilter seen = slice.seen();
    if (seen == null) {
      return;
    }
    Path draft = slice.folder().resolve(SEEN + ".new");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.allocate(SEEN_HEADER);
      channel.write(header.putLong(slice.committed().events()).flip());
      ByteBuffer bytes = seen.bytes();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
    Files.move(draft, slice.folder().resolve(SEEN), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes again, from the index, what a crash has lost; true when something was made. */
  boolean makeSeen() throws IOException {
    for (Slice slice : all) {
      if (slice.seen() == null) {
        SeenFilter made = SeenFilter.forEvents(settings.sliceEvents());
        DirectoryReader reader = slice.reader();
        try {
          for (LeafReaderContext leaf : reader.leaves()) {
            addAll(leaf.reader().getSortedDocValues(Columns.KEY), made);
          }
        } finally {
          reader.decRef();
        }
        slice.seen(made);
        if (slice.facts().closed()) {
          saveSeen(slice);
        }
        return true;
      }
    }
    return false;
  }

  private static void addAll(@Nullable SortedDocValues keys, SeenFilter filter) throws IOException {
    if (keys == null) {
      return;
    }
    TermsEnum terms = keys.termsEnum();
    for (BytesRef key = terms.next(); key != null; key = terms.next()) {
      IdHash hash = IdHash.of(key);
      filter.add(hash.high(), hash.low());
    }
  }

  List<Slice> all() {
    return all;
  }

  /** The one that is written to. */
  Slice current() {
    return all.get(all.size() - 1);
  }

  /** Opens the newest for writing; what was not committed of it is thrown away. */
  void openCurrent() throws IOException {
    current().openForWriting(settings.memory());
  }

  /** The newest arrival number that is in an index for good. */
  long committedArrival() {
    return all.stream().mapToLong(slice -> slice.committed().arrival()).max().orElse(0);
  }

  long expiredTo() {
    return expiredTo;
  }

  /** How many bytes all of them take, as of the last {@link #measure}. */
  long bytes() {
    return bytes;
  }

  long measure() throws IOException {
    long sum = 0;
    for (Slice slice : all) {
      sum += slice.bytes();
    }
    bytes = sum;
    return sum;
  }

  private void begin() throws IOException {
    long number = all.isEmpty() ? 1 : current().number() + 1;
    SliceFacts facts = SliceFacts.begun(committedArrival(), settings.clock().millis());
    Slice slice =
        Slice.make(
            Slice.folder(folder.slices(), number),
            number,
            facts,
            settings.failpoint(),
            settings.memory());
    slice.seen(SeenFilter.forEvents(settings.sliceEvents()));
    List<Slice> more = new ArrayList<>(all);
    more.add(slice);
    all = List.copyOf(more);
  }

  /** Begins a new slice when the newest is full or has been filled for long. */
  boolean rollIfDue() throws IOException {
    Slice newest = current();
    SliceFacts facts = newest.facts();
    Duration age = Duration.between(Instant.ofEpochMilli(facts.born()), settings.clock().instant());
    boolean due =
        facts.events() >= settings.sliceEvents()
            || newest.records().length() >= settings.sliceBytes()
            || (facts.events() > 0 && age.compareTo(settings.sliceSpan()) >= 0);
    if (due) {
      newest.finish(settings.failpoint());
      saveSeen(newest);
      begin();
    }
    return due;
  }

  /** Goes on after the newest slice was finished, but a new one could not be begun. */
  void beginIfClosed() throws IOException {
    if (current().facts().closed()) {
      begin();
    }
  }

  /** Removes the slices that are too old, and the oldest while all take too much. */
  void expire() throws IOException {
    Instant limit = settings.clock().instant().minus(settings.keepFor());
    long taken = measure();
    while (all.size() > 1) {
      Slice oldest = all.get(0);
      Instant closed = Instant.ofEpochMilli(all.get(1).facts().born());
      if (!closed.isBefore(limit) && taken <= settings.keepBytes()) {
        return;
      }
      LOGGER.log(
          INFO,
          "{0}: removing slice {1} with {2} events, since {3}",
          folder.path(),
          oldest,
          oldest.facts().events(),
          closed.isBefore(limit) ? "it is too old" : "all take too much room");
      taken -= oldest.bytes();
      remove(oldest, closed);
    }
  }

  private void remove(Slice oldest, Instant closed) throws IOException {
    Cursor newest = oldest.facts().newest();
    if (newest != null) {
      long to = Math.min(newest.micros() + 1, closed.toEpochMilli() * 1000);
      expiredTo = Math.max(expiredTo, to);
      folder.expiredTo(expiredTo);
      settings.failpoint().reached(Step.EXPIRY_NOTED);
    }
    List<Slice> rest = new ArrayList<>(all);
    rest.remove(oldest);
    all = List.copyOf(rest);
    oldest.release();
    Path gone = oldest.folder().resolveSibling(oldest + GONE);
    try {
      Files.move(oldest.folder(), gone);
      settings.failpoint().reached(Step.SLICE_RENAMED);
      Files.deleteIfExists(gone.resolve("records"));
      settings.failpoint().reached(Step.SLICE_HALF_REMOVED);
      Slice.remove(gone);
    } catch (IOException stuck) {
      LOGGER.log(WARNING, "cannot remove " + gone + "; tried again at the next start", stuck);
    }
    measure();
  }

  /** Closes all; what was not committed stays in the log. */
  void close() throws IOException {
    for (Slice slice : all) {
      slice.release();
    }
  }
}
