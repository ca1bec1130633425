package dev.weft.object;

import java.lang.ref.Cleaner;

/**
 * Ends an object that nobody has any more and nobody closed, and says so once for each place that
 * makes such objects. It is told by the garbage collector, so late or never: no way to end an
 * object on purpose.
 *
 * <p>Run by the cleaner's thread, and by whoever closes the object in time; does nothing then. It
 * must never lead to what it watches.
 */
final class SafetyNet implements Runnable {
  private static final Cleaner CLEANER = Cleaner.create(SafetyNet::thread);

  private final ObjectState state;
  private final ObjectRegistry registry;
  private final String maker;

  SafetyNet(ObjectState state, ObjectRegistry registry, String maker) {
    this.state = state;
    this.registry = registry;
    this.maker = maker;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "weft-object-cleaner", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the object when {@code watched} is no longer used, unless it has ended by then. */
  Cleaner.Cleanable under(Object watched) {
    return CLEANER.register(watched, this);
  }

  @Override
  public void run() {
    if (registry.finish(state, "gc", null)) {
      Complaints.once(
          "unclosed " + maker,
          "the object "
              + state.name()
              + " made at "
              + maker
              + " was never closed; use try-with-resources, or longLived() for one that lives as"
              + " long as the process");
    }
  }
}
