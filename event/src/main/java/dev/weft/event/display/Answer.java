package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Answers} says to a question.
 *
 * <p>Immutable as long as nobody writes into its body; usable from any thread.
 */
public final class Answer {
  private static final int GOOD = 200;

  private final int status;
  private final Format format;
  private final boolean complete;
  private final @Nullable String cursor;
  private final byte[] body;

  private Answer(
      int status, Format format, boolean complete, @Nullable String cursor, byte[] body) {
    this.status = status;
    this.format = requireNonNull(format, "format");
    this.complete = complete;
    this.cursor = cursor;
    this.body = requireNonNull(body, "body");
  }

  /** A good answer; the bytes are not copied. */
  static Answer of(Format format, boolean complete, @Nullable String cursor, byte[] body) {
    return new Answer(GOOD, format, complete, cursor, body);
  }

  /** A good answer that is one document. */
  static Answer of(JsonWriter document) {
    return new Answer(GOOD, Format.JSON, true, null, document.toBytes());
  }

  /** A good answer that is one document, of which more may be had. */
  static Answer of(JsonWriter document, boolean complete) {
    return new Answer(GOOD, Format.JSON, complete, null, document.toBytes());
  }

  /** Another status with a document that says why. */
  static Answer of(int status, JsonWriter document) {
    return new Answer(status, Format.JSON, true, null, document.toBytes());
  }

  /**
   * HTTP's: 200; 300 where a tree's id fits several; 400, 404 or 410 for a wrong question; 503 for
   * "not yet".
   */
  public int status() {
    return status;
  }

  /** How the body is written; not always as asked, see {@link Format}. */
  public Format format() {
    return format;
  }

  /** False when a limit on work, or what is gone, kept something out that belongs here. */
  public boolean complete() {
    return complete;
  }

  /** What to ask with for the next page; null when nothing follows. */
  public @Nullable String cursor() {
    return cursor;
  }

  /** UTF-8; never to be written. */
  public byte[] body() {
    return body;
  }

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }

  @Override
  public String toString() {
    return status + " " + format + (complete ? "" : " partial") + ", " + body.length + " bytes";
  }
}
