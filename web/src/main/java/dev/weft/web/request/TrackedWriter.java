package dev.weft.web.request;

import java.io.PrintWriter;

/** The same as {@link TrackedOutput} for characters. */
final class TrackedWriter extends PrintWriter {
  private final TrackedResponse response;
  private long written;

  TrackedWriter(PrintWriter to, TrackedResponse response) {
    super(to);
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
      super.write(character);
    }
  }

  @Override
  public void write(char[] characters, int from, int length) {
    if (keeps(length)) {
      super.write(characters, from, length);
    }
  }

  @Override
  public void write(String text, int from, int length) {
    if (keeps(length)) {
      super.write(text, from, length);
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
