package dev.weft.event.collate;

import dev.weft.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A child on its way to its place among its parent's records. Used by one thread. */
final class Placing {
  private final Draft draft;
  private final Task task;
  private final OptionalLong number;
  private Item.Placement placement = Item.Placement.OTHER_CLOCK;
  private long before;

  Placing(Draft draft, Task task) {
    this.draft = draft;
    this.task = task;
    this.number = number(draft.id().lastSegment());
  }

  private static OptionalLong number(String segment) {
    boolean digits =
        !segment.isEmpty()
            && segment.length() < 16
            && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalLong.of(Long.parseLong(segment)) : OptionalLong.empty();
  }

  /** The child's number in its parent; empty for a child named otherwise, by a UUID perhaps. */
  OptionalLong number() {
    return number;
  }

  Draft draft() {
    return draft;
  }

  /** When it began, by its own clock; null when nothing below it was received. */
  @Nullable Instant time() {
    return draft.firstTime();
  }

  /** What the child's begin says of its place; empty where it does not say. */
  OptionalLong spawnedAt() {
    return draft.begin() instanceof Event.ScopeStarted started
        ? started.spawnedAt()
        : OptionalLong.empty();
  }

  boolean exact() {
    return placement == Item.Placement.EXACT;
  }

  /** The number of the record that the child stands before. */
  long before() {
    return before;
  }

  void put(long beforeNumber, Item.Placement how) {
    before = beforeNumber;
    placement = how;
  }

  /** Moves it to where the order of keys permits, marking that clocks said otherwise. */
  void clamp(long beforeNumber) {
    if (before != beforeNumber) {
      before = beforeNumber;
      if (placement == Item.Placement.OTHER_CLOCK && time() != null) {
        placement = Item.Placement.CLAMPED;
      }
    }
  }

  Item.Child item(@Nullable Event parentBegin) {
    Instant mine = time();
    Duration behind =
        parentBegin != null && mine != null && mine.isBefore(parentBegin.time())
            ? Duration.between(mine, parentBegin.time())
            : Duration.ZERO;
    return new Item.Child(task, placement, behind);
  }
}
