package dev.weft.event.collate;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of an object's change that was given to an {@link ObjectTable}.
 *
 * <p>Immutable, usable from any thread.
 */
public sealed interface Applied {
  /** Which object. */
  String id();

  /**
   * The changes before this one that turned out to be missing; null for none. One from 0 is what
   * was before the stream was followed.
   */
  default @Nullable Hole hole() {
    return null;
  }

  /** It began, with the values that it is born with. */
  record Born(String id, @Nullable Hole hole) implements Applied {}

  /**
   * It is seen for the first time, and was there before. The hole is what its changes before were,
   * where its program counts.
   */
  record Joined(String id, @Nullable Hole hole) implements Applied {}

  /**
   * It changed.
   *
   * @param set the values that are new by this; of a change that came late those that no newer one
   *     had set already
   * @param removed the names that are gone by this
   */
  record Updated(String id, Map<String, Object> set, Set<String> removed, @Nullable Hole hole)
      implements Applied {}

  /** A snapshot has told its state, and closed what was missing up to there. */
  record Healed(String id) implements Applied {}

  /** It ended, or was a transient one. */
  record Ended(String id, @Nullable Hole hole) implements Applied {}

  /** The change had come before; nothing was done. */
  record Duplicate(String id) implements Applied {}

  /**
   * Nothing was done.
   *
   * @param reason why, for a person
   */
  record Ignored(String id, String reason) implements Applied {}
}
