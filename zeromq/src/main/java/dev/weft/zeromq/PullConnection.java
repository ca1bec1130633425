package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.weft.event.flow.Intake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * The receiving end of one connection in ZMTP 3.0 with the NULL mechanism: takes bytes as they
 * come, however they are cut, and gives whole messages to the decoder. It keeps no more than one
 * frame, and of a message with too many frames nothing. Used by one thread.
 */
final class PullConnection {
  private static final int GREETING = 64;
  private static final int VERSION_AT = 10;
  private static final int MECHANISM_AT = 12;
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;
  private static final int KNOWN_FLAGS = MORE | LONG | COMMAND;
  private static final int LARGEST_COMMAND = 64 << 10;
  private static final int LONG_HEADER = 9;
  private static final int KEPT_TOPIC = 64;
  private static final byte[] NOTHING = {};
  private static final byte[] PING = {4, 'P', 'I', 'N', 'G'};
  private static final int PING_HEADER = PING.length + 2;

  private enum State {
    GREETING,
    HANDSHAKE,
    MESSAGES
  }

  private final SocketChannel channel;
  private final RecordDecoder decoder;
  private final Intake intake;
  private final int maxFrame;
  private State state = State.GREETING;
  private final byte[] topic = new byte[KEPT_TOPIC];
  private int topicLength;
  private int frames;
  private long toSkip;
  private byte[] rest = NOTHING;
  private int restLength;

  PullConnection(SocketChannel channel, RecordDecoder decoder, Intake intake, int maxFrame) {
    this.channel = channel;
    this.decoder = decoder;
    this.intake = intake;
    this.maxFrame = maxFrame;
  }

  SocketChannel channel() {
    return channel;
  }

  /** What came before and was not enough for a frame; to be put before what comes next. */
  byte[] rest() {
    return rest;
  }

  /** How many bytes the rest has. */
  int restLength() {
    return restLength;
  }

  /**
   * The rest in an array with room behind it, so that a large frame grows in one place. The array
   * grows with what has come, and not with what a header promises.
   *
   * @param more room for at least so much, unless the largest frame needs less
   */
  byte[] restWithRoom(int more) {
    if (rest.length < restLength + more) {
      int largest = Math.addExact(maxFrame, LONG_HEADER + more);
      long doubled = Math.max(2L * restLength, restLength + (long) more);
      rest = Arrays.copyOf(rest, (int) Math.min(doubled, largest));
    }
    return rest;
  }

  /** Says who we are. */
  void greet() throws IOException {
    byte[] greeting = new byte[GREETING];
    greeting[0] = (byte) 0xff;
    greeting[8] = 1;
    greeting[9] = 0x7f;
    greeting[VERSION_AT] = 3;
    System.arraycopy("NULL".getBytes(ISO_8859_1), 0, greeting, MECHANISM_AT, 4);
    send(greeting);
  }

  /** A fresh connection's buffer takes such little; one that does not is not worth waiting for. */
  private void send(byte[] bytes) throws IOException {
    if (channel.write(ByteBuffer.wrap(bytes)) < bytes.length) {
      throw new IOException("the peer reads nothing");
    }
  }

  private void command(String body) throws IOException {
    byte[] text = body.getBytes(ISO_8859_1);
    byte[] frame = new byte[text.length + 2];
    frame[0] = COMMAND;
    frame[1] = (byte) text.length;
    System.arraycopy(text, 0, frame, 2, text.length);
    send(frame);
  }

  /**
   * Takes bytes, {@link #rest()} first.
   *
   * @return whether the connection may go on; when not, why has been told the intake
   */
  boolean take(byte[] bytes, int end) throws IOException {
    int at = 0;
    while (true) {
      int next = state == State.GREETING ? greeting(bytes, at, end) : frame(bytes, at, end);
      if (next < 0) {
        return false;
      }
      if (next == at) {
        keep(bytes, at, end);
        return true;
      }
      at = next;
    }
  }

  @SuppressWarnings("ReferenceEquality") // is it the same array?
  private void keep(byte[] bytes, int at, int end) {
    if (bytes != rest || at > 0) {
      rest = at == end ? NOTHING : Arrays.copyOfRange(bytes, at, end);
    }
    restLength = end - at;
  }

  private int greeting(byte[] bytes, int at, int end) throws IOException {
    int length = end - at;
    boolean alien =
        (length > 0 && bytes[at] != (byte) 0xff)
            || (length > 9 && (bytes[at + 9] & 1) == 0)
            || (length > VERSION_AT && bytes[at + VERSION_AT] < 3);
    if (alien) {
      return refuse(bytes, at, end, "expected a ZMTP 3 greeting, received something else");
    }
    if (length < GREETING) {
      return at;
    }
    String mechanism = new String(bytes, at + MECHANISM_AT, 20, ISO_8859_1).trim();
    if (!mechanism.equals("NULL")) {
      return refuse(bytes, at, end, "expected the mechanism NULL, received " + mechanism);
    }
    command("\5READY\13Socket-Type\0\0\0\4PULL");
    state = State.HANDSHAKE;
    return at + GREETING;
  }

  /** Behind the frame at {@code at}; {@code at} itself when it is not there yet; or -1. */
  private int frame(byte[] bytes, int at, int end) throws IOException {
    if (toSkip > 0) {
      int skipped = (int) Math.min(toSkip, end - at);
      toSkip -= skipped;
      return at + skipped;
    }
    if (end - at < 2) {
      return at;
    }
    int flags = bytes[at];
    if ((flags & ~KNOWN_FLAGS) != 0 || ((flags & COMMAND) != 0 && (flags & MORE) != 0)) {
      return refuse(bytes, at, end, "expected a frame, received flags " + (flags & 0xff));
    }
    int header = (flags & LONG) != 0 ? LONG_HEADER : 2;
    if (end - at < header) {
      return at;
    }
    long length = header == 2 ? bytes[at + 1] & 0xff : ByteBuffer.wrap(bytes, at + 1, 8).getLong();
    int limit = (flags & COMMAND) != 0 ? Math.min(LARGEST_COMMAND, maxFrame) : maxFrame;
    if (length < 0 || length > limit) {
      return refuse(
          bytes, at, end, "expected a frame of at most " + limit + " bytes, received " + length);
    }
    int from = at + header;
    if ((flags & COMMAND) == 0 && state == State.MESSAGES && surplus(flags)) {
      return skip(flags, from, length);
    }
    if (end - from < length) {
      return at;
    }
    int to = from + (int) length;
    boolean goesOn =
        (flags & COMMAND) != 0 ? command(bytes, from, to) : message(bytes, from, to, flags);
    return goesOn ? to : -1;
  }

  private boolean surplus(int flags) {
    return frames >= 2 || (frames == 1 && (flags & MORE) != 0);
  }

  private int skip(int flags, int from, long length) {
    toSkip = length;
    frames++;
    if ((flags & MORE) == 0) {
      decoder.wrongFrames(keptTopic(), Integer.toString(frames));
      frames = 0;
    }
    return from;
  }

  private byte[] keptTopic() {
    return Arrays.copyOf(topic, Math.min(topicLength, KEPT_TOPIC));
  }

  private boolean command(byte[] bytes, int from, int to) throws IOException {
    if (state == State.HANDSHAKE) {
      String text = new String(bytes, from, to - from, ISO_8859_1);
      if (!text.startsWith("\5READY") || !text.contains("PUSH")) {
        return refuse(bytes, from, to, "expected a PUSH socket, received another") > 0;
      }
      state = State.MESSAGES;
    } else if (to - from >= PING_HEADER
        && Arrays.equals(bytes, from, from + PING.length, PING, 0, PING.length)) {
      String context = new String(bytes, from + PING_HEADER, to - from - PING_HEADER, ISO_8859_1);
      command("\4PONG" + context.substring(0, Math.min(16, context.length())));
    }
    return true;
  }

  private boolean message(byte[] bytes, int from, int to, int flags) {
    if (state == State.HANDSHAKE) {
      return refuse(bytes, from, to, "expected the command READY, received a message") > 0;
    }
    boolean more = (flags & MORE) != 0;
    if (frames == 1) {
      decoder.message(topic, topicLength, bytes, from, to);
      frames = 0;
    } else {
      topicLength = to - from;
      System.arraycopy(bytes, from, topic, 0, Math.min(to - from, KEPT_TOPIC));
      frames = 1;
      if (!more) {
        decoder.wrongFrames(keptTopic(), "1");
        frames = 0;
      }
    }
    return true;
  }

  private int refuse(byte[] bytes, int from, int to, String detail) {
    byte[] sample = Arrays.copyOfRange(bytes, from, Math.min(to, from + GREETING));
    intake.reject(sample, "protocol", detail);
    return -1;
  }
}
