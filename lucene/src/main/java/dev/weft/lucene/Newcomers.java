package dev.weft.lucene;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventIdentity;
import dev.weft.event.store.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The events of a batch, of which those are struck that are there already: first {@link #read},
 * then {@link #strike}, then {@link #settle}, which gives the others their numbers of arrival.
 *
 * <p>In plain arrays that are used over and over. Appending has no time for objects; and looks into
 * tables that are larger than the processor's caches wait for memory together where nothing but
 * looks lies between them.
 *
 * <p>Used by the appending thread.
 */
final class Newcomers {
  private static final int FIRST_ROOM = 1024;
  private static final int MOST_ROOM = 64 * 1024;

  private final RawEvent view = new RawEvent();
  private @Nullable Batch batch;
  private int size;
  private int repeated;
  private int[] indexes = {};
  private @Nullable EventId[] ids = {};
  private long[] micros = {};
  private long[] highs = {};
  private long[] lows = {};
  private boolean[] struck = {};
  // Of each identity one more than its place in the arrays, where its hash points to; 0 for none.
  private int[] own = {};
  private int mask;

  /** Takes the events of a batch; what it repeats itself is struck at once. */
  void read(Batch whole) {
    batch = whole;
    size = 0;
    repeated = 0;
    makeRoom(whole.size());
    for (int i = 0; i < whole.size(); i++) {
      if (EventIdentity.kept(whole.view(i, view))) {
        add(i);
      }
    }
  }

  private void makeRoom(int events) {
    int hashes = Integer.highestOneBit(events | 1) << 2;
    int room = Math.max(FIRST_ROOM, events);
    if (indexes.length < room || indexes.length > MOST_ROOM) {
      indexes = new int[room];
      ids = new EventId[room];
      micros = new long[room];
      highs = new long[room];
      lows = new long[room];
      struck = new boolean[room];
      own = new int[Integer.highestOneBit(room) << 2];
    }
    Arrays.fill(struck, 0, events, false);
    Arrays.fill(own, 0, hashes, 0);
    mask = hashes - 1;
  }

  private void add(int index) {
    EventId id = EventIdentity.of(view);
    if (id != null) {
      IdHash hash = IdHash.of(SortKey.of(id));
      highs[size] = hash.high();
      lows[size] = hash.low();
      if (!claim()) {
        repeated++;
        return;
      }
    }
    indexes[size] = index;
    ids[size] = id;
    micros[size] = EventIdentity.micros(view);
    size++;
  }

  private boolean claim() {
    int at = (int) highs[size] & mask;
    for (; own[at] != 0; at = at + 1 & mask) {
      int other = own[at] - 1;
      if (highs[other] == highs[size] && lows[other] == lows[size]) {
        return false;
      }
    }
    own[at] = size + 1;
    return true;
  }

  /** How many there are, until {@link #settle} with those that were struck. */
  int size() {
    return size;
  }

  /** Whether it may be there already: it has an identity of its own, and was not struck. */
  boolean open(int i) {
    EventId id = ids[i];
    return !struck[i] && id != null && !id.unnumbered();
  }

  /** Its identity as the index has it. */
  BytesRef key(int i) {
    return SortKey.of(requireNonNull(ids[i], "told by its arrival only"));
  }

  /** One half of the hash of its identity. */
  long high(int i) {
    return highs[i];
  }

  /** The other half. */
  long low(int i) {
    return lows[i];
  }

  /** It is there already. */
  void strike(int i) {
    struck[i] = true;
  }

  /** Leaves out those that were struck; the others arrive from number {@code first} on. */
  void settle(long first) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!struck[i]) {
        EventId id = ids[i];
        indexes[kept] = indexes[i];
        ids[kept] = id != null ? id : EventId.ofArrival(first + kept);
        micros[kept] = micros[i];
        highs[kept] = highs[i];
        lows[kept] = lows[i];
        kept++;
      }
    }
    Arrays.fill(struck, 0, kept, false);
    repeated += size - kept;
    size = kept;
  }

  /** How many were struck. */
  int repeated() {
    return repeated;
  }

  /** The records of those that are left, each with its line feed. */
  ByteBuffer records() {
    Batch whole = requireNonNull(batch, "read() comes first");
    if (size == whole.size()) {
      return ByteBuffer.wrap(whole.bytes(), 0, whole.length());
    }
    ByteArrayOutputStream some = new ByteArrayOutputStream(whole.length());
    for (int i = 0; i < size; i++) {
      int start = whole.start(indexes[i]);
      some.write(whole.bytes(), start, whole.end(indexes[i]) + 1 - start);
    }
    return ByteBuffer.wrap(some.toByteArray());
  }

  /** The earliest of those that are left. */
  Cursor oldest() {
    return utmost(-1);
  }

  /** The latest of those that are left. */
  Cursor newest() {
    return utmost(1);
  }

  private Cursor utmost(int direction) {
    Cursor utmost = cursor(0);
    for (int i = 1; i < size; i++) {
      // Only where times are equal do identities count.
      if ((micros[i] - utmost.micros()) * direction >= 0
          && cursor(i).compareTo(utmost) * direction > 0) {
        utmost = cursor(i);
      }
    }
    return utmost;
  }

  private Cursor cursor(int i) {
    return new Cursor(micros[i], requireNonNull(ids[i], "settle() comes first"));
  }

  /** Those that are left. */
  List<StoredEvent> events(long first) {
    Batch whole = requireNonNull(batch, "read() comes first");
    List<StoredEvent> events = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      byte[] record = whole.view(indexes[i], view).toBytes();
      events.add(StoredEvent.of(cursor(i), first + i, record));
    }
    return events;
  }
}
