package dev.weft.line;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.dispatch.FailureText;
import dev.weft.event.Level;
import dev.weft.event.codec.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line as one JSON object in c2cwsgiutils' form, which follows GELF and CEE: {@code host},
 * {@code timestamp} in seconds, {@code level} as syslog numbers it, {@code msg}, {@code
 * logger_name}, and so on; every character beyond ASCII escaped.
 *
 * <p>What is said beside the message keeps its name, without underscores at its beginning. Where
 * one of the form's own names, or an earlier field of another value, has the name already, an
 * underscore stands before it. Texts, numbers and truths stay what they are; all else becomes its
 * text.
 *
 * <p>Immutable, usable from any thread.
 */
public final class CeeForm {
  /** Lines as they are, with nothing added. */
  public static final CeeForm PLAIN = new CeeForm(null, Map.of());

  private static final int LAST_PRINTABLE = 0x7e;
  private static final int DEBUG_SEVERITY = 7;
  private static final long PID = ProcessHandle.current().pid();

  private final @Nullable String facility;
  private final Map<String, String> further;

  /**
   * With what is the same in all lines.
   *
   * @param facility stands as {@code source_facility} in the place of the logger's name, which is
   *     then {@code logger} too; null for none
   * @param further more fields of each line
   */
  public CeeForm(@Nullable String facility, Map<String, String> further) {
    this.facility = facility;
    this.further = Map.copyOf(further);
  }

  /** The line's object, without a line feed. Looks the host's name up the first time. */
  public byte[] json(LogLine line) {
    return json(line, Integer.MAX_VALUE);
  }

  /** The same with texts of that many characters at most. */
  byte[] json(LogLine line, int longestText) {
    Map<String, @Nullable Object> members = members(line);
    members.replaceAll(
        (name, value) -> value instanceof String text ? cut(text, longestText) : value);
    return ascii(new JsonWriter().value(members).toString());
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "... (cut)";
  }

  private Map<String, @Nullable Object> members(LogLine line) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("host", Host.NAME);
    members.put("timestamp", line.createdMicros() / 1e6);
    members.put("level", severity(line.level()));
    members.put("level_name", line.level().wireName());
    members.put("msg", line.message());
    members.put("logger_name", line.logger());
    members.put("source_facility", facility == null ? line.logger() : facility);
    if (facility != null) {
      members.put("logger", line.logger());
    }
    failure(members, line);
    place(members, line);
    line.fields((name, value) -> add(members, name, value));
    further.forEach((name, value) -> add(members, name, value));
    return members;
  }

  /** As syslog numbers it. A level below debug is not among its numbers, and is shown as debug. */
  static int severity(Level level) {
    return switch (level) {
      case FATAL -> 2;
      case ERROR -> 3;
      case WARN -> 4;
      case INFO -> 6;
      case DEBUG, TRACE -> DEBUG_SEVERITY;
    };
  }

  private static void failure(Map<String, @Nullable Object> members, LogLine line) {
    Throwable thrown = line.failure();
    String trace = thrown == null ? line.stack() : new FailureText(line::masked).trace(thrown);
    if (trace != null) {
      members.put("full_message", trace);
      // A text, not a truth: so the Python programs beside this one write it.
      members.put("full_msg", "true");
    }
  }

  private static void place(Map<String, @Nullable Object> members, LogLine line) {
    StackTraceElement location = line.location();
    if (location != null) {
      members.put("file", location.getFileName());
      members.put("line", location.getLineNumber());
      members.put("function", location.getMethodName());
      members.put("pid", PID);
      members.put("thread_name", line.threadName());
      members.put("process_name", Host.PROGRAM);
    }
  }

  private static void add(
      Map<String, @Nullable Object> members, String name, @Nullable Object value) {
    int start = 0;
    while (start < name.length() && name.charAt(start) == '_') {
      start++;
    }
    String bare = name.substring(start);
    Object said = shown(value);
    // The request and its task have some fields in common.
    if (!said.equals(members.get(bare))) {
      String free = bare.isEmpty() || members.containsKey(bare) ? "_" + bare : bare;
      members.putIfAbsent(free, said);
    }
  }

  private static Object shown(@Nullable Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    // As Python writes nothing.
    return value == null ? "None" : value.toString();
  }

  // Only texts hold such characters, so each may be written as an escape where it stands.
  private static byte[] ascii(String json) {
    byte[] plain = json.getBytes(UTF_8);
    if (plain.length == json.length() && json.indexOf(LAST_PRINTABLE + 1) < 0) {
      return plain;
    }
    StringBuilder escaped = new StringBuilder(plain.length * 2);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c > LAST_PRINTABLE) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString().getBytes(US_ASCII);
  }
}
