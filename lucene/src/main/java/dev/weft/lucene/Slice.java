package dev.weft.lucene;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.Cursor;
import dev.weft.lucene.Failpoint.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * A part of the store that was filled in one go: a Lucene index and the records of its events, in a
 * folder of their own, which retention removes as a whole.
 *
 * <p>The newest one is written to, by the indexer's thread; all are read by any thread, opened by
 * the first that asks. Whoever reads has {@link #retain retained} it: what is removed meanwhile
 * stays readable until then.
 */
final class Slice {
  /** The order of the index: latest first, and of one time the greatest identity. */
  static final Sort ORDER =
      new Sort(
          new SortField(Columns.TIME, SortField.Type.LONG, true),
          new SortField(Columns.KEY, SortField.Type.STRING, true));

  private static final String INDEX = "index";

  private final Path folder;
  private final long number;
  private final Object lock = new Object();
  private final Object refreshing = new Object();
  private EventDocument document = new EventDocument();
  private volatile SliceFacts facts;
  private volatile SliceFacts committed;
  private @Nullable Directory directory;
  private @Nullable IndexWriter writer;
  private @Nullable RecordFile records;
  private @Nullable DirectoryReader reader;
  private int holders = 1;
  private volatile @Nullable SeenFilter seen;

  private Slice(Path folder, long number, SliceFacts facts) {
    this.folder = folder;
    this.number = number;
    this.facts = facts;
    this.committed = facts;
  }

  static Path folder(Path slices, long number) {
    return slices.resolve(String.format(Locale.ROOT, "%08d", number));
  }

  /** The slice in that folder; null when its making was not finished. Opens nothing for long. */
  static @Nullable Slice find(Path folder, long number) throws IOException {
    Path index = folder.resolve(INDEX);
    if (!Files.isDirectory(index)) {
      return null;
    }
    try (Directory directory = FSDirectory.open(index)) {
      if (SegmentInfos.getLastCommitGeneration(directory) < 0) {
        return null;
      }
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      return new Slice(folder, number, SliceFacts.of(commit.getUserData(), folder.toString()));
    }
  }

  /** Makes a new one. */
  static Slice make(Path folder, long number, SliceFacts facts, Failpoint failpoint, int megabytes)
      throws IOException {
    remove(folder);
    Files.createDirectories(folder.resolve(INDEX));
    failpoint.reached(Step.SLICE_FOLDER_MADE);
    Slice slice = new Slice(folder, number, facts);
    boolean made = false;
    try {
      slice.openForWriting(megabytes);
      slice.commit(failpoint);
      failpoint.reached(Step.SLICE_MADE);
      made = true;
      return slice;
    } finally {
      if (!made) {
        slice.abandon();
      }
    }
  }

  Path folder() {
    return folder;
  }

  long number() {
    return number;
  }

  /** What it holds now, committed or not. */
  SliceFacts facts() {
    return facts;
  }

  /** What it holds for good. */
  SliceFacts committed() {
    return committed;
  }

  /** What tells identities that it cannot hold; null while that is not known. */
  @Nullable SeenFilter seen() {
    return seen;
  }

  void seen(@Nullable SeenFilter filter) {
    seen = filter;
  }

  /** Opens it for {@link #add}; what was not committed is thrown away. */
  void openForWriting(int megabytes) throws IOException {
    synchronized (lock) {
      Directory opened = FSDirectory.open(folder.resolve(INDEX));
      try {
        if (SegmentInfos.getLastCommitGeneration(opened) >= 0) {
          // What is there counts, also when a commit failed only after it was made.
          SegmentInfos commit = SegmentInfos.readLatestCommit(opened);
          facts = SliceFacts.of(commit.getUserData(), folder.toString());
          committed = facts;
        }
        IndexWriter index = new IndexWriter(opened, configuration(megabytes));
        writer = index;
        // Whoever asks first must not be the one who opens it: see Refresher.
        swap(DirectoryReader.open(index));
        document = new EventDocument();
        records = RecordFile.write(folder, facts.records(), facts.blocks());
        directory = opened;
      } catch (IOException | RuntimeException failed) {
        abandon();
        opened.close();
        throw failed;
      }
    }
  }

  private static IndexWriterConfig configuration(int megabytes) {
    TieredMergePolicy merges = new TieredMergePolicy();
    // Each merge costs as much again as indexing a third of its events; questions ask each segment.
    merges.setSegmentsPerTier(16);
    merges.setMaxMergeAtOnce(16);
    merges.setFloorSegmentMB(4);
    merges.setNoCFSRatio(0);
    return new IndexWriterConfig()
        .setIndexSort(ORDER)
        .setRAMBufferSizeMB(megabytes)
        .setUseCompoundFile(false)
        .setMergePolicy(merges)
        .setMergeScheduler(new Merging())
        .setCommitOnClose(false);
  }

  /** Adds an event. */
  void add(Cursor cursor, long arrival, RawEvent record) throws IOException {
    RecordFile file = records;
    IndexWriter index = writer;
    if (file == null || index == null) {
      throw new IOException(folder + " is not open for writing");
    }
    file.add(arrival, record.bytes(), record.start(), record.end());
    index.addDocument(document.of(cursor, arrival, record));
    facts = facts.with(cursor, arrival);
  }

  /** Makes all that was added stay. */
  void commit(Failpoint failpoint) throws IOException {
    commit(failpoint, false);
  }

  private void commit(Failpoint failpoint, boolean closing) throws IOException {
    RecordFile file = records;
    IndexWriter index = writer;
    if (file == null || index == null) {
      return;
    }
    file.flush();
    file.sync();
    failpoint.reached(Step.RECORDS_SYNCED);
    SliceFacts now = facts.with(file.length(), file.blocks(), closing);
    index.setLiveCommitData(now.toMap().entrySet());
    failpoint.reached(Step.BEFORE_COMMIT);
    index.commit();
    facts = now;
    committed = now;
    failpoint.reached(Step.AFTER_COMMIT);
  }

  /** Ends writing: commits, and from now on it is only read. */
  void finish(Failpoint failpoint) throws IOException {
    commit(failpoint, true);
    failpoint.reached(Step.SLICE_CLOSED);
    synchronized (lock) {
      IndexWriter index = writer;
      if (index != null) {
        index.close();
      }
      writer = null;
      swap(null);
    }
  }

  /** Throws away what was not committed, as a crash would. */
  void abandon() throws IOException {
    synchronized (lock) {
      IndexWriter index = writer;
      writer = null;
      RecordFile file = records;
      records = null;
      Directory opened = directory;
      directory = null;
      swap(null);
      facts = committed;
      if (index != null) {
        index.rollback();
      }
      if (file != null) {
        file.close();
      }
      if (opened != null) {
        opened.close();
      }
    }
  }

  /** Whether an error in the index has ended writing. */
  boolean broken() {
    IndexWriter index = writer;
    return index == null || !index.isOpen();
  }

  /** A reader of all that was indexed when it was opened or {@link #refresh}ed; to be released. */
  DirectoryReader reader() throws IOException {
    synchronized (lock) {
      DirectoryReader current = reader;
      if (current == null) {
        current = open();
        reader = current;
      }
      current.incRef();
      return current;
    }
  }

  private DirectoryReader open() throws IOException {
    if (directory == null) {
      directory = FSDirectory.open(folder.resolve(INDEX));
    }
    return DirectoryReader.open(directory);
  }

  /** Makes what was indexed since visible to whoever asks next. */
  void refresh() throws IOException {
    // One after the other, else an older reader might take the place of a newer one.
    synchronized (refreshing) {
      DirectoryReader before;
      IndexWriter index;
      synchronized (lock) {
        before = reader;
        index = writer;
        if (before == null || index == null) {
          return;
        }
        before.incRef();
      }
      try {
        DirectoryReader after = DirectoryReader.openIfChanged(before, index);
        if (after != null) {
          show(after, index);
        }
      } finally {
        before.decRef();
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // is it still written to by the same writer?
  private void show(DirectoryReader after, IndexWriter index) throws IOException {
    synchronized (lock) {
      if (writer == index) {
        swap(after);
        return;
      }
    }
    after.close();
  }

  private void swap(@Nullable DirectoryReader after) throws IOException {
    DirectoryReader before = reader;
    reader = after;
    if (before != null) {
      before.decRef();
    }
  }

  /** Its records. */
  RecordFile records() throws IOException {
    synchronized (lock) {
      RecordFile open = records;
      if (open == null) {
        open = RecordFile.read(folder, committed.records(), committed.blocks());
        records = open;
      }
      return open;
    }
  }

  /** Keeps it open until {@link #release}; false when it is closed already. */
  boolean retain() {
    synchronized (lock) {
      if (holders == 0) {
        return false;
      }
      holders++;
      return true;
    }
  }

  /** Lets go of it; the last one closes it. */
  void release() throws IOException {
    synchronized (lock) {
      if (--holders == 0) {
        abandon();
      }
    }
  }

  /** How many bytes it takes on disk. */
  long bytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        try {
          bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException merged) {
          // Merges remove files meanwhile.
        }
      }
    }
    return bytes;
  }

  /** Removes a folder with all that is in it. */
  static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
