package dev.weft.cli.show;

import dev.weft.cli.ask.Asking;
import dev.weft.cli.ask.Members;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows matches with the events around each; what lies around two stands once. One thread. */
final class Context {
  static final List<String> SCOPES = List.of("task", "tree", "thread", "process", "host", "all");

  private final QueryOptions options;
  private final RowPrinter printer;
  private final Streams streams;
  private final Map<String, Members> block = new LinkedHashMap<>();
  private boolean begun;

  Context(QueryOptions options, RowPrinter printer, Streams streams) {
    this.options = options;
    this.printer = printer;
    this.streams = streams;
  }

  /** Shows them, oldest first. */
  int show(List<Members> matches, Asking asking) throws IOException, InterruptedException {
    Set<String> marked =
        matches.stream().map(row -> row.text("id", "")).collect(Collectors.toSet());
    for (Members match : matches) {
      List<Members> around = around(match, asking);
      if (around.stream().noneMatch(row -> block.containsKey(row.text("id", "")))) {
        print(marked);
      }
      around.forEach(row -> block.putIfAbsent(row.text("id", ""), row));
    }
    print(marked);
    printer.end();
    return matches.isEmpty() ? Command.NOTHING_FOUND : Command.FOUND;
  }

  private List<Members> around(Members match, Asking asking)
      throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("before", String.valueOf(options.context));
    parameters.put("after", String.valueOf(options.context));
    // What is outside every task has no surroundings in one.
    boolean inTask = match.has("task");
    boolean ofTask = options.scope.equals("task") || options.scope.equals("tree");
    parameters.put("scope", ofTask && !inTask ? "process" : options.scope);
    Members answer = asking.object("/events/" + match.text("id", "") + "/around", parameters);
    List<Members> rows = new java.util.ArrayList<>(answer.objects("before"));
    rows.add(match);
    rows.addAll(answer.objects("after"));
    return rows;
  }

  private void print(Set<String> marked) {
    if (begun && !block.isEmpty() && options.context > 0 && lines()) {
      streams.out().println("--");
    }
    begun |= !block.isEmpty();
    block.forEach((id, row) -> {
      if (lines()) {
        String mark = marked.contains(id) ? (options.look.ascii ? "> " : "\u25b6 ") : "  ";
        streams.out().print(marked(printer.line(row), mark));
      } else {
        printer.print(row);
      }
    });
    block.clear();
  }

  private boolean lines() {
    return Shape.of(options.format, options.json, streams.terminal()) == Shape.LINE;
  }

  /** The line that begins with a time is the event's; a day stands before it, more text behind. */
  private static String marked(String text, String mark) {
    StringBuilder marked = new StringBuilder();
    boolean done = false;
    for (String line : text.lines().toList()) {
      String bare = line.replaceAll("\033\\[[0-9;]*m", "");
      boolean first = !done && bare.matches("\\d\\d:\\d\\d:\\d\\d.*|(?!\\d{4}-\\d\\d-\\d\\d ).*");
      marked.append(first ? mark : "  ").append(line).append('\n');
      done |= first;
    }
    return marked.toString();
  }
}
