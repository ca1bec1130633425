package dev.weft.event.store;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;

/**
 * An event as a store gives it back.
 *
 * <p>Immutable as long as nobody writes into its bytes; usable from any thread.
 */
public final class StoredEvent {
  private final Cursor cursor;
  private final long arrival;
  private final byte[] json;

  private StoredEvent(Cursor cursor, long arrival, byte[] json) {
    this.cursor = requireNonNull(cursor, "cursor");
    this.arrival = arrival;
    this.json = requireNonNull(json, "json");
  }

  /** Puts one together; the bytes are not copied. */
  public static StoredEvent of(Cursor cursor, long arrival, byte[] json) {
    return new StoredEvent(cursor, arrival, json);
  }

  /** Its place in the total order. */
  public Cursor cursor() {
    return cursor;
  }

  /** Its identity. */
  public EventId id() {
    return cursor.id();
  }

  /**
   * Its number in the order in which the store took events in, from 1 without holes; a repeated
   * event gets none.
   */
  public long arrival() {
    return arrival;
  }

  /** The record as it arrived, without a line feed; never to be written. */
  public byte[] json() {
    return json;
  }

  /** A new view of the record. */
  public RawEvent view() {
    return new RawEvent().over(json);
  }

  @Override
  public String toString() {
    return cursor.toString();
  }
}
