package dev.weft.web.request;

import java.io.PrintWriter;

/**
 * The same as {@link TrackedOutput} for characters. Writes go straight to the container's, which
 * locks for itself.
 */
final class TrackedWriter extends PrintWriter {
  private final PrintWriter to;
  private final TrackedResponse response;
  private long written;

  TrackedWriter(PrintWriter to, TrackedResponse response) {
    super(to);
    this.to = to;
    this.response = response;
  }

  private boolean keeps(int length) {
    if (response.dropping()) {
      return false;
    }
    // A character takes up to three bytes.
    written += 3L * length;
    if (written >= response.room()) {
      response.committing();
    }
    return true;
  }

  @Override
  public void write(int character) {
    if (keeps(1)) {
      to.write(character);
    }
  }

  @Override
  public void write(char[] characters, int from, int length) {
    if (keeps(length)) {
      to.write(characters, from, length);
    }
  }

  @Override
  public void write(String text, int from, int length) {
    if (keeps(length)) {
      to.write(text, from, length);
    }
  }

  @Override
  public void flush() {
    if (!response.dropping()) {
      response.committing();
      super.flush();
    }
  }

  @Override
  public void close() {
    if (!response.dropping()) {
      response.committing();
      super.close();
    }
  }
}
