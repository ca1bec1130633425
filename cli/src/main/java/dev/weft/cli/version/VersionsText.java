package dev.weft.cli.version;

import dev.weft.event.codec.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The text of {@code versions.json}, in the form that Python gives it with an indent of 2. */
final class VersionsText {
  private VersionsText() {}

  /**
   * Of what was built.
   *
   * @param tag empty when there is none
   */
  static String of(String hash, String tag, SortedMap<String, String> packages) {
    Map<String, String> main = new LinkedHashMap<>();
    main.put("git_hash", hash);
    if (!tag.isEmpty()) {
      main.put("git_tag", tag);
    }
    return "{\n  \"main\": " + object(main) + ",\n  \"packages\": " + object(packages) + "\n}";
  }

  private static String object(Map<String, String> members) {
    if (members.isEmpty()) {
      return "{}";
    }
    return members.entrySet().stream()
        .map(member -> "    " + quoted(member.getKey()) + ": " + quoted(member.getValue()))
        .collect(Collectors.joining(",\n", "{\n", "\n  }"));
  }

  private static String quoted(String text) {
    StringBuilder ascii = new StringBuilder();
    for (char c : new JsonWriter().text(text).toString().toCharArray()) {
      if (c < 0x7f) {
        ascii.append(c);
      } else {
        ascii.append(String.format("\\u%04x", (int) c));
      }
    }
    return ascii.toString();
  }
}
