package dev.weft.lucene;

import java.io.IOException;

/**
 * The places between two steps of writing at which a process may die; a test makes it die at each.
 *
 * <p>Usable from any thread.
 */
@FunctionalInterface
interface Failpoint {
  /** Nothing happens. */
  Failpoint NONE = step -> {};

  /** A step that was just taken, or is about to be. */
  enum Step {
    FRAME_HEADER_WRITTEN,
    FRAME_HALF_WRITTEN,
    FRAME_WRITTEN,
    LOG_SYNCED,
    LOG_FILE_MADE,
    RECORDS_SYNCED,
    BEFORE_COMMIT,
    AFTER_COMMIT,
    BEFORE_LOG_REMOVAL,
    AFTER_LOG_REMOVAL,
    SLICE_CLOSED,
    SLICE_FOLDER_MADE,
    SLICE_MADE,
    EXPIRY_NOTED,
    SLICE_RENAMED,
    SLICE_HALF_REMOVED
  }

  /**
   * Is reached.
   *
   * @throws IOException when the test wants the step to fail
   */
  void reached(Step step) throws IOException;
}
