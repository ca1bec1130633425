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

  Placing(Draft draft, Task task) {
    this.draft = draft;
    this.task = task;
    long said = Interleaving.number(draft.id().value());
    this.number = said == Interleaving.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(said);
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

  Item.Child item(@Nullable Event parentBegin, Item.Placement placement) {
    Instant mine = time();
    Duration behind =
        parentBegin != null && mine != null && mine.isBefore(parentBegin.time())
            ? Duration.between(mine, parentBegin.time())
            : Duration.ZERO;
    return new Item.Child(task, placement, behind);
  }
}
