package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Which line of code said an event. */
record Said(String id, String logger, String template) {
  private static final FieldPath LOGGER = FieldPath.of(WireKey.NAME);
  private static final FieldPath TEMPLATE = FieldPath.of(WireKey.MSG);

  static @Nullable Said of(RawEvent record) {
    String logger = record.text(LOGGER);
    String template = record.text(TEMPLATE);
    return logger == null || template == null
        ? null
        : new Said('p' + hash(logger + '\0' + template).substring(0, 12), logger, template);
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
