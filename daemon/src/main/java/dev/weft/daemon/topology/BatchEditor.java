package dev.weft.daemon.topology;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a batch out of another by leaving records out or changing them. What is not changed is
 * copied in runs, and a batch of which nothing changed is given back as it came. Used by one
 * thread.
 */
final class BatchEditor {
  private static final int FIRST_SIZE = 8192;

  private @Nullable Batch original;
  private byte[] bytes = new byte[0];
  private int length;
  private int[] ends = new int[0];
  private int size;
  private int copied;
  private boolean changed;

  /** Starts on a batch; all its records are kept unless said otherwise. */
  void begin(Batch batch) {
    original = batch;
    length = 0;
    size = 0;
    copied = 0;
    changed = false;
  }

  /** Leaves record {@code index} out. Indexes only grow. */
  void drop(int index) {
    change(FIRST_SIZE);
    copyUpTo(index);
    copied = index + 1;
  }

  /** Puts what {@code event} shows in place of record {@code index}. Indexes only grow. */
  void replace(int index, RawEvent event) {
    // As a rule all records are changed alike, so all of them are about so much longer.
    Batch batch = requireNonNull(original, "begin() comes first");
    int more = event.end() - event.start() - (batch.end(index) - batch.start(index));
    long growth = Math.min(batch.length(), (batch.size() + 1L) * Math.max(0, more));
    change(batch.length() + (int) growth);
    copyUpTo(index);
    copied = index + 1;
    int count = event.end() - event.start();
    ensure(count + 1, 1);
    System.arraycopy(event.bytes(), event.start(), bytes, length, count);
    length += count;
    bytes[length] = '\n';
    ends[size++] = length++;
  }

  /** The batch with its changes; the one that came when there are none. */
  Batch end() {
    Batch batch = requireNonNull(original, "begin() comes first");
    if (!changed) {
      original = null;
      return batch;
    }
    copyUpTo(batch.size());
    Batch edited = Batch.over(bytes, ends, size, batch.origin());
    // The arrays belong to the batch from here on.
    bytes = new byte[0];
    ends = new int[0];
    original = null;
    return edited;
  }

  private void change(int expectedBytes) {
    if (!changed) {
      Batch batch = requireNonNull(original, "begin() comes first");
      changed = true;
      bytes = new byte[expectedBytes];
      ends = new int[batch.size()];
    }
  }

  private void copyUpTo(int index) {
    Batch batch = requireNonNull(original, "begin() comes first");
    if (index == copied) {
      return;
    }
    int from = batch.start(copied);
    int count = batch.end(index - 1) + 1 - from;
    ensure(count, index - copied);
    System.arraycopy(batch.bytes(), from, bytes, length, count);
    for (int i = copied; i < index; i++) {
      ends[size++] = batch.end(i) - from + length;
    }
    length += count;
  }

  private void ensure(int moreBytes, int moreRecords) {
    if (length + moreBytes > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + moreBytes));
    }
    if (size + moreRecords > ends.length) {
      ends = Arrays.copyOf(ends, Math.max(ends.length * 2, size + moreRecords));
    }
  }
}
