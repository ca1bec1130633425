package dev.weft.event.query;

import dev.weft.event.query.ExceptionText.Frame;
import dev.weft.event.query.ExceptionText.Thrown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads traces as Python prints them: the first raised exception first. Functions only. */
final class PythonTrace {
  private static final String HEAD = "Traceback (most recent call last):";
  private static final Pattern FRAME =
      Pattern.compile("File \"(.{0,1000}?)\", line \\d+(?:, in .{0,500})?");
  private static final Pattern RAISED = Pattern.compile("([\\p{L}_][\\w.]{0,300})(?::\\s?(.*))?");
  private static final Pattern GROUP = Pattern.compile("^\\s*[|+](?:-[-+]*)?\\s?");
  private static final int MOST = 50;
  private static final int MOST_FRAMES = 1_000;
  private static final int LONGEST_MESSAGE = 10_000;

  private final List<Thrown> thrown = new ArrayList<>();
  private List<Frame> frames = new ArrayList<>();
  private String type = "";
  private StringBuilder message = new StringBuilder();
  private boolean inside;

  private PythonTrace() {}

  static boolean isOne(List<String> lines) {
    return lines.stream().limit(200).anyMatch(line -> line.endsWith(HEAD));
  }

  static List<Thrown> parse(List<String> lines) {
    PythonTrace trace = new PythonTrace();
    lines.forEach(trace::line);
    trace.finish();
    Collections.reverse(trace.thrown);
    return trace.thrown;
  }

  private void line(String raw) {
    String line = raw.startsWith(" ") ? GROUP.matcher(raw).replaceFirst("") : raw;
    if (line.endsWith(HEAD)) {
      finish();
      inside = true;
      return;
    }
    if (!inside || thrown.size() >= MOST) {
      return;
    }
    if (!type.isEmpty()) {
      more(line);
    } else if (line.startsWith(" ")) {
      frame(line.strip());
    } else {
      raised(line);
    }
  }

  private void frame(String line) {
    Matcher frame = FRAME.matcher(line);
    if (frame.matches() && frames.size() < MOST_FRAMES) {
      frames.add(new Frame(line, own(frame.group(1))));
    }
  }

  private void raised(String line) {
    Matcher raised = RAISED.matcher(line);
    if (raised.matches()) {
      type = raised.group(1);
      message.append(raised.group(2) == null ? "" : raised.group(2));
    }
  }

  private void more(String line) {
    boolean joint =
        line.startsWith("During handling of the above exception")
            || line.startsWith("The above exception was the direct cause");
    if (joint) {
      finish();
    } else if (message.length() < LONGEST_MESSAGE) {
      message.append('\n').append(line);
    }
  }

  private void finish() {
    if (!type.isEmpty() || !frames.isEmpty()) {
      Collections.reverse(frames);
      thrown.add(
          new Thrown(type.isEmpty() ? "?" : type, message.toString().stripTrailing(), frames));
    }
    frames = new ArrayList<>();
    message = new StringBuilder();
    type = "";
    inside = false;
  }

  /** Whether a file is the program's own. */
  static boolean own(String file) {
    String path = file.replace('\\', '/');
    return !path.contains("/site-packages/")
        && !path.contains("/dist-packages/")
        && !path.contains("/lib/python")
        && !path.contains("/lib64/python")
        && !path.matches("(?i).*/python[0-9.]*/lib/.*")
        && !path.startsWith("<frozen ");
  }
}
