package dev.weft.daemon.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads what a caller sends, within a size and a time. Without state. */
final class Body {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int CHUNK = 64 << 10;

  private Body() {}

  /**
   * The whole body, decompressed.
   *
   * @param most how many bytes it may have then
   */
  static byte[] read(Exchange exchange, int most) throws IOException, Refused {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    byte[] bytes = new byte[CHUNK];
    int length = 0;
    try (InputStream in = open(exchange)) {
      for (int count = in.read(bytes);
          count >= 0;
          count = in.read(bytes, length, bytes.length - length)) {
        length += count;
        if (length > most) {
          throw Refused.tooLarge("a body of more than " + most + " bytes; send it in parts");
        }
        if (System.nanoTime() - deadline > 0) {
          throw Refused.parameter("the body took longer than a minute");
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(most + 1, 2 * length));
        }
      }
    } catch (ZipException notCompressed) {
      throw Refused.parameter(
          "the body is not " + encoding(exchange) + ": " + notCompressed.getMessage());
    }
    return Arrays.copyOf(bytes, length);
  }

  private static InputStream open(Exchange exchange) throws IOException, Refused {
    InputStream in = Request.asInputStream(exchange.request());
    String encoding = encoding(exchange);
    if (encoding == null || encoding.equals("identity")) {
      return in;
    }
    return switch (encoding) {
      case "gzip" -> new GZIPInputStream(in, CHUNK);
      case "deflate" -> new InflaterInputStream(in);
      default ->
          throw Refused.mediaType(
              "Content-Encoding \"" + encoding + "\" is not one of gzip, deflate");
    };
  }

  private static @Nullable String encoding(Exchange exchange) {
    return exchange.header("Content-Encoding");
  }
}
