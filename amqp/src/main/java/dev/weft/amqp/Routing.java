package dev.weft.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which routing key a record travels by: its own, where it has one; {@code log.} and the logger's
 * name for a log record; {@code default} for everything else, such as announcements and loss
 * reports.
 *
 * <p>Functions only.
 */
final class Routing {
  static final String DEFAULT = "default";
  static final String SNAPSHOT = "snapshot";

  private static final String LOG = "log.";
  private static final String ROOT = "root";
  // The most that AMQP's short strings take.
  private static final int MOST_BYTES = 255;
  private static final Set<String> ABOUT_THE_SOURCE = Set.of("source", "loss", "alive");
  private static final FieldPath KEY = FieldPath.of(WireKey.WEFT_ROUTING_KEY);
  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT_KIND);
  private static final FieldPath MSG = FieldPath.of(WireKey.MSG);
  private static final FieldPath LEVEL = FieldPath.of(WireKey.LEVEL_NUMBER);
  private static final FieldPath NAME = FieldPath.of(WireKey.NAME);

  private Routing() {}

  /** The key of {@code record}, whose member {@code weft} the other view shows. */
  static String key(RawEvent record, RawEvent weft) {
    String own = weft.text(KEY);
    if (own != null) {
      return bounded(own);
    }
    String kind = weft.text(KIND);
    boolean logged =
        (kind == null || !ABOUT_THE_SOURCE.contains(kind)) && record.has(MSG) && record.has(LEVEL);
    return logged ? bounded(LOG + logger(record)) : DEFAULT;
  }

  private static String logger(RawEvent record) {
    @Nullable String name = record.text(NAME);
    return name == null || name.isEmpty() ? ROOT : name;
  }

  private static String bounded(String key) {
    if (key.length() * 3 <= MOST_BYTES) {
      return key;
    }
    byte[] utf8 = key.getBytes(UTF_8);
    if (utf8.length <= MOST_BYTES) {
      return key;
    }
    int end = MOST_BYTES;
    while ((utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, UTF_8);
  }
}
