package dev.weft.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Redis' account of itself as JSON values, as Python's client gives it: numbers as numbers, {@code
 * keys=1,expires=0} as an object.
 */
final class RedisInfo {
  private RedisInfo() {}

  /** Of the lines {@code name:value}; headings are left out. */
  static Map<String, Object> read(String lines) {
    Map<String, Object> info = new LinkedHashMap<>();
    for (String line : lines.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("#")) {
        info.put(line.substring(0, colon), value(line.substring(colon + 1)));
      }
    }
    return info;
  }

  private static Object value(String text) {
    if (text.matches("[^,=]+=[^,=]*(,[^,=]+=[^,=]*)*")) {
      return members(text);
    }
    if (text.matches("-?\\d{1,18}")) {
      return Long.valueOf(text);
    }
    return text.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(text) : text;
  }

  private static Map<String, Object> members(String text) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String member : List.of(text.split(",", -1))) {
      int equals = member.indexOf('=');
      members.put(member.substring(0, equals), value(member.substring(equals + 1)));
    }
    return members;
  }
}
