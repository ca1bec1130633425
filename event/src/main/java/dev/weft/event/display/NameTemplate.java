package dev.weft.event.display;

/**
 * Finds what names of like tasks have in common: numbers, hex ids and UUIDs in them become {@code
 * {}}. The template before arguments is not in a skeleton. Functions only.
 */
final class NameTemplate {
  private static final String HOLE = "{}";

  private NameTemplate() {}

  static String of(String name) {
    StringBuilder template = new StringBuilder(name.length());
    int at = 0;
    while (at < name.length()) {
      int to = at;
      boolean hex = true;
      boolean digit = false;
      while (to < name.length() && Character.isLetterOrDigit(name.charAt(to))) {
        char c = name.charAt(to++);
        hex &= Character.digit(c, 16) >= 0;
        digit |= c >= '0' && c <= '9';
      }
      if (to == at) {
        template.append(name.charAt(at++));
        continue;
      }
      if (!hex || !digit) {
        template.append(name, at, to);
      } else if (!endsWithHoleAndHyphen(template)) {
        template.append(HOLE);
      } else {
        template.setLength(template.length() - 1); // the parts of a UUID are one hole
      }
      at = to;
    }
    return template.toString();
  }

  private static boolean endsWithHoleAndHyphen(StringBuilder template) {
    return template.length() > HOLE.length()
        && template.charAt(template.length() - 1) == '-'
        && template.lastIndexOf(HOLE) == template.length() - HOLE.length() - 1;
  }
}
