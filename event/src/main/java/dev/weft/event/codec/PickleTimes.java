package dev.weft.event.codec;

import dev.weft.event.codec.PickleValue.Instance;
import dev.weft.event.codec.PickleValue.Numeric;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dates and times of Python, from the bytes that its datetime module packs them into. */
final class PickleTimes {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  private PickleTimes() {}

  /** The value as ISO 8601 has it; null when it has not the form that Python gives it. */
  static @Nullable Object known(Instance instance, PickleRenderer renderer) {
    try {
      String type = PickleTypes.typeName(instance.callable);
      List<PickleValue> arguments = instance.arguments.items;
      if (type.equals("datetime.timezone")) {
        return zone(instance);
      }
      byte[] packed = arguments.isEmpty() ? null : PickleTypes.bytes(arguments.get(0));
      String local = packed == null ? null : local(type, packed);
      return local == null ? null : zoned(type, local, arguments, renderer);
    } catch (DateTimeException noSuchDate) {
      return null;
    }
  }

  private static @Nullable String local(String type, byte[] packed) {
    return switch (type + '/' + packed.length) {
      case "datetime.datetime/10" -> date(packed) + 'T' + time(packed, 4);
      case "datetime.date/4" -> date(packed);
      case "datetime.time/6" -> time(packed, 0);
      default -> null;
    };
  }

  private static String date(byte[] packed) {
    int year = (packed[0] & 0xff) << 8 | (packed[1] & 0xff);
    // The month's high bit tells which of two equal local times it is.
    return LocalDate.of(year, packed[2] & 0x7f, packed[3]).toString();
  }

  private static String time(byte[] packed, int at) {
    int micros =
        (packed[at + 3] & 0xff) << 16 | (packed[at + 4] & 0xff) << 8 | (packed[at + 5] & 0xff);
    String seconds =
        LocalTime.of(packed[at] & 0x7f, packed[at + 1], packed[at + 2]).format(SECONDS);
    return micros == 0 ? seconds : seconds + String.format(".%06d", micros);
  }

  private static Object zoned(
      String type, String local, List<PickleValue> arguments, PickleRenderer renderer) {
    if (arguments.size() == 1) {
      return local;
    }
    String offset = arguments.get(1) instanceof Instance zone ? zone(zone) : null;
    if (offset != null) {
      return local + offset;
    }
    Map<String, @Nullable Object> shown = PickleRenderer.typed(type);
    List<@Nullable Object> rest = new ArrayList<>();
    rest.add(local);
    rest.addAll(renderer.items(arguments.subList(1, arguments.size())));
    shown.put("args", rest);
    return shown;
  }

  private static @Nullable String zone(Instance zone) {
    List<PickleValue> arguments = zone.arguments.items;
    if (!PickleTypes.typeName(zone.callable).equals("datetime.timezone")
        || arguments.isEmpty()
        || !(arguments.get(0) instanceof Instance delta)
        || !PickleTypes.typeName(delta.callable).equals("datetime.timedelta")) {
      return null;
    }
    List<PickleValue> parts = delta.arguments.items;
    if (parts.size() < 2
        || !(parts.get(0) instanceof Numeric days)
        || !(parts.get(1) instanceof Numeric seconds)) {
      return null;
    }
    long offset = days.value().longValue() * 86_400 + seconds.value().longValue();
    if (Math.abs(offset) >= 86_400) {
      return null;
    }
    String id = ZoneOffset.ofTotalSeconds((int) offset).getId();
    return id.equals("Z") ? "+00:00" : id;
  }
}
