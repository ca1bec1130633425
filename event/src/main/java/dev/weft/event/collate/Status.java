package dev.weft.event.collate;

import dev.weft.event.Event;

/** How a task stands, as far as its records tell. */
public enum Status {
  SUCCEEDED,
  FAILED,
  CANCELLED,
  /** Closed without a word on how it went. */
  UNSET,
  /** Still open when its process ended. */
  ABORTED,
  /** No end was received: it still runs, or its end was lost. */
  OPEN,
  /** Over, since the task around it went on; but no end was received that says how. */
  OVER,
  /** Nothing of the task itself was received, only of tasks below it. */
  UNSEEN,
  /** A trace or span of another system, which does not send here; only tasks below it do. */
  FOREIGN;

  /** How a task stands that says that of its end. */
  public static Status of(Event.Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case UNSET -> UNSET;
      case ABORTED -> ABORTED;
    };
  }

  /** Whether the task ended in a way that somebody should look at. */
  public boolean isFailure() {
    return this == FAILED || this == ABORTED;
  }
}
