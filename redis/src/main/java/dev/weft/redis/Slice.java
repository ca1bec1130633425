package dev.weft.redis;

import dev.weft.event.flow.Batch;

/** A record where it lies in its batch, so that it reaches Redis without a copy of its own. */
record Slice(Batch batch, int index) {
  /** All records of a batch. */
  static Slice[] of(Batch batch) {
    Slice[] slices = new Slice[batch.size()];
    for (int i = 0; i < slices.length; i++) {
      slices[i] = new Slice(batch, i);
    }
    return slices;
  }

  int start() {
    return batch.start(index);
  }

  int length() {
    return batch.end(index) - batch.start(index);
  }
}
