package dev.weft.event.flow;

import java.io.IOException;

/**
 * Where batches go: the sending end of a transport in an application, a file or a database behind a
 * collector.
 *
 * <p>Who calls: one thread at a time, from {@link #open()} to {@link #close()}; the caller owns
 * buffering, retries and counting. A sink may block in {@link #deliver}, but every wait inside it
 * has a limit, and an interrupt ends it. Construction does no input or output.
 *
 * <p>An {@link IOException} from {@link #deliver} means the same as {@link Delivery.Unavailable}
 * with its message: the batch is given again until it is taken, however long that takes. Any other
 * exception is a fault, which might come with each attempt at the same record: the collector gives
 * the batch five times, then its halves and their halves, and a single record that still fails
 * becomes a dead letter. So a driver's unchecked exception for a lost connection has to be turned
 * into one of the first two, or records are given up that only had to wait.
 */
public interface Sink extends AutoCloseable {
  /**
   * Connects or creates what is needed. Called before the first delivery, by the collector as soon
   * as it starts, and again after a failed attempt.
   *
   * @throws IOException when it cannot be had now; the caller tries again later
   */
  default void open() throws IOException {}

  /**
   * Delivers the batch, or says why not. An empty batch is permitted and does nothing.
   *
   * @throws IOException when nothing of the batch was delivered and it may be given again
   * @throws InterruptedException when the caller wants the wait to end; nothing of the batch counts
   *     as delivered
   */
  Delivery deliver(Batch batch) throws IOException, InterruptedException;

  /**
   * Whether nothing of a batch is in use any more once {@link #deliver} has returned a delivery or
   * a refusal, so that the caller may write into its array again. Default false; true spares a
   * program that sends much the memory of each batch.
   */
  default boolean releasesBatches() {
    return false;
  }

  /**
   * Whether it uses the folded form of a batch that has one, so that a program which sends to it
   * writes that: {@link Batch#folded()}. Default false: it looks at the records.
   */
  default boolean takesFolded() {
    return false;
  }

  /**
   * Makes sure that what was delivered outlives this process, as far as the sink's medium can.
   *
   * @throws IOException when that cannot be had now
   */
  default void flush() throws IOException {}

  /** Lets go of everything within some seconds. A second call does nothing. */
  @Override
  void close();
}
