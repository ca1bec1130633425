package dev.weft.event.codec;

/** A record's own bytes plus a lazy view of them. (Skeleton: being written.) */
public final class RawEvent {
  private byte[] bytes = new byte[0];
  private int start;
  private int end;

  /** Lays the view over a record. */
  public RawEvent over(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    end = to;
    return this;
  }

  /** Where the record lies. */
  public byte[] bytes() {
    return bytes;
  }

  /** Its first byte. */
  public int start() {
    return start;
  }

  /** Behind its last byte. */
  public int end() {
    return end;
  }
}
