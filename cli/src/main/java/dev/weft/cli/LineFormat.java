package dev.weft.cli;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.codec.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event as a line for a person: time, level, who, logger, words, fields, key. What has more
 * lines follows indented. Columns grow with what they have held. Used by one thread.
 */
public final class LineFormat {
  private static final int WIDEST_SOURCE = 24;
  private static final int WIDEST_LOGGER = 20;

  private final Zone zone;
  private final Paint paint;
  private final Glyphs glyphs;
  private final Visible visible;
  private int sourceWidth = 6;
  private int loggerWidth = 8;
  private String day = "";

  /** A format whose columns have held nothing yet. */
  public LineFormat(Zone zone, Paint paint, boolean ascii) {
    this.zone = zone;
    this.paint = paint;
    this.glyphs = Glyphs.of(ascii);
    this.visible = new Visible(ascii);
  }

  /** The line and those that follow it, each ended by a line feed. */
  public String format(Event event) {
    StringBuilder text = new StringBuilder(160);
    newDay(event, text);
    Level level = event.level();
    List<String> words = visible.lines(words(event));
    text.append(paint.dim(zone.clock(event.time()))).append(' ');
    text.append(paint.level(level, letter(event, level))).append(' ');
    text.append(source(event)).append(' ').append(logger(event)).append("  ");
    text.append(mark(event)).append(paint.level(level, words.get(0)));
    fields(event, text);
    key(event.key(), text);
    text.append('\n');
    words.stream().skip(1).forEach(line -> indented(paint.level(level, line), text));
    failure(event, text);
    return text.toString();
  }

  private void newDay(Event event, StringBuilder text) {
    String itsDay = zone.day(event.time());
    if (!itsDay.equals(day)) {
      day = itsDay;
      String line = day + ' ' + zone.offset(event.time());
      text.append(paint.dim(line)).append('\n');
    }
  }

  private static String letter(Event event, Level level) {
    boolean levelled =
        event instanceof Event.Logged
            || event instanceof Event.ScopeStarted
            || event instanceof Event.ScopeEnded;
    return levelled
        ? level.name().substring(0, 1)
        : event instanceof Event.LossReported ? "!" : "-";
  }

  private String source(Event event) {
    String name = visible.line(Words.source(event.source()));
    sourceWidth = Math.min(WIDEST_SOURCE, Math.max(sourceWidth, name.length()));
    return paint.dim(padded(name, sourceWidth));
  }

  private String logger(Event event) {
    String name = visible.line(Words.shortLogger(loggerName(event)));
    loggerWidth = Math.min(WIDEST_LOGGER, Math.max(loggerWidth, name.length()));
    return padded(name, loggerWidth);
  }

  private static String loggerName(Event event) {
    if (event instanceof Event.Logged logged) {
      return logged.logger();
    }
    if (event instanceof Event.ScopeStarted || event instanceof Event.ScopeEnded) {
      return "task";
    }
    if (event instanceof Event.ObjectChanged) {
      return "object";
    }
    return event instanceof Event.Opaque ? "other" : "weft";
  }

  private String padded(String text, int width) {
    String cut = Visible.cut(text, width, glyphs.cut());
    return cut + " ".repeat(Math.max(0, width - cut.codePointCount(0, cut.length())));
  }

  /** Shape before colour: how a task goes is told by a sign of its own. */
  private String mark(Event event) {
    if (event instanceof Event.ScopeStarted) {
      return paint.dim(glyphs.begin()) + ' ';
    }
    if (event instanceof Event.ScopeEnded ended) {
      return switch (ended.outcome()) {
        case SUCCEEDED -> paint.good(glyphs.done()) + ' ';
        case FAILED, ABORTED -> paint.bad(glyphs.failed()) + ' ';
        case CANCELLED, UNSET -> paint.doubt(glyphs.hole()) + ' ';
      };
    }
    return "";
  }

  private static String words(Event event) {
    if (event instanceof Event.Logged logged) {
      return logged.message();
    }
    if (event instanceof Event.ScopeStarted started) {
      return started.message();
    }
    if (event instanceof Event.ScopeEnded ended) {
      return switch (ended.outcome()) {
        case SUCCEEDED, FAILED -> ended.message();
        case CANCELLED -> ended.message() + " (cancelled)";
        case ABORTED -> ended.message() + " (aborted)";
        case UNSET -> ended.message() + " (did not say how it went)";
      };
    }
    if (event instanceof Event.ObjectChanged changed) {
      return changed(changed);
    }
    if (event instanceof Event.LossReported loss) {
      return loss(loss);
    }
    return event instanceof Event.SourceStarted
        ? "source started"
        : new JsonWriter().value(event.fields()).toString();
  }

  /** Which object, what happened to it, which names are gone, and what was said. */
  public static String changed(Event.ObjectChanged changed) {
    String kind =
        switch (changed.kind()) {
          case BORN -> "born";
          case UPDATED -> "changed";
          case FINISHED -> "finished";
          case TRANSIENT -> "happened";
          case SNAPSHOT -> "is";
        };
    String removed =
        changed.removed().isEmpty() ? "" : " without " + String.join(", ", changed.removed());
    String said = changed.message() == null ? "" : ": " + changed.message();
    return changed.objectId() + ' ' + kind + removed + said;
  }

  static String loss(Event.LossReported loss) {
    String reasons =
        loss.byReason().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> Words.grouped(entry.getValue()) + ' ' + entry.getKey())
            .collect(Collectors.joining(", "));
    return Words.count(loss.lost(), "record") + " lost" + (reasons.isEmpty() ? "" : ": " + reasons);
  }

  private void fields(Event event, StringBuilder text) {
    if (event instanceof Event.Opaque) {
      return; // is shown whole
    }
    event
        .fields()
        .forEach((name, value) ->
            text.append(' ')
                .append(paint.dim(visible.line(name) + '='))
                .append(paint.value(visible.line(Words.value(value)))));
  }

  private void key(@Nullable EventKey key, StringBuilder text) {
    if (key != null) {
      text.append("  ").append(paint.dim(visible.line(Words.shortKey(key))));
    }
  }

  private void failure(Event event, StringBuilder text) {
    Failure failure =
        event instanceof Event.Logged logged
            ? logged.failure()
            : event instanceof Event.ScopeEnded ended ? ended.failure() : null;
    if (failure == null) {
      return;
    }
    String trace = failure.trace();
    String shown = trace.isEmpty() ? failure.type() + ": " + failure.message() : trace;
    visible.lines(shown.stripTrailing()).forEach(line -> indented(line, text));
  }

  private void indented(String line, StringBuilder text) {
    text.append("    ").append(paint.dim(glyphs.bar().substring(0, 2))).append(line).append('\n');
  }
}
