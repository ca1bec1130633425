package dev.weft.daemon.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of fields, with {@code *} for any characters, in either case. Usable from any thread. */
final class FieldNames {
  private static final String ANYWHERE = "*.";

  private final Set<String> exact = new HashSet<>();
  private final List<Pattern> wild;

  FieldNames(List<String> names) {
    names.stream()
        .filter(name -> name.indexOf('*') < 0)
        .forEach(name -> exact.add(name.toLowerCase(Locale.ROOT)));
    wild = names.stream().filter(name -> name.indexOf('*') >= 0).map(FieldNames::glob).toList();
  }

  /** What {@code *.token} says of the name; any other text as it is. */
  static String lastName(String field) {
    return field.startsWith(ANYWHERE) ? field.substring(ANYWHERE.length()) : field;
  }

  private static Pattern glob(String name) {
    StringBuilder regex = new StringBuilder();
    for (String part : name.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  boolean isEmpty() {
    return exact.isEmpty() && wild.isEmpty();
  }

  boolean contain(String name) {
    if (exact.contains(name.toLowerCase(Locale.ROOT))) {
      return true;
    }
    for (Pattern pattern : wild) {
      if (pattern.matcher(name).matches()) {
        return true;
      }
    }
    return false;
  }
}
