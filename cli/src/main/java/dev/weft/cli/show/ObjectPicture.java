package dev.weft.cli.show;

import dev.weft.cli.Glyphs;
import dev.weft.cli.LookOptions;
import dev.weft.cli.Paint;
import dev.weft.cli.Terminal;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.cli.Zone;
import dev.weft.cli.ask.Members;
import dev.weft.event.command.Streams;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A live object: a line of what it is, then a line for each field. Used by one thread. */
final class ObjectPicture {
  private static final int WIDEST_VALUE = 30;
  private static final int LONGEST_STEP = 24;
  private static final int MOST_STEPS = 8;

  private final Paint paint;
  private final Visible visible;
  private final Zone zone;
  private final Glyphs glyphs;
  private final PrintStream out;
  private final int width;
  private final boolean ascii;

  ObjectPicture(LookOptions look, Streams streams) {
    this.paint = look.paint(streams.terminal());
    this.visible = new Visible(look.ascii);
    this.zone = look.zone();
    this.ascii = look.ascii;
    this.glyphs = Glyphs.of(look.ascii);
    this.out = streams.out();
    this.width = streams.terminal() ? Terminal.columns() : 0;
  }

  void draw(Members object) {
    out.println(
        paint.strong(visible.line(object.text("name", "object")))
            + ' '
            + visible.line(object.text("id", "")));
    List<String> facts = new ArrayList<>();
    long born = object.whole("born", object.whole("first", 0));
    facts.add((object.has("born") ? "born " : "first seen ") + zone.full(RowEvents.time(born)));
    facts.add(Words.count(object.whole("changes", 0), "change"));
    facts.add(object.text("status", "?"));
    if (object.has("at")) {
      facts.add("as of " + zone.stamp(RowEvents.time(object.whole("at", 0))));
    }
    if (object.has("task")) {
      facts.add("task " + Words.shortUuids(object.text("task", "")));
    }
    if (object.has("process") || object.has("host")) {
      facts.add("on " + object.text("process", object.text("host", "")));
    }
    out.println(paint.dim(visible.line(String.join(ascii ? " - " : " \u00b7 ", facts))));
    String completeness = object.text("completeness", "complete");
    if (!completeness.equals("complete")) {
      out.println(
          paint.doubt(
              glyphs.hole() + " " + completeness + ": changes are missing" + missing(object)));
    }
    fields(object);
  }

  private static String missing(Members object) {
    List<Object> missing = new ArrayList<>(object.list("missing"));
    return missing.isEmpty() ? "" : " " + Words.value(missing);
  }

  private void fields(Members object) {
    Map<String, List<Members>> histories = new TreeMap<>();
    for (Members history : object.objects("history")) {
      histories.put(history.text("field", ""), history.objects("steps"));
    }
    Members state = object.object("state");
    List<String> names = new ArrayList<>(state.all().keySet());
    histories.keySet().stream().filter(name -> !names.contains(name)).forEach(names::add);
    int nameWidth = names.stream().mapToInt(String::length).max().orElse(0);
    int valueWidth =
        names.stream()
            .mapToInt(name -> Math.min(WIDEST_VALUE, value(state, name).length()))
            .max()
            .orElse(0);
    for (String name : names) {
      String value = Visible.cut(value(state, name), WIDEST_VALUE, glyphs.cut());
      String steps = steps(histories.getOrDefault(name, List.of()));
      int room = width == 0 ? Integer.MAX_VALUE : Math.max(0, width - nameWidth - valueWidth - 6);
      String line =
          "  "
              + visible.line(name)
              + " ".repeat(nameWidth - name.length() + 2)
              + paint.value(value)
              + " ".repeat(Math.max(0, valueWidth - value.length()) + 2)
              + paint.dim(Visible.cut(steps, room, glyphs.cut()));
      out.println(line.stripTrailing());
    }
  }

  private String value(Members state, String name) {
    return state.all().containsKey(name)
        ? visible.line(Words.value(state.value(name)))
        : "(removed)";
  }

  /** Through which values the field went; the last is the one that stands beside it. */
  private String steps(List<Members> steps) {
    if (steps.size() < 2) {
      return "";
    }
    List<String> texts = steps.stream().map(this::step).toList();
    int hidden = texts.size() - MOST_STEPS;
    String first = hidden > 0 ? "(" + hidden + " more) " + glyphs.hop() + ' ' : "";
    return first
        + String.join(' ' + glyphs.hop() + ' ', texts.subList(Math.max(0, hidden), texts.size()));
  }

  private String step(Members step) {
    return step.flag("removed")
        ? "(removed)"
        : Visible.cut(visible.line(Words.value(step.value("value"))), LONGEST_STEP, glyphs.cut());
  }

  /** Every step of every field, and what was said, in order. */
  void history(Members object) {
    record Entry(long time, long sequence, String text) {}
    List<Entry> entries = new ArrayList<>();
    for (Members history : object.objects("history")) {
      String field = visible.line(history.text("field", ""));
      for (Members step : history.objects("steps")) {
        String value =
            step.flag("removed") ? "(removed)" : visible.line(Words.value(step.value("value")));
        entries.add(
            new Entry(
                step.whole("time", 0), step.whole("seq", 0), field + " = " + paint.value(value)));
      }
    }
    for (Members moment : object.objects("moments")) {
      if (moment.has("message")) {
        entries.add(
            new Entry(
                moment.whole("time", 0),
                moment.whole("seq", 0),
                paint.level(
                    RowEvents.level(moment.text("level", "")),
                    visible.line(moment.text("message", "")))));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::sequence).thenComparingLong(Entry::time));
    for (Entry entry : entries) {
      out.println(
          paint.dim(zone.clock(RowEvents.time(entry.time())) + "  #" + entry.sequence() + "  ")
              + entry.text());
    }
  }
}
