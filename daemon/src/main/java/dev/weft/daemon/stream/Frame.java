package dev.weft.daemon.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonWriter;
import java.nio.ByteBuffer;

/** One server-sent event as it goes over the wire. Immutable, usable from any thread. */
public final class Frame {
  private final String event;
  private final long id;
  private final byte[] bytes;

  private Frame(String event, long id, byte[] bytes) {
    this.event = event;
    this.id = id;
    this.bytes = bytes;
  }

  /**
   * A frame of that name.
   *
   * @param id the arrival number up to which a reader has had everything once it has this; 0 when
   *     this frame says nothing of that
   * @param data one line of JSON
   */
  static Frame of(String event, long id, JsonWriter data) {
    String head = (id > 0 ? "id: " + id + "\n" : "") + "event: " + event + "\ndata: ";
    byte[] start = head.getBytes(UTF_8);
    ByteBuffer whole = ByteBuffer.allocate(start.length + data.length() + 2);
    whole.put(start).put(data.bytes(), 0, data.length()).put((byte) '\n').put((byte) '\n');
    return new Frame(event, id, whole.array());
  }

  /** Its name, such as {@code rows}. */
  public String event() {
    return event;
  }

  /** The arrival number that it acknowledges; 0 for none. */
  public long id() {
    return id;
  }

  /** How many bytes it takes. */
  public int length() {
    return bytes.length;
  }

  /** Its bytes, to be read. */
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }
}
