package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.event.command.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters that all questions about a selection have. */
final class Questions {
  private Questions() {}

  /** What {@code --since} and {@code --until}, the query and the zone choose. */
  static Map<String, String> selection(String query, Arguments given, LookOptions look) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!query.isBlank()) {
      parameters.put("q", query);
    }
    given.value("--since").ifPresent(time -> parameters.put("from", time));
    given.value("--until").ifPresent(time -> parameters.put("to", time));
    parameters.put("tz", zone(look));
    return parameters;
  }

  /** The zone of times that name none, as the API takes it. */
  static String zone(LookOptions look) {
    String zone = look.zone().id().getId();
    return zone.equals("Z") ? "UTC" : zone;
  }

  /** The parameters and one more. */
  static Map<String, String> with(Map<String, String> parameters, String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, String.valueOf(value));
    return more;
  }
}
