package dev.weft.cli.show;

import dev.weft.cli.Glyphs;
import dev.weft.cli.Line;
import dev.weft.cli.LookOptions;
import dev.weft.cli.Paint;
import dev.weft.cli.Terminal;
import dev.weft.cli.Visible;
import dev.weft.cli.Words;
import dev.weft.cli.Zone;
import dev.weft.cli.ask.Members;
import dev.weft.event.command.Streams;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The screen of {@code weft top}, or a line of it. Used by one thread. */
final class TopPicture {
  private static final String FRESH = "\033[H\033[J";
  private static final int USUAL_ROWS = 24;
  private static final int FRAME_ROWS = 6;
  private static final int NUMBER = 9;

  private final Paint paint;
  private final Visible visible;
  private final Zone zone;
  private final Glyphs glyphs;
  private final String name;
  private final PrintStream out;

  TopPicture(LookOptions look, String name, Streams streams) {
    this.paint = look.paint(streams.terminal());
    this.visible = new Visible(look.ascii);
    this.zone = look.zone();
    this.glyphs = Glyphs.of(look.ascii);
    this.name = name;
    this.out = streams.out();
  }

  /** A table of the screen: by what, and its rows. */
  record Section(String title, List<Busy> rows) {}

  /** One line, where there is no terminal to redraw. */
  void line(Rates rates, Map<String, Long> lost) {
    String busiest =
        rates.patterns().stream()
            .max(Comparator.comparingDouble(Busy::rate))
            .map(busy -> "  busiest: " + visible.line(busy.name()))
            .orElse("");
    out.println(
        zone.clock(RowEvents.time(rates.time())).substring(0, 8)
            + "  "
            + totals(rates, lost)
            + busiest);
    out.flush();
  }

  private static String totals(Rates rates, Map<String, Long> lost) {
    long sum = lost.values().stream().mapToLong(Long::longValue).sum();
    return rate(rates.matched())
        + " events/s, "
        + rate(rates.errors())
        + " errors/s, "
        + Words.grouped(sum)
        + " lost";
  }

  void draw(
      Rates rates, Members state, List<Section> sections, Busy.Sort sort, Map<String, Long> lost) {
    int columns = Terminal.columns();
    int rows = Terminal.rows();
    out.print(FRESH);
    out.println(
        line(columns)
            .add("weft top ", paint::strong)
            .add(visible.line(name) + "  " + totals(rates, lost)));
    Members store = state.object("store");
    out.println(
        line(columns)
            .add(
                "store: "
                    + Words.count(store.whole("events", 0), "event")
                    + ", "
                    + Words.grouped(store.whole("bytes", 0) >> 20)
                    + " MiB; zone "
                    + zone.id()
                    + "; keys 1-4 sort, space pauses, q quits",
                paint::dim));
    if (store.has("trouble")) {
      out.println(line(columns).add(visible.line(store.text("trouble", "")), paint::bad));
    }
    int room = (rows == 0 ? USUAL_ROWS : rows) - FRAME_ROWS - sections.size() * 2;
    for (Section section : sections) {
      section(section, sort, Math.max(3, room / sections.size()), columns);
    }
    out.flush();
  }

  private void section(Section section, Busy.Sort sort, int most, int columns) {
    out.println();
    out.println(
        line(columns)
            .add(
                right(sort, Busy.Sort.RATE, "events/s")
                    + right(sort, Busy.Sort.ERRORS, "errors/s")
                    + right(sort, Busy.Sort.LOST, "lost")
                    + "  "
                    + section.title()
                    + (sort == Busy.Sort.NAME ? "*" : ""),
                paint::dim));
    section.rows().stream()
        .sorted(Busy.by(sort))
        .limit(most)
        .forEach(busy -> {
          Line line = line(columns).add(padded(rate(busy.rate())));
          line.add(padded(rate(busy.errors())), busy.errors() > 0 ? paint::bad : paint::dim);
          line.add(padded(Words.grouped(busy.lost())), busy.lost() > 0 ? paint::doubt : paint::dim);
          out.println(line.add("  " + visible.line(busy.name())));
        });
  }

  private Line line(int columns) {
    return new Line(columns, glyphs.cut());
  }

  private static String right(Busy.Sort sort, Busy.Sort ours, String title) {
    return padded(sort == ours ? title + '*' : title);
  }

  private static String padded(String text) {
    return " ".repeat(Math.max(1, NUMBER + 1 - text.length())) + text;
  }

  /** Tenths below ten. */
  private static String rate(double rate) {
    if (rate >= 9.95 || rate == 0) {
      return Words.grouped(Math.round(rate));
    }
    long tenths = Math.round(rate * 10);
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
