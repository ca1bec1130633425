package dev.weft.daemon.http;

import java.util.HexFormat;
import java.util.zip.CRC32;

/** A file of the page. Immutable, usable from any thread. */
final class PageFile {
  private final String type;
  private final byte[] plain;
  private final byte[] gzipped;
  private final String tag;

  private PageFile(String type, byte[] plain, byte[] gzipped, String tag) {
    this.type = type;
    this.plain = plain;
    this.gzipped = gzipped;
    this.tag = tag;
  }

  static PageFile of(String type, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    String tag = HexFormat.of().toHexDigits((int) sum.getValue()) + "-" + bytes.length;
    return new PageFile(type, bytes, Compression.GZIP.apply(bytes), tag);
  }

  void answer(Exchange exchange, String cacheControl) {
    boolean small = gzipped.length < plain.length && plain.length >= Compression.LEAST;
    boolean gzip =
        small && Compression.accepted(exchange.header("Accept-Encoding")) == Compression.GZIP;
    // The two forms are not the same bytes, so they have not the same tag.
    String quoted = "\"" + tag + (gzip ? "-gz" : "") + "\"";
    exchange.header("ETag", quoted);
    exchange.header("Cache-Control", cacheControl);
    exchange.header("Vary", "Accept-Encoding");
    String known = exchange.header("If-None-Match");
    if (known != null && known.contains(quoted)) {
      exchange.answer(304);
    } else {
      exchange.answer(
          200, type, gzip ? Compression.GZIP : Compression.NONE, gzip ? gzipped : plain);
    }
  }
}
