package dev.weft.cli;

import dev.weft.event.Event;
import dev.weft.event.collate.SourceTally;
import dev.weft.event.collate.TaskForest;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** What is no tree: records outside every task, and what sources lost. Used by one thread. */
final class Remainder {
  private final TreeStyle style;
  private final boolean outside;
  private final PrintStream out;

  Remainder(TreeStyle style, boolean outside, PrintStream out) {
    this.style = style;
    this.outside = outside;
    this.out = out;
  }

  void draw(TaskForest forest, boolean below) {
    List<SourceTally> sources = forest.sources();
    if (below && sources.stream().anyMatch(this::remains)) {
      out.println();
    }
    for (SourceTally source : sources) {
      losses(source);
    }
    if (outside) {
      sources.stream().filter(source -> !said(source).isEmpty()).forEach(this::records);
      return;
    }
    long count = sources.stream().mapToLong(source -> said(source).size()).sum();
    if (count > 0) {
      String text = Words.count(count, "record") + " outside every task (--outside shows them)";
      out.println(style.line().add(text, style.paint()::dim));
    }
  }

  private boolean remains(SourceTally source) {
    return source.lost() > 0 || source.missing() > 0 || !said(source).isEmpty();
  }

  private static List<Event> said(SourceTally source) {
    return source.outside().stream().filter(event -> !SignOfLife.is(event)).toList();
  }

  private void losses(SourceTally source) {
    if (source.lost() > 0) {
      String reasons =
          source.byReason().entrySet().stream()
              .map(entry -> Words.grouped(entry.getValue()) + ' ' + entry.getKey())
              .collect(Collectors.joining(", "));
      hole(source, Words.count(source.lost(), "record") + " lost by the program: " + reasons);
    }
    // What the program lost had its numbers, too, and is no second loss.
    long onTheWay = source.missing() - source.lost();
    if (onTheWay > 0) {
      hole(source, Words.count(onTheWay, "record") + " sent but not received");
    }
  }

  private void hole(SourceTally source, String text) {
    String name = style.visible().line(Words.source(source.source()));
    out.println(
        style.line().add(style.glyphs().hole() + ' ' + name + "  " + text, style.paint()::doubt));
  }

  private void records(SourceTally source) {
    out.println(
        style
            .line()
            .add("outside every task, " + style.visible().line(Words.source(source.source()))));
    LineFormat format = new LineFormat(style.zone(), style.paint(), style.ascii());
    for (Event event : said(source)) {
      out.print(format.format(event));
    }
  }
}
