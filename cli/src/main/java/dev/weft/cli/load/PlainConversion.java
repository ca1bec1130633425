package dev.weft.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text: a time at the beginning, a level near it, and words, as far as they are there.
 * What follows indented, or has no time where the line before has one, is more of that line: its
 * stack trace, or more of its words.
 */
final class PlainConversion implements Conversion {
  private static final int LONGEST = 1 << 20;
  private static final Pattern LEVEL =
      Pattern.compile(
          "(?:\\S+ ){0,3}?[\\[(<|]?"
              + "(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|CRIT)"
              + "[\\])>|:]?(?=\\s|$)");

  /** {@code [main] ERROR com.acme.Pay - card declined}, as Java's and Python's libraries write. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:\\[[^\\]]*\\] +)?[\\[(]?([A-Z]{3,8})[\\])]? +(?:\\[[^\\]]*\\] +)?"
              + "([\\w.$-]+) *(?:[-:]|---) +(.*)");

  private static final Pattern SYSLOG =
      Pattern.compile("(\\S+) ([\\w./-]+)(?:\\[(\\d+)\\])?: (.*)");

  private final Defaults defaults;
  private @Nullable Begun begun;

  PlainConversion(Defaults defaults) {
    this.defaults = defaults;
  }

  /** A line that may go on. */
  private static final class Begun {
    final Times.@Nullable Found time;
    final String words;
    final StringBuilder more = new StringBuilder();

    Begun(Times.@Nullable Found time, String words) {
      this.time = time;
      this.words = words;
    }
  }

  @Override
  public void line(byte[] bytes, int start, int end, Taker taker) throws IOException {
    String line = new String(bytes, start, end - start, UTF_8);
    Times.Found time = Times.leading(line, defaults);
    Begun before = begun;
    boolean more =
        time == null && (Traces.continues(line) || (before != null && before.time != null));
    if (before != null && more && before.more.length() + line.length() < LONGEST) {
      before.more.append(before.more.isEmpty() ? "" : "\n").append(line);
      return;
    }
    end(taker);
    begun = new Begun(time, time == null ? line : line.substring(time.end()).strip());
  }

  @Override
  public void end(Taker taker) throws IOException {
    Begun line = begun;
    begun = null;
    if (line != null) {
      taker.event(event(line));
    }
  }

  private Event event(Begun line) {
    Source source = defaults.source();
    String logger = "root";
    String words = line.words;
    Matcher syslog = SYSLOG.matcher(words);
    Matcher level = LEVEL.matcher(words);
    boolean levelled = level.lookingAt();
    if (line.time != null && !levelled && syslog.matches()) {
      String pid = syslog.group(3);
      source =
          new Source(
              syslog.group(1),
              syslog.group(2),
              pid == null || pid.length() > 9 ? 0 : Long.parseLong(pid),
              null);
      logger = syslog.group(2);
      words = syslog.group(4);
    }
    Matcher named = NAMED.matcher(words);
    if (levelled && named.matches() && named.group(1).equals(level.group(1))) {
      logger = named.group(2);
      words = named.group(3);
    }
    boolean trace =
        line.more
            .toString()
            .lines()
            .anyMatch(each ->
                each.strip().startsWith("at ")
                    || each.startsWith("Traceback")
                    || each.startsWith("Caused by: "));
    String message = trace || line.more.isEmpty() ? words : words + '\n' + line.more;
    return new Event.Logged(
        line.time == null ? defaults.now() : line.time.time(),
        source,
        OptionalLong.empty(),
        null,
        levelled ? Levels.of(level.group(1)) : trace ? Level.ERROR : Level.INFO,
        logger,
        message,
        message,
        Map.of(),
        trace ? Traces.failure(line.more.toString()) : null);
  }
}
