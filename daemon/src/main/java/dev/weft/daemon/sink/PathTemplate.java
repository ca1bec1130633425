package dev.weft.daemon.sink;

import dev.weft.event.flow.ConfigurationException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;

/**
 * A path in which {@code %Y %m %d %H} stand for the year, month, day and hour, in UTC, and {@code
 * %%} for a percent sign. Immutable.
 */
final class PathTemplate {
  private static final String NUMBER = "(\\.\\d{6,})?";

  private final String text;

  PathTemplate(String text) {
    this.text = text;
    each(new StringBuilder(), (out, c) -> {}, (out, placeholder) -> {});
  }

  private interface Part {
    void append(StringBuilder out, char c);
  }

  private StringBuilder each(StringBuilder out, Part plain, Part placeholder) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '%') {
        plain.append(out, c);
        continue;
      }
      char which = at < text.length() ? text.charAt(at++) : ' ';
      if (which == '%') {
        plain.append(out, which);
      } else if ("YmdH".indexOf(which) >= 0) {
        placeholder.append(out, which);
      } else {
        throw new ConfigurationException(
            "path", "\"path: " + text + "\": after % one of Y m d H % is expected, not " + which);
      }
    }
    return out;
  }

  /** The path at that time. */
  Path at(Instant time) {
    ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
    return Path.of(
        each(
                new StringBuilder(),
                (out, c) -> out.append(c),
                (out, which) -> out.append(value(which, utc)))
            .toString());
  }

  private static String value(char which, ZonedDateTime time) {
    return switch (which) {
      case 'Y' -> String.format("%04d", time.getYear());
      case 'm' -> String.format("%02d", time.getMonthValue());
      case 'd' -> String.format("%02d", time.getDayOfMonth());
      default -> String.format("%02d", time.getHour());
    };
  }

  /** The lowest folder that all its files lie below. */
  Path folder() {
    Path path = Path.of(text).toAbsolutePath();
    while (path.toString().indexOf('%') >= 0 && path.getParent() != null) {
      path = path.getParent();
    }
    Path parent = path.getParent();
    return path.toString().equals(Path.of(text).toAbsolutePath().toString()) && parent != null
        ? parent
        : path;
  }

  /** How many folders lie between {@link #folder()} and the files, and the file itself. */
  int depth() {
    return Path.of(text).toAbsolutePath().getNameCount() - folder().getNameCount();
  }

  /** What the absolute paths of its files look like, numbered and compressed ones included. */
  Pattern pattern() {
    String absolute = Path.of(text).toAbsolutePath().toString();
    PathTemplate whole = new PathTemplate(absolute);
    int dot = extension(absolute);
    PathTemplate before = new PathTemplate(absolute.substring(0, dot));
    String regex = before.regex() + NUMBER + whole.regex().substring(before.regex().length());
    return Pattern.compile(regex + "(\\.gz)?");
  }

  private String regex() {
    return each(
            new StringBuilder(),
            (out, c) -> out.append(Pattern.quote(String.valueOf(c))),
            (out, which) -> out.append(which == 'Y' ? "\\d{4}" : "\\d{2}"))
        .toString();
  }

  /** The path with a number before its extension. */
  static Path numbered(Path path, long number) {
    String text = path.toString();
    int dot = extension(text);
    return Path.of(text.substring(0, dot) + String.format(".%06d", number) + text.substring(dot));
  }

  private static int extension(String path) {
    int slash = path.lastIndexOf('/');
    int dot = path.lastIndexOf('.');
    // A dot at the start of a name, or one that a placeholder follows, begins no extension.
    return dot > slash + 1 && path.indexOf('%', dot) < 0 ? dot : path.length();
  }
}
