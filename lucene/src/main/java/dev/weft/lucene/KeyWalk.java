package dev.weft.lucene;

import dev.weft.event.store.EventId;
import dev.weft.event.store.TaskPaths;
import dev.weft.event.store.TreeEntries;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * Goes from task to task of a tree as the {@linkplain SortKey keys} of its events come in order.
 * What the place of a key shares with the one before is seen by its bytes, and only what is new of
 * it is read: a tree of a million tasks has a million places, of which no texts are made.
 *
 * <p>Used by one thread.
 */
final class KeyWalk {
  private final TreeEntries.Builder entries;
  // The segments of the place where it is, as bytes; none where it cannot be gone on from.
  private byte[] place = new byte[64];
  private int[] ends = new int[8];
  private int segments;
  // The place where it is, where that was read as a whole; else empty.
  private String whole = "";
  private boolean moved;

  KeyWalk(TreeEntries.Builder entries) {
    this.entries = entries;
  }

  /** Goes to the task of that key, and says the event's number in it. */
  long go(BytesRef key) {
    int shared = shared(key);
    SortKey.Reader in = new SortKey.Reader(key, end(shared));
    boolean below = shared < segments;
    int told = shared;
    int tag = in.next();
    while (SortKey.isSegment(tag)) {
      in.skip(tag);
      ends = told < ends.length ? ends : Arrays.copyOf(ends, told * 2);
      ends[told++] = in.at();
      tag = in.next();
    }
    boolean known = tag == SortKey.END_OF_PLACE && told - 1 <= TaskPaths.DEEPEST;
    if (!known || shared == 0) {
      EventId id = SortKey.id(key);
      moved = !id.place().equals(whole);
      whole = id.place();
      entries.go(whole);
      remember(key, shared, known ? told : 0);
      return id.number();
    }
    moved = below || told > shared;
    if (moved) {
      whole = "";
      step(key, shared, told);
      remember(key, shared, told);
    }
    return in.number(in.next());
  }

  /** How many segments the place has in common with the one before. */
  private int shared(BytesRef key) {
    int length = end(segments);
    int same =
        Arrays.mismatch(
            place, 0, length, key.bytes, key.offset, key.offset + Math.min(length, key.length));
    int shared = segments;
    while (same >= 0 && shared > 0 && ends[shared - 1] > same) {
      shared--;
    }
    return shared;
  }

  private int end(int count) {
    return count == 0 ? 0 : ends[count - 1];
  }

  private void step(BytesRef key, int shared, int told) {
    entries.up(shared - 1);
    SortKey.Reader in = new SortKey.Reader(key, end(shared));
    for (int i = shared; i < told; i++) {
      int tag = in.next();
      if (SortKey.isNumber(tag)) {
        entries.down(in.number(tag));
      } else {
        entries.down(in.text());
      }
    }
  }

  private void remember(BytesRef key, int shared, int told) {
    int from = end(shared);
    int to = end(told);
    place = to <= place.length ? place : Arrays.copyOf(place, to * 2);
    if (to > from) {
      System.arraycopy(key.bytes, key.offset + from, place, from, to - from);
    }
    segments = told;
  }

  /** Whether the last key was of another task than the one before it. */
  boolean moved() {
    return moved;
  }
}
