package dev.weft.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Times as a person in one zone reads them. */
public record Zone(ZoneId id) {
  /**
   * The zone that the options name.
   *
   * @throws IllegalArgumentException when there is no zone of that name
   */
  static Zone of(boolean utc, @Nullable String name) {
    if (utc) {
      return new Zone(ZoneOffset.UTC);
    }
    if (name == null) {
      return new Zone(ZoneId.systemDefault());
    }
    try {
      return new Zone(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "no time zone \"" + name + "\"; write one such as UTC, Europe/Zurich or +02:00");
    }
  }

  /** {@code 09:14:02.113}. */
  public String clock(Instant time) {
    ZonedDateTime local = time.atZone(id);
    StringBuilder text = new StringBuilder(12);
    two(text, local.getHour()).append(':');
    two(text, local.getMinute()).append(':');
    two(text, local.getSecond()).append('.');
    int millis = local.getNano() / 1_000_000;
    return text.append((char) ('0' + millis / 100)).append(two(millis % 100)).toString();
  }

  /** {@code 2026-11-20}. */
  public String day(Instant time) {
    return time.atZone(id).toLocalDate().toString();
  }

  /** {@code Z}, or the zone's offset at that time. */
  public String offset(Instant time) {
    return id.getRules().getOffset(time).getId();
  }

  /** {@code 2026-11-20 09:14:00Z}. */
  public String full(Instant time) {
    return day(time) + ' ' + clock(time).substring(0, 8) + offset(time);
  }

  /** {@code 2026-11-20T09:14:00.113Z}, as programs read it too. */
  public String stamp(Instant time) {
    return day(time) + 'T' + clock(time) + offset(time);
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append(two(number));
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }
}
