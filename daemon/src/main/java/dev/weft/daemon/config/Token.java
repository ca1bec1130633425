package dev.weft.daemon.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A secret that lets its bearer use the API. What is kept of it is a digest: nothing that prints a
 * configuration can show it.
 *
 * <p>Immutable, usable from any thread.
 */
public final class Token {
  /** Shorter ones can be guessed. */
  static final int SHORTEST = 16;

  private final String name;
  private final Right right;
  private final byte[] digest;

  private Token(String name, Right right, byte[] digest) {
    this.name = name;
    this.right = right;
    this.digest = digest;
  }

  /** A token of that name. */
  public static Token of(String name, String secret, Right right) {
    requireNonNull(name, "name");
    requireNonNull(right, "right");
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "the token \"" + name + "\" has fewer than " + SHORTEST + " characters");
    }
    return new Token(name, right, digest(secret));
  }

  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  /** Its name, which is no secret. */
  public String name() {
    return name;
  }

  /** What its bearer may do. */
  public Right right() {
    return right;
  }

  /** Whether that is its secret; takes as long whatever the text is. */
  public boolean matches(String secret) {
    return MessageDigest.isEqual(digest, digest(secret));
  }

  @Override
  public String toString() {
    return "token " + name + " (" + right.spelled() + ")";
  }
}
