package dev.weft.event.collate;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Event;
import java.time.Duration;

/** One thing that happened in a task, in its place. Immutable, usable from any thread. */
public sealed interface Item {
  /**
   * A record of the task other than its start and end.
   *
   * @param number its number in the task
   * @param late whether it came after the task's end
   */
  record Said(long number, Event event, boolean late) implements Item {
    /** Checks that the event is there. */
    public Said {
      requireNonNull(event, "event");
    }
  }

  /**
   * A task that was begun in this one.
   *
   * @param placement how sure its place among the records is
   * @param behind by how much its clock says that it began before its parent; zero if it does not
   */
  record Child(Task task, Placement placement, Duration behind) implements Item {
    /** Checks that all are there. */
    public Child {
      requireNonNull(task, "task");
      requireNonNull(placement, "placement");
      requireNonNull(behind, "behind");
    }

    /** Whether clocks contradict the order that the keys prove. */
    public boolean skewed() {
      return placement == Placement.CLAMPED || !behind.isZero();
    }
  }

  /** How a child's place among its parent's records was found. */
  enum Placement {
    /** The child's begin says how many records its parent had made. */
    EXACT,
    /** By the clock of the process that both ran in. */
    SAME_CLOCK,
    /** By the clocks of two processes. */
    OTHER_CLOCK,
    /** Clocks said otherwise; it stands as near as the order of keys permits. */
    CLAMPED
  }

  /**
   * Records that the task made, or at least numbered, and that were not received.
   *
   * @param from the first number
   * @param to the last number
   * @param reported how many of them a loss report names
   */
  record Gap(long from, long to, long reported) implements Item {
    /** How many records. */
    public long size() {
      return to - from + 1;
    }
  }

  /**
   * Children that the task's end tells of, and of which nothing was received.
   *
   * @param from the first number
   * @param to the last number
   * @param handedOver whether their ids were handed to other processes, which perhaps never used
   *     them
   */
  record Unseen(long from, long to, boolean handedOver) implements Item {
    /** How many children. */
    public long size() {
      return to - from + 1;
    }
  }
}
