package dev.weft.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.Source;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code journalctl -o json}, by systemd's page "Journal JSON Format": values are texts; an array
 * of numbers is a text that is not printable; an array of texts several values; null one that was
 * too long. The journal numbers its entries, which tells them from each other when they are loaded
 * again.
 */
final class JournaldConversion extends JsonLines {
  private static final Set<String> USED =
      Set.of("MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "_HOSTNAME", "_PID", "_COMM");
  private static final Set<String> KEPT = Set.of("_SYSTEMD_UNIT", "_UID", "_BOOT_ID", "_TRANSPORT");
  private static final Pattern CURSOR = Pattern.compile("s=([0-9a-f]{32});i=([0-9a-f]{1,15});.*");

  private final Defaults defaults;

  JournaldConversion(Defaults defaults) {
    this.defaults = defaults;
  }

  @Override
  void object(Members entry, Taker taker) throws IOException {
    Long time = number(entry, "_SOURCE_REALTIME_TIMESTAMP");
    time = time == null ? number(entry, "__REALTIME_TIMESTAMP") : time;
    if (time == null) {
      taker.refuse("no __REALTIME_TIMESTAMP");
      return;
    }
    String program = text(entry, "SYSLOG_IDENTIFIER");
    program = program == null ? text(entry, "_COMM") : program;
    String host = text(entry, "_HOSTNAME");
    Long pid = number(entry, "_PID");
    Numbered numbered = Numbered.of(entry);
    Source source =
        new Source(
            host == null ? defaults.host() : host,
            program == null ? defaults.service() : program,
            pid == null ? 0 : pid,
            numbered == null ? null : numbered.journal());
    Long priority = number(entry, "PRIORITY");
    String message = text(entry, "MESSAGE");
    String said = message == null ? "" : message;
    taker.event(
        new Event.Logged(
            Times.ofMicros(time),
            source,
            numbered == null ? OptionalLong.empty() : OptionalLong.of(numbered.entry()),
            null,
            Levels.ofPriority(priority == null ? 6 : priority),
            program == null ? "root" : program,
            said,
            said,
            fields(entry),
            null));
  }

  /** The program's own, and of the journal's what people ask for. */
  private static Map<String, Object> fields(Members entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : entry.all().keySet()) {
      boolean own = !name.startsWith("_") && !name.startsWith("SYSLOG_");
      String value = text(entry, name);
      if ((own || KEPT.contains(name)) && !USED.contains(name) && value != null) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static @Nullable Long number(Members entry, String name) {
    String text = text(entry, name);
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  private static @Nullable String text(Members entry, String name) {
    Object value = entry.value(name);
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list.get(0) instanceof Number
          ? bytes(list)
          : String.join(" ", list.stream().map(JournaldConversion::one).toList());
    }
    return value == null || value instanceof List ? null : String.valueOf(value);
  }

  private static String one(@Nullable Object value) {
    return value instanceof List<?> list ? bytes(list) : String.valueOf(value);
  }

  private static String bytes(List<?> numbers) {
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = numbers.get(i) instanceof Number number ? number.byteValue() : (byte) '?';
    }
    return new String(bytes, UTF_8);
  }

  /** Which entry of which journal: named since systemd 254, before that by the cursor alone. */
  private record Numbered(String journal, long entry) {
    static @Nullable Numbered of(Members entry) {
      Long number = JournaldConversion.number(entry, "__SEQNUM");
      String journal = entry.text("__SEQNUM_ID");
      if (number != null && journal != null) {
        return new Numbered("journal-" + journal, number);
      }
      Matcher cursor = CURSOR.matcher(entry.text("__CURSOR", ""));
      return cursor.matches()
          ? new Numbered("journal-" + cursor.group(1), Long.parseLong(cursor.group(2), 16))
          : null;
    }
  }
}
