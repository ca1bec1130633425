package dev.weft.lucene;

import dev.weft.event.store.StoredEvent;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * The store as it was at one moment, for one question: no slice of it goes away while it is open,
 * and each is opened only when it is looked at.
 *
 * <p>Used by one thread.
 */
final class View implements Closeable {
  private final List<Slice> slices = new ArrayList<>();
  private final Map<Slice, DirectoryReader> readers = new HashMap<>();
  private final BlockCache blocks;
  private final @Nullable Tail unread;
  private @Nullable List<StoredEvent> tail;

  private View(BlockCache blocks, @Nullable Tail unread) {
    this.blocks = blocks;
    this.unread = unread;
  }

  /** Reads the newest events, of those that no index has. */
  interface Tail {
    List<StoredEvent> read() throws IOException;
  }

  /**
   * Those slices.
   *
   * @param tail null where they show all
   */
  static View of(List<Slice> all, BlockCache blocks, @Nullable Tail tail) {
    View view = new View(blocks, tail);
    for (Slice slice : all) {
      if (slice.retain()) {
        view.slices.add(slice);
      }
    }
    return view;
  }

  /** Whether the slices show all; when not, events are missing between them and the tail. */
  boolean complete() {
    return unread == null;
  }

  /** The newest events, in no order, where the slices are far from showing them; else none. */
  List<StoredEvent> tail() throws IOException {
    List<StoredEvent> known = tail;
    if (known == null) {
      known = unread == null ? List.of() : unread.read();
      tail = known;
    }
    return known;
  }

  /** The slices that may hold events of that time, newest first. */
  List<Slice> slices(long fromMicros, long toMicros) {
    List<Slice> some = new ArrayList<>();
    for (int i = slices.size() - 1; i >= 0; i--) {
      Slice slice = slices.get(i);
      SliceFacts facts = slice.facts();
      if (facts.oldest() != null
          && facts.newest() != null
          && facts.oldest().micros() < toMicros
          && facts.newest().micros() >= fromMicros) {
        some.add(slice);
      }
    }
    return some;
  }

  /** All slices, oldest first. */
  List<Slice> slices() {
    return slices;
  }

  DirectoryReader reader(Slice slice) throws IOException {
    DirectoryReader open = readers.get(slice);
    if (open == null) {
      open = slice.reader();
      readers.put(slice, open);
    }
    return open;
  }

  List<LeafReaderContext> leaves(Slice slice) throws IOException {
    return reader(slice).leaves();
  }

  /** The block of records that holds that arrival. */
  Block block(Slice slice, long arrival) throws IOException {
    return blocks.get(slice, arrival);
  }

  /** The block that holds that arrival, or else the next one behind it; null when none does. */
  @Nullable Block blockFrom(Slice slice, long arrival) throws IOException {
    return blocks.from(slice, arrival);
  }

  @Override
  public void close() {
    try {
      for (DirectoryReader reader : readers.values()) {
        reader.decRef();
      }
      for (Slice slice : slices) {
        slice.release();
      }
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }
}
