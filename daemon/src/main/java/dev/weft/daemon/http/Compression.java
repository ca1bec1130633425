package dev.weft.daemon.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How a body travels. */
enum Compression {
  NONE,
  GZIP,
  DEFLATE;

  /** Smaller bodies fit into a packet as they are. */
  static final int LEAST = 1_400;

  /** The best that a caller takes. */
  static Compression accepted(@Nullable String acceptEncoding) {
    Compression best = NONE;
    for (String part : acceptEncoding == null ? new String[0] : acceptEncoding.split(",")) {
      String text = part.replace(" ", "").toLowerCase(Locale.ROOT);
      boolean refused = text.matches(".*;q=0(\\.0*)?");
      String name = text.replaceFirst(";.*", "");
      if (!refused && (name.equals("gzip") || name.equals("*"))) {
        return GZIP;
      }
      if (!refused && name.equals("deflate")) {
        best = DEFLATE;
      }
    }
    return best;
  }

  /** Its name in {@code Content-Encoding}. */
  String spelled() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] apply(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4 + 64);
    try (OutputStream out = wrap(bytes)) {
      out.write(body);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return bytes.toByteArray();
  }

  private OutputStream wrap(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, 8192);
      // With zlib's frame, as the standard says, though its name suggests otherwise.
      case DEFLATE -> new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED), 8192);
    };
  }
}
