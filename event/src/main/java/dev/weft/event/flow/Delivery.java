package dev.weft.event.flow;

import static java.util.Objects.requireNonNull;

import java.util.BitSet;

/** What became of a batch that was given to a {@link Sink}. Immutable, usable from any thread. */
public sealed interface Delivery {
  /** All records are where they belong, as far as the sink's protocol can tell. */
  Delivery DELIVERED = new Delivered();

  /** All records are delivered. */
  record Delivered() implements Delivery {}

  /**
   * Some records will never be taken, whoever asks again; all others are delivered.
   *
   * @param records the indexes, inside the batch, of those refused; never to be written
   * @param reason why, for a person
   */
  record Refused(BitSet records, String reason) implements Delivery {
    /** Checks that both are there. */
    public Refused {
      requireNonNull(records, "records");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Nothing was delivered; the same batch may be given again later.
   *
   * @param reason why, for a person
   */
  record Unavailable(String reason) implements Delivery {
    /** Checks that the reason is there. */
    public Unavailable {
      requireNonNull(reason, "reason");
    }
  }
}
