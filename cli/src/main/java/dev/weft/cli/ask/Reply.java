package dev.weft.cli.ask;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** What was answered. Immutable as long as nobody writes into its body. */
public final class Reply {
  private final int status;
  private final boolean complete;
  private final @Nullable String cursor;
  private final byte[] body;

  /**
   * An answer; its body is not copied.
   *
   * @param status as HTTP has them
   * @param complete whether all that could match was looked at
   * @param cursor what to ask with for the next page; null when nothing follows
   */
  public Reply(int status, boolean complete, @Nullable String cursor, byte[] body) {
    this.status = status;
    this.complete = complete;
    this.cursor = cursor;
    this.body = requireNonNull(body, "body");
  }

  /** As HTTP has them: 200 is an answer, all else a refusal. */
  public int status() {
    return status;
  }

  /** Whether all that could match was looked at. */
  public boolean complete() {
    return complete;
  }

  /** What to ask with for the next page; null when nothing follows. */
  public @Nullable String cursor() {
    return cursor;
  }

  /** JSON, or lines of it; never to be written. */
  public byte[] body() {
    return body;
  }
}
