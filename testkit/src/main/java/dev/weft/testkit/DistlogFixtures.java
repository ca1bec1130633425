package dev.weft.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What distlog's Python client really sent, recorded: messages of two frames, topic and body, in
 * the order of arrival. And a few hand-made bodies that must harm nobody.
 *
 * <p>Functions only, usable from any thread; each call reads anew, so that what it gives may be
 * written to.
 */
public final class DistlogFixtures {
  private static final String FOLDER = "distlog/";

  private DistlogFixtures() {}

  /**
   * A recorded message.
   *
   * @param name the set and number it was recorded under, for a failing test to print
   * @param frames topic, such as {@code PLJ}, and body
   */
  public record Message(String name, List<byte[]> frames) {
    /** Copies the list. */
    public Message {
      frames = List.copyOf(frames);
    }

    /** The first frame. */
    public byte[] topic() {
      return frames.get(0);
    }

    /** The second frame: one record. */
    public byte[] body() {
      return frames.get(1);
    }
  }

  /** The tutorial program's 7 records as JSON: a task, a subtask in it, a line outside. */
  public static List<Message> exampleJson() {
    return messages("example-json/m.");
  }

  /** The same program's 7 records as pickles of protocol 2. */
  public static List<Message> examplePickle() {
    return messages("example-pickle/m.");
  }

  /**
   * Eleven scenarios as JSON, 53 records, each begun by a line {@code === number …}: the client's
   * own faults left in, such as a record that was never sent and a key that the program overwrote.
   */
  public static List<Message> quirksJson() {
    return messages("quirks-json/m.");
  }

  /** 7 records of Python 3.11 with values of many types, as JSON. */
  public static List<Message> python311Json() {
    return messages("versions/py3.11/json.");
  }

  /** The same kinds of records as {@link #python311Json()}, as pickles. */
  public static List<Message> python311Pickle() {
    return messages("versions/py3.11/pickle.");
  }

  /**
   * A body made to do harm: {@code deep.pickle}, {@code memo_bomb.pickle}, {@code
   * os_system.pickle}, {@code truncated.pickle}, {@code not_json.bin}; or to be odd and valid:
   * {@code nan.json}.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static byte[] hostile(String name) {
    byte[] body = read("hostile/" + name);
    if (body == null) {
      throw new IllegalArgumentException("no such hostile body: " + name);
    }
    return body;
  }

  private static List<Message> messages(String prefix) {
    List<Message> messages = new ArrayList<>();
    while (true) {
      String name = prefix + String.format("%02d", messages.size());
      byte[] topic = read(name + ".frame0.bin");
      if (topic == null) {
        return messages;
      }
      byte[] body = requireNonNull(read(name + ".frame1.bin"), name);
      messages.add(new Message(name, List.of(topic, body)));
    }
  }

  private static byte @Nullable [] read(String name) {
    try (InputStream in = DistlogFixtures.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read fixture " + name, unreadable);
    }
  }
}
