package dev.weft.cli.mon;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a gzip file through to see whether its last member is whole, so that another may be put
 * behind it. {@link java.util.zip.GZIPInputStream} would not tell: it takes half a header for the
 * end. The format is RFC 1952. Used by one thread.
 */
final class GzipCheck {
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECK = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private final byte[] inflated = new byte[1 << 16];
  private int at;
  private int limit;

  private GzipCheck(InputStream in) {
    this.in = in;
  }

  /** Whether the file is a row of whole members; an empty file is one of none. */
  static boolean isWhole(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      GzipCheck check = new GzipCheck(in);
      while (check.more()) {
        if (!check.member()) {
          return false;
        }
      }
      return true;
    } catch (EOFException | DataFormatException torn) {
      return false;
    }
  }

  private boolean more() throws IOException {
    if (at == limit) {
      at = 0;
      limit = Math.max(0, in.read(buffer));
    }
    return at < limit;
  }

  private int next() throws IOException {
    if (!more()) {
      throw new EOFException();
    }
    return buffer[at++] & 0xFF;
  }

  private boolean member() throws IOException, DataFormatException {
    if (next() != 0x1f || next() != 0x8b || next() != DEFLATE) {
      return false;
    }
    int flags = next();
    skip(6); // time, kind of compression, system
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    skipText((flags & NAME) != 0);
    skipText((flags & COMMENT) != 0);
    skip((flags & HEADER_CHECK) != 0 ? 2 : 0);
    CRC32 sum = new CRC32();
    long length = inflate(sum);
    return number() == sum.getValue() && number() == (length & 0xFFFF_FFFFL);
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText(boolean there) throws IOException {
    boolean inside = there;
    while (inside) {
      inside = next() != 0;
    }
  }

  private long inflate(CRC32 sum) throws IOException, DataFormatException {
    Inflater inflater = new Inflater(true);
    long length = 0;
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (!more()) {
            throw new EOFException();
          }
          inflater.setInput(buffer, at, limit - at);
          at = limit;
        }
        int count = inflater.inflate(inflated);
        sum.update(inflated, 0, count);
        length += count;
        if (inflater.needsDictionary()) {
          throw new DataFormatException("a dictionary, which gzip does not have");
        }
      }
      at = limit - inflater.getRemaining();
      return length;
    } finally {
      inflater.end();
    }
  }

  private long number() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }
}
