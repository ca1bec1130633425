package dev.weft.record;

import dev.weft.event.Level;
import org.jspecify.annotations.Nullable;

/** Takes nothing: what records meet while Weft is not started. Usable from any thread. */
final class InertRecorder implements Recorder {
  static final InertRecorder INSTANCE = new InertRecorder();

  private InertRecorder() {}

  @Override
  public boolean accepts(Level level) {
    return false;
  }

  @Override
  public PendingRecord open() {
    return new PendingRecord();
  }

  @Override
  public boolean commit(PendingRecord record, Level level, String logger, @Nullable TaskNode task) {
    return false;
  }
}
