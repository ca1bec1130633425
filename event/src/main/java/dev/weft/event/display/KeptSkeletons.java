package dev.weft.event.display;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the skeletons that were asked for last, as many as have that many events together, so that
 * a look at a tree that did not change costs nothing. One that has more is kept alone: who asks for
 * it needs it most. All are kept softly: where memory is short, they go.
 *
 * <p>Of one tree a skeleton is made once, however many ask for it at the same time. Usable from any
 * thread.
 */
final class KeptSkeletons {
  // What the least one takes here, in events.
  private static final long LEAST = 100;

  private final long most;
  private final List<Lock> makers;
  private final Function<Skeleton, Reference<Skeleton>> holding;
  private final Object lock = new Object();
  private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * None yet.
   *
   * @param most how many events those have together that are kept
   * @param makers how many are made at a time; more wait
   */
  KeptSkeletons(long most, int makers) {
    this(most, makers, SoftReference::new);
  }

  /** As above, with how they are held; for tests. */
  KeptSkeletons(long most, int makers, Function<Skeleton, Reference<Skeleton>> holding) {
    this.most = most;
    this.makers = Stream.<Lock>generate(ReentrantLock::new).limit(makers).toList();
    this.holding = holding;
  }

  /**
   * What a tree is, as far as it can change: events come one by one and go with their time, and
   * what other trees do is nothing to it.
   */
  record Extent(String root, long events, long expiredTo) {
    private long weight() {
      return Math.max(LEAST, events);
    }
  }

  /** Makes a skeleton. */
  interface Making {
    Skeleton make() throws IOException;
  }

  private record Kept(Extent extent, Reference<Skeleton> tree) {}

  /**
   * The skeleton of that extent, made where none is kept. Those that there is no room for beside it
   * are let go before it is made.
   *
   * @throws InterruptedIOException when interrupted while others are made
   */
  Skeleton of(Extent extent, Making making) throws IOException {
    Skeleton known = known(extent);
    if (known != null) {
      return known;
    }
    Lock maker = makers.get(Math.floorMod(extent.root().hashCode(), makers.size()));
    try {
      maker.lockInterruptibly();
    } catch (InterruptedException nobodyWaits) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while trees are read");
    }
    try {
      Skeleton meanwhile = known(extent);
      return meanwhile != null ? meanwhile : make(extent, making);
    } finally {
      maker.unlock();
    }
  }

  private @Nullable Skeleton known(Extent extent) {
    synchronized (lock) {
      Kept last = kept.get(extent.root());
      return last != null && last.extent.equals(extent) ? last.tree.get() : null;
    }
  }

  private Skeleton make(Extent extent, Making making) throws IOException {
    synchronized (lock) {
      makeRoom(extent);
    }
    Skeleton made = making.make();
    synchronized (lock) {
      // Again, for other makers have kept theirs.
      makeRoom(extent);
      kept.put(extent.root(), new Kept(extent, holding.apply(made)));
    }
    return made;
  }

  private void makeRoom(Extent extent) {
    kept.remove(extent.root());
    kept.values().removeIf(each -> each.tree.refersTo(null));
    long sum = kept.values().stream().mapToLong(each -> each.extent.weight()).sum();
    Iterator<Kept> eldest = kept.values().iterator();
    while (eldest.hasNext() && sum + extent.weight() > most) {
      sum -= eldest.next().extent.weight();
      eldest.remove();
    }
  }
}
