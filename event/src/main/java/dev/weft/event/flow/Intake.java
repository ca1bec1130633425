package dev.weft.event.flow;

/**
 * What a {@link Receiver} gives its batches to. Each receiver has its own; it is called by the
 * receiver's threads, one at a time.
 */
public interface Intake {
  /**
   * Takes the batch through filters to the sinks' buffers. May block, when a full sink is
   * configured to slow its sources down.
   */
  void accept(Batch batch);

  /**
   * Takes what could not be read as records: counted by reason, and a sample kept for a person.
   *
   * @param bytes what came; may be cut by the receiver to a sample
   * @param reason a short, stable name such as {@code not-json} or {@code frames}; it becomes a
   *     counter
   * @param detail what was expected and what came, for a person
   */
  void reject(byte[] bytes, String reason, String detail);

  /** Counts records that are known to be lost before they reached the receiver's hands. */
  void lost(long records, String reason);
}
