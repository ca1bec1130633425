package dev.weft.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.awaitility.Awaitility;

/** What came so far, in the order in which it came. Usable from any thread. */
final class Recording<T> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final List<T> items = new ArrayList<>();

  /** An empty one; {@code name} says what its items are, such as "records in the sink". */
  Recording(String name) {
    this.name = name;
  }

  void add(T item) {
    synchronized (items) {
      items.add(item);
    }
  }

  /** Adds all of them with none of another thread's in between. */
  void addAll(Collection<? extends T> more) {
    synchronized (items) {
      items.addAll(more);
    }
  }

  List<T> all() {
    synchronized (items) {
      return List.copyOf(items);
    }
  }

  /** All, once at least {@code count} have come; fails after 20 seconds. */
  List<T> await(int count) {
    Awaitility.await(count + " " + name).atMost(PATIENCE).until(() -> size() >= count);
    return all();
  }

  private int size() {
    synchronized (items) {
      return items.size();
    }
  }
}
