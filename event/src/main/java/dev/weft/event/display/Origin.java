package dev.weft.event.display;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import org.jspecify.annotations.Nullable;

/** Where an event came from, as rows name it. Functions only. */
final class Origin {
  private static final FieldPath HOST = FieldPath.of(WireKey.HOST_NAME);
  private static final FieldPath HEADER =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_HEADERS + '.' + WireKey.HOST_NAME);
  private static final FieldPath OLD_HOST = FieldPath.of("host");
  private static final FieldPath PROCESS = FieldPath.of(WireKey.PROCESS);
  private static final FieldPath OLD_PROCESS = FieldPath.of("pid");

  private Origin() {}

  static @Nullable String host(RawEvent event) {
    String host = event.text(HOST);
    if (host == null) {
      host = event.text(HEADER);
    }
    return host != null ? host : event.text(OLD_HOST);
  }

  /** The process's number, as the query language's {@code process:} has it. */
  static @Nullable String number(RawEvent event) {
    String number = event.text(PROCESS);
    return number != null ? number : event.text(OLD_PROCESS);
  }

  /** Such as {@code web-1/4711}. */
  static @Nullable String process(@Nullable String host, RawEvent event) {
    String number = number(event);
    return number == null ? null : (host == null ? "?" : host) + '/' + number;
  }
}
