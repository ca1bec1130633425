package dev.weft.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks, the one whose place comes first on top. Used by one thread. */
final class WalkHeap {
  private final List<LeafWalk> heap = new ArrayList<>();

  void add(LeafWalk walk) throws IOException {
    heap.add(walk);
    int at = heap.size() - 1;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (heap.get(parent).compareTo(walk) <= 0) {
        break;
      }
      heap.set(at, heap.get(parent));
      at = parent;
    }
    heap.set(at, walk);
  }

  @Nullable LeafWalk peek() {
    return heap.isEmpty() ? null : heap.get(0);
  }

  @Nullable LeafWalk poll() throws IOException {
    if (heap.isEmpty()) {
      return null;
    }
    LeafWalk first = heap.get(0);
    LeafWalk last = heap.remove(heap.size() - 1);
    if (heap.isEmpty()) {
      return first;
    }
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= heap.size()) {
        break;
      }
      if (child + 1 < heap.size() && heap.get(child + 1).compareTo(heap.get(child)) < 0) {
        child++;
      }
      if (last.compareTo(heap.get(child)) <= 0) {
        break;
      }
      heap.set(at, heap.get(child));
      at = child;
    }
    heap.set(at, last);
    return first;
  }
}
