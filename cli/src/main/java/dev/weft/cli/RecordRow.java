package dev.weft.cli;

import dev.weft.event.Event;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.collate.Item;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A record of a task: key, level, words, fields that are new, exception. Used by one thread. */
final class RecordRow {
  private static final int TRACE_LINES = 6;

  private final TreeStyle style;
  private final Glyphs glyphs;
  private final Paint paint;
  private final Visible visible;
  private final Set<String> shownTraces;

  /**
   * Makes one.
   *
   * @param shownTraces the traces that the picture has shown so far; added to
   */
  RecordRow(TreeStyle style, Set<String> shownTraces) {
    this.shownTraces = shownTraces;
    this.style = style;
    this.glyphs = style.glyphs();
    this.paint = style.paint();
    this.visible = style.visible();
  }

  /**
   * Draws it.
   *
   * @param known the fields that were shown above, and with which value; added to
   */
  void draw(
      Item.Said said,
      ScopeId task,
      Map<String, Object> known,
      String first,
      String rest,
      PrintStream out) {
    Event event = said.event();
    Level level = event.level();
    List<String> words = visible.lines(words(event));
    String key = said.number() + "@" + glyphs.cut() + TaskHead.path(task) + ' ';
    Line line = style.line().add(first, paint::dim).add(visible.line(key), paint::dim);
    line.add(level.name() + ' ', text -> paint.level(level, text));
    line.add(words.get(0), text -> paint.level(level, text));
    fields(event.fields(), known, line);
    if (said.late()) {
      line.add("  (after the end)", paint::doubt);
    }
    out.println(line);
    for (String more : words.subList(1, words.size())) {
      out.println(
          style.line().add(rest + "    ", paint::dim).add(more, text -> paint.level(level, text)));
    }
    if (event instanceof Event.Logged logged && logged.failure() != null) {
      shownTraces.add(logged.failure().trace());
      failure(logged.failure(), rest + "    ", false, out);
    }
  }

  private static String words(Event event) {
    return event instanceof Event.ObjectChanged changed
        ? "object " + LineFormat.changed(changed)
        : Objects.requireNonNullElse(event.message(), "");
  }

  /** Adds the fields that are new or have changed. */
  void fields(Map<String, Object> fields, Map<String, Object> known, Line line) {
    fields.forEach((name, value) -> {
      boolean repeats = known.containsKey(name) && Objects.equals(known.get(name), value);
      if (!repeats && !style.ignored().contains(name)) {
        line.add("  " + visible.line(name) + ": ", paint::dim)
            .add(limited(visible.line(Words.value(value))), paint::value);
      }
      known.put(name, value);
    });
  }

  private String limited(String value) {
    return style.fieldLimit() > 0 ? Visible.cut(value, style.fieldLimit(), glyphs.cut()) : value;
  }

  /**
   * Draws an exception: of a long trace its beginning, of a Python one its end.
   *
   * @param titled whether its type and message were shown already
   */
  void failure(Failure failure, String prefix, boolean titled, PrintStream out) {
    String trace = failure.trace().stripTrailing();
    List<String> lines =
        visible.lines(trace.isEmpty() ? failure.type() + ": " + failure.message() : trace);
    boolean python = lines.get(0).startsWith("Traceback");
    if (titled && !python) {
      lines = lines.subList(1, lines.size());
    }
    if (style.full() || lines.size() <= TRACE_LINES) {
      lines.forEach(line -> trace(line, prefix, out));
      return;
    }
    int hidden = lines.size() - TRACE_LINES + 1;
    String more = glyphs.cut() + ' ' + Words.count(hidden, "more line") + " (--full)";
    if (python) {
      trace(more, prefix, out);
      lines.subList(hidden, lines.size()).forEach(line -> trace(line, prefix, out));
    } else {
      lines.subList(0, TRACE_LINES - 1).forEach(line -> trace(line, prefix, out));
      trace(more, prefix, out);
    }
  }

  private void trace(String line, String prefix, PrintStream out) {
    boolean frame = line.startsWith(" ") || line.startsWith(glyphs.cut());
    out.println(style.line().add(prefix, paint::dim).add(line, frame ? paint::dim : paint::bad));
  }
}
