package dev.weft.cli.show;

import dev.weft.cli.Glyphs;
import dev.weft.cli.LookOptions;
import dev.weft.cli.Paint;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.cli.Zone;
import dev.weft.cli.ask.Members;
import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.command.Streams;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One event with all that is known of it. Used by one thread. */
final class EventPicture {
  private final Paint paint;
  private final Visible visible;
  private final Zone zone;
  private final Glyphs glyphs;
  private final PrintStream out;

  EventPicture(LookOptions look, Streams streams) {
    this.paint = look.paint(streams.terminal());
    this.visible = new Visible(look.ascii);
    this.zone = look.zone();
    this.glyphs = Glyphs.of(look.ascii);
    this.out = streams.out();
  }

  void draw(Members answer) {
    Members row = answer.object("row");
    Event whole = whole(answer);
    Level level = RowEvents.level(row.text("level", ""));
    Instant time = RowEvents.time(row.whole("time", 0));
    out.println(
        paint.dim(zone.day(time) + ' ' + zone.clock(time) + ' ' + zone.offset(time))
            + ' '
            + paint.level(level, level.name())
            + "  "
            + visible.line(row.text("logger", "")));
    String message = whole.message() == null ? row.text("message", "") : whole.message();
    visible.lines(message).forEach(line -> out.println(paint.level(level, line)));
    List<String[]> facts = new ArrayList<>();
    for (String name :
        List.of(
            "id",
            "kind",
            "host",
            "service",
            "process",
            "thread",
            "outcome",
            "status",
            "object",
            "template",
            "pattern")) {
      if (row.has(name)) {
        facts.add(new String[] {name, Words.value(row.value(name))});
      }
    }
    if (row.has("duration")) {
      facts.add(
          new String[] {"duration", Words.duration(RowEvents.seconds(row.number("duration")))});
    }
    facts(facts, false);
    List<String[]> fields = new ArrayList<>();
    whole.fields().forEach((name, value) -> fields.add(new String[] {name, Words.value(value)}));
    facts(fields, true);
    path(answer.object("around").objects("path"));
    exception(answer.objects("exception"));
  }

  /** The record has what a row cuts. */
  private static Event whole(Members answer) {
    byte[] record = new JsonWriter().value(answer.object("record").all()).toBytes();
    return EventDecoder.decode(new RawEvent().over(record));
  }

  private void facts(List<String[]> facts, boolean own) {
    int width = facts.stream().mapToInt(fact -> fact[0].length()).max().orElse(0);
    for (String[] fact : facts) {
      String name = visible.line(fact[0]) + " ".repeat(width - fact[0].length());
      String value = visible.line(fact[1]);
      out.println("  " + paint.dim(name) + "  " + (own ? paint.value(value) : value));
    }
  }

  private void path(List<Members> path) {
    for (int depth = 0; depth < path.size(); depth++) {
      Members task = path.get(depth);
      String id = task.text("id", "");
      String place = id.contains("/") ? id.substring(id.indexOf('/')) : Words.shortUuids(id);
      String status = task.text("status", "");
      double seconds = task.number("duration");
      String took =
          Double.isNaN(seconds)
              ? ""
              : ' ' + glyphs.took() + ' ' + Words.duration(RowEvents.seconds(seconds));
      out.println(
          "  "
              + "  ".repeat(depth)
              + paint.dim(depth == 0 ? "in " : glyphs.last().strip() + ' ')
              + paint.strong(visible.line(task.text("name", "")))
              + ' '
              + paint.dim(visible.line(place))
              + ' '
              + paint.dim(glyphs.ends())
              + ' '
              + Statuses.painted(status, paint)
              + took);
    }
  }

  /** The program's own frames stand out. */
  private void exception(List<Members> chain) {
    for (int i = 0; i < chain.size(); i++) {
      Members one = chain.get(i);
      String message = one.text("message", "");
      String head = one.text("class", "") + (message.isEmpty() ? "" : ": " + message);
      List<String> lines = visible.lines((i > 0 ? "caused by " : "") + head);
      lines.forEach(line -> out.println("  " + paint.bad(line)));
      List<Object> own = new ArrayList<>(one.list("own"));
      List<String> frames = one.texts("frames");
      for (int f = 0; f < frames.size(); f++) {
        String frame = "    at " + visible.line(frames.get(f));
        boolean ours = f < own.size() && Boolean.TRUE.equals(own.get(f));
        out.println(ours ? frame : paint.dim(frame));
      }
    }
  }
}
