package dev.weft.daemon.http;

import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that answers questions once it may. Usable from any thread. */
final class HeldStore {
  private final MemoryStore memory = MemoryStore.create();
  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger holding = new AtomicInteger();
  private volatile boolean broken;
  private volatile boolean countsAtOnce;
  private volatile boolean shut;

  EventStore store() {
    return (EventStore)
        Proxy.newProxyInstance(
            EventStore.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("awaitOpen")) {
                return !shut;
              }
              if (broken) {
                throw new IOException("the disk is gone");
              }
              return answer(method, arguments);
            });
  }

  private Object answer(Method method, Object[] arguments) throws Throwable {
    boolean atOnce = countsAtOnce && method.getName().equals("count");
    if (!atOnce && !method.getName().equals("state")) {
      holding.incrementAndGet();
      try {
        open.await();
      } catch (InterruptedException wanted) {
        throw new InterruptedIOException("interrupted");
      } finally {
        holding.decrementAndGet();
      }
    }
    try {
      return method.invoke(memory, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  /** How many questions wait for their answers. */
  int holding() {
    return holding.get();
  }

  /** From now on it answers. */
  void letGo() {
    open.countDown();
  }

  /** From now on it is one that nobody has opened. */
  void shut() {
    shut = true;
  }

  /** From now on it fails. */
  void breakDown() {
    broken = true;
  }

  /** From now on it does not hold counts. */
  void countAtOnce() {
    countsAtOnce = true;
  }
}
