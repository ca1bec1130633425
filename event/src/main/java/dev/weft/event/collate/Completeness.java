package dev.weft.event.collate;

/** How far an {@link ObjectView} can be believed. */
public enum Completeness {
  /** The state is the object's, whole, as it was at the view's sequence. */
  COMPLETE,
  /**
   * The object was there before its stream was followed: the values are right, but there may be
   * more of them. A snapshot completes it.
   */
  PARTIAL,
  /**
   * Changes are missing, or the source fell silent: values are the latest known, and may be old. A
   * snapshot, or the source's return, mends it.
   */
  STALE
}
