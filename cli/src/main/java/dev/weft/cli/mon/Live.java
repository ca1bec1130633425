package dev.weft.cli.mon;

import dev.weft.cli.Failed;
import dev.weft.event.command.Command;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.SnapshotRequester;
import dev.weft.event.flow.Streams;
import java.io.IOException;
import java.util.Set;

/** A stream that is followed. Usable from any thread. */
final class Live implements AutoCloseable {
  private final Address address;
  private final Receiver receiver;

  private Live(Address address, Receiver receiver) {
    this.address = address;
    this.receiver = receiver;
  }

  /** Takes what comes, on the receiver's thread. */
  interface Taker {
    /** Takes a batch of records. */
    void take(Batch batch);

    /** Takes note of what was no record. */
    void broken(String problem);

    /** Takes note of records that are known to be lost. */
    void lost(long records);
  }

  /**
   * Finds the transport for an address.
   *
   * @throws IllegalArgumentException when there is none, or it cannot do what is asked
   */
  static Live of(StreamOptions options) {
    Address address = options.address;
    try {
      return new Live(address, Streams.follow(address.url(), options.interest));
    } catch (ConfigurationException noStream) {
      throw new IllegalArgumentException(
          address.option() + ": " + address.shownIn(String.valueOf(noStream.getMessage())),
          noStream);
    }
  }

  /**
   * Begins.
   *
   * @throws Failed when the other side cannot be reached
   */
  void start(Taker taker) {
    try {
      receiver.start(new Taking(taker));
    } catch (IOException unreachable) {
      throw new Failed(
          Command.CONNECTION,
          address.option()
              + ": "
              + address.shownIn(String.valueOf(unreachable.getMessage()))
              + "; -H or -u name another server");
    }
  }

  /** Asks for the whole state of all living objects, where the transport has a way back. */
  void askForSnapshots() {
    if (receiver instanceof SnapshotRequester requester) {
      try {
        requester.requestSnapshots(Set.of());
      } catch (IOException notNow) {
        // Then objects are partial, as they are on every transport without a way back.
      }
    }
  }

  /** Whether nothing more can come. */
  boolean exhausted() {
    return receiver.exhausted();
  }

  @Override
  public void close() {
    receiver.close();
  }

  /** The receiver's end of a {@link Taker}. */
  private record Taking(Taker taker) implements Intake {
    @Override
    public void accept(Batch batch) {
      taker.take(batch);
    }

    @Override
    public void reject(byte[] bytes, String reason, String detail) {
      taker.broken(reason + ": " + detail);
    }

    @Override
    public void lost(long records, String reason) {
      taker.lost(records);
    }
  }
}
