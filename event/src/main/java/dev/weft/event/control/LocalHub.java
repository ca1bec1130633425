package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where instances meet that live in one process: several applications in one container, or many in
 * a test. What they remember together lives as long as the hub.
 *
 * <p>Usable from any thread. Has no threads of its own.
 */
public final class LocalHub {
  private final List<LocalControl> members = new CopyOnWriteArrayList<>();
  private final LocalValues values;
  private final InstantSource clock;

  /** An empty one. */
  public LocalHub() {
    this(Clock.systemUTC());
  }

  /** An empty one whose values expire by that clock. */
  public LocalHub(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    this.values = new LocalValues(clock);
  }

  /** One more instance, there until it is closed. */
  public Control join(Instance instance) {
    LocalControl control = new LocalControl(this, requireNonNull(instance, "instance"));
    members.add(control);
    return control;
  }

  void leave(LocalControl control) {
    members.remove(control);
  }

  List<LocalControl> members() {
    return List.copyOf(members);
  }

  List<Presence> instances() {
    return members.stream()
        .map(LocalControl::presence)
        .sorted(Comparator.comparing(Presence::instance))
        .toList();
  }

  SharedValues values() {
    return values;
  }

  InstantSource clock() {
    return clock;
  }
}
