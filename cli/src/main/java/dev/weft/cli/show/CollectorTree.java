package dev.weft.cli.show;

import dev.weft.cli.LookOptions;
import dev.weft.cli.Words;
import dev.weft.cli.ask.Collector;
import dev.weft.cli.ask.Members;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs {@code weft tree} once, against a collector. Used by one thread. */
final class CollectorTree {
  private static final int MOST_TREES = 10;
  private static final int MOST_NODES = 5000;

  private final Arguments given;
  private final Streams streams;
  private final LookOptions look;
  private final Collector collector;
  private final List<String> ids = new ArrayList<>();

  CollectorTree(Arguments given, Streams streams) throws IOException {
    this.given = given;
    this.streams = streams;
    this.look = new LookOptions(given);
    String url = given.value("--url").orElse(null);
    for (String operand : given.operands()) {
      if (isPage(operand)) {
        URI page = URI.create(operand);
        url = page.getScheme() + "://" + page.getAuthority();
        String path = String.valueOf(page.getPath());
        if (path.startsWith("/t/") || path.startsWith("/e/")) {
          ids.add(path.substring(3));
        }
      } else {
        ids.add(operand);
      }
    }
    this.collector = Collector.named(url);
  }

  /** Whether it is the address of a collector, or of a page of it. */
  static boolean isPage(String operand) {
    return operand.startsWith("http://") || operand.startsWith("https://");
  }

  int run() throws IOException, InterruptedException {
    if (given.has("--live")) {
      return live();
    }
    List<String> wanted = ids.isEmpty() ? newest() : ids;
    boolean first = true;
    for (String id : wanted) {
      if (given.has("--link")) {
        streams.out().println(collector.page("/t/" + tree(id).text("root", id) + path(id)));
        continue;
      }
      if (!first && !given.has("--json")) {
        streams.out().println();
      }
      first = false;
      show(tree(id));
    }
    streams.out().flush();
    if (wanted.isEmpty()) {
      streams.err().println("no tree at " + collector.name() + " is like that");
    }
    return wanted.isEmpty() ? Command.NOTHING_FOUND : Command.FOUND;
  }

  /** The newest that are like what is asked for; they are drawn oldest first, as files are. */
  private List<String> newest() throws IOException, InterruptedException {
    Map<String, String> question = new LinkedHashMap<>();
    given.value("--where").ifPresent(query -> question.put("q", query));
    given.value("--start").ifPresent(time -> question.put("from", time));
    given.value("--end").ifPresent(time -> question.put("to", time));
    question.put("top", String.valueOf(MOST_TREES));
    List<String> roots = new ArrayList<>();
    for (Members tree : collector.object("/trees", question).objects("trees")) {
      roots.add(0, tree.text("root", ""));
    }
    if (roots.size() == MOST_TREES) {
      streams
          .err()
          .println("the newest " + MOST_TREES + "; \"weft query '... | trees' -n N\" lists more");
    }
    return roots;
  }

  private static String place(String id) {
    return id.substring(id.indexOf('@') + 1);
  }

  private static String path(String id) {
    String place = place(id);
    int slash = place.indexOf('/');
    return slash < 0 ? "" : place.substring(slash);
  }

  private Members tree(String id) throws IOException, InterruptedException {
    String path = path(id);
    String root = place(id).substring(0, place(id).length() - path.length());
    Map<String, String> question = new LinkedHashMap<>();
    if (!path.isEmpty()) {
      question.put("path", path.substring(1));
    }
    question.put("expand", given.has("--errors") ? "errors" : "all");
    question.put("limit", String.valueOf(MOST_NODES));
    return collector.object("/trees/" + root, question);
  }

  private void show(Members tree) {
    if (given.has("--json")) {
      streams.out().println(new JsonWriter().value(tree.all()));
    } else {
      new SkeletonPicture(given, look, streams).draw(tree);
    }
  }

  private int live() throws IOException, InterruptedException {
    if (ids.size() != 1) {
      throw new IllegalArgumentException("--live draws one tree; name it by its id");
    }
    String id = ids.get(0);
    String root = tree(id).text("root", id);
    Redrawing redrawing =
        new Redrawing(collector, "task:" + root, streams) {
          @Override
          boolean draw() throws IOException, InterruptedException {
            Members tree = tree(root + path(id));
            show(tree);
            String status =
                tree.objects("nodes").stream()
                    .findFirst()
                    .map(node -> node.text("status", "running"))
                    .orElse("running");
            return List.of("running", "unseen").contains(status);
          }
        };
    redrawing.run();
    streams.err().println(Words.shortUuids(root) + " is over, or was no longer watched");
    return Command.FOUND;
  }
}
