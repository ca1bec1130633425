package dev.weft.daemon.filter;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import java.util.List;

/** Reads field paths from options. */
final class Paths {
  private Paths() {}

  static FieldPath of(String key, String text) {
    try {
      return FieldPath.of(text);
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationException(
          key, "\"" + key + ": " + text + "\" is no field path: " + wrong.getMessage());
    }
  }

  static List<FieldPath> all(Options options, String key) {
    return options.texts(key).stream().map(text -> of(key, text)).toList();
  }
}
