package dev.weft.web.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cookie of whoever knows the secret, in two forms: the lower hex SHA-256 of the secret, as
 * c2cwsgiutils makes it, and {@code <expiry in epoch seconds>.<HMAC-SHA256>}, which stays valid for
 * seven days only.
 *
 * <p>Immutable, usable from any thread.
 */
final class SecretCookie {
  private static final Duration LIFE = Duration.ofDays(7);
  private static final int LONGEST_EXPIRY = 12;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final byte[] secret;
  private final byte[] secretHash;
  private final String legacy;
  private final boolean signed;
  private final Clock clock;

  SecretCookie(String secret, boolean signed, Clock clock) {
    this.secret = secret.getBytes(UTF_8);
    this.secretHash = hash(this.secret);
    this.legacy = HexFormat.of().formatHex(secretHash);
    this.signed = signed;
    this.clock = clock;
  }

  byte[] secretHash() {
    return secretHash.clone();
  }

  /** Whether a cookie of that value was made from the secret, and is not too old. */
  boolean valid(String value) {
    int dot = value.indexOf('.');
    if (dot < 0) {
      return isEqual(legacy, value);
    }
    String expiry = value.substring(0, dot);
    return isEqual(signature(expiry), value.substring(dot + 1)) && isAhead(expiry);
  }

  private boolean isAhead(String expiry) {
    return expiry.length() <= LONGEST_EXPIRY
        && Long.parseLong(expiry) > clock.instant().getEpochSecond();
  }

  /** The header that sets it. */
  String header(boolean secure) {
    Instant expiry = clock.instant().plus(LIFE);
    return Access.COOKIE
        + '='
        + (signed ? signed(expiry) : legacy)
        + "; Max-Age="
        + LIFE.toSeconds()
        + "; Path=/; expires="
        + DATE.format(expiry)
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  private String signed(Instant expiry) {
    String seconds = Long.toString(expiry.getEpochSecond());
    return seconds + '.' + signature(seconds);
  }

  /** The header that takes it away. */
  static String deletion() {
    return Access.COOKIE + "=; Max-Age=0; Path=/; expires=Wed, 31-Dec-97 23:59:59 GMT";
  }

  private String signature(String expiry) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(expiry.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
    }
  }

  private static boolean isEqual(String expected, String value) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  static byte[] hash(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
