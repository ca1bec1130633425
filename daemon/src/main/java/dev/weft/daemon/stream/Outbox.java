package dev.weft.daemon.stream;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one reader, within a limit: who fills it asks for room first, and what
 * finds none becomes a number in a gap. Usable from any thread; nobody waits in it.
 */
public final class Outbox {
  private final long limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  private Runnable listener = () -> {};
  private long bytes;
  private boolean ended;

  Outbox(long limit) {
    this.limit = limit;
  }

  /** Is told, from now on, when there are frames or there will be no more. */
  public void onFrames(Runnable told) {
    lock.lock();
    try {
      listener = told;
    } finally {
      lock.unlock();
    }
    told.run();
  }

  /** Whether a frame may be put in; one that is larger than the limit may, when it is alone. */
  boolean hasRoom() {
    lock.lock();
    try {
      return bytes < limit && !ended;
    } finally {
      lock.unlock();
    }
  }

  void put(Frame frame) {
    Runnable told;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      waiting.add(frame);
      bytes += frame.length();
      told = listener;
    } finally {
      lock.unlock();
    }
    told.run();
  }

  /** The next frame; null when none waits. */
  public @Nullable Frame poll() {
    lock.lock();
    try {
      Frame frame = waiting.poll();
      if (frame != null) {
        bytes -= frame.length();
        if (bytes < limit / 2) {}
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing waits and nothing will come. */
  public boolean done() {
    lock.lock();
    try {
      return ended && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes this last frame, and nothing more. */
  void end(@Nullable Frame last) {
    Runnable told;
    lock.lock();
    try {
      if (!ended && last != null) {
        waiting.add(last);
        bytes += last.length();
      }
      ended = true;
      told = listener;
    } finally {
      lock.unlock();
    }
    told.run();
  }
}
