package dev.weft.daemon.config;

import java.util.Locale;
import java.util.Optional;

/** What a caller of the API may do; each right includes those before it. */
public enum Right {
  /** Look at events. */
  READ,
  /** Send events, save views. */
  CONTROL,
  /** All else. */
  ADMIN;

  /** Whether who has this right may do what needs {@code other}. */
  public boolean includes(Right other) {
    return compareTo(other) >= 0;
  }

  /** As the file and the API spell it. */
  public String spelled() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Right> of(String text) {
    for (Right right : values()) {
      if (right.spelled().equals(text)) {
        return Optional.of(right);
      }
    }
    return Optional.empty();
  }
}
