package dev.weft.daemon.command;

import dev.weft.daemon.topology.Counts;
import dev.weft.event.flow.FlowMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The counters of a collector as an aligned table, with a verdict under it. */
final class CountsTable {
  private static final List<String> HEAD =
      List.of("station", "accepted", "delivered", "dropped", "held", "");

  private CountsTable() {}

  static String of(Counts counts) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    counts.sources().forEach(count -> rows.add(row(count, reasons(count))));
    counts.filters().forEach(count -> rows.add(row(count, reasons(count))));
    counts.sinks().forEach(sink -> rows.add(row(sink.count(), notes(sink))));
    if (counts.deadLetters().accepted() > 0) {
      rows.add(row(counts.deadLetters(), reasons(counts.deadLetters())));
    }
    return aligned(rows) + verdict(counts) + "\n";
  }

  private static List<String> row(FlowMetrics.Count count, String notes) {
    return List.of(
        count.station(),
        number(count.accepted()),
        number(count.delivered()),
        number(count.droppedTotal()),
        number(count.held()),
        notes);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
  }

  private static String reasons(FlowMetrics.Count count) {
    return count.dropped().entrySet().stream()
        .map((Map.Entry<String, Long> entry) -> entry.getKey() + " " + number(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String notes(Counts.SinkCount sink) {
    List<String> notes = new ArrayList<>();
    if (sink.passedBy() > 0) {
      notes.add("not for it " + number(sink.passedBy()));
    }
    String reasons = reasons(sink.count());
    if (!reasons.isEmpty()) {
      notes.add(reasons);
    }
    sink.trouble().ifPresent(trouble -> notes.add("waiting: " + trouble));
    return String.join(", ", notes);
  }

  private static String aligned(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        boolean left = i == 0 || i == widths.length - 1;
        String pad = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ").append(left ? row.get(i) + pad : pad + row.get(i));
      }
      table.append(line.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static String verdict(Counts counts) {
    return counts.conserved()
        ? "conserved: yes"
        : "conserved: no, " + number(counts.unaccounted()) + " records are unaccounted for";
  }
}
