package dev.weft.cli;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Task;
import dev.weft.event.collate.TaskForest;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import dev.weft.event.query.Query;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws the trees that files or standard input tell of. Used by one thread. */
public final class Tree {
  private static final int CANDIDATES = 10;

  private final TreeOptions options;
  private final Streams streams;
  private final TreeStyle style;
  private final Choice choice;
  private final TaskForest.Builder forest = TaskForest.builder();
  private final Set<String> matchedRoots = new HashSet<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  /** Trees of the files that the options name. */
  public Tree(TreeOptions options, Streams streams) {
    this.options = options;
    this.streams = streams;
    this.style = TreeStyle.of(options, streams.terminal());
    this.choice = Choice.of(options);
  }

  /** Reads all, then draws; gives the exit status. */
  public int run() throws IOException {
    sortNames();
    Inputs.check(files);
    Records records = new Records(Query.ALL, this::take);
    for (String file : files) {
      Inputs.read(file, streams, records);
    }
    TaskForest grown = forest.build();
    List<Task> trees = chosen(grown);
    show(grown, trees);
    streams.out().flush();
    records.report(streams.err());
    return trees.isEmpty() ? nothing(records) : Command.FOUND;
  }

  /** Whether what was typed names a file, and not a task. */
  public static boolean isFile(String name) {
    return name.equals(Inputs.STANDARD) || Files.exists(Path.of(name)) || looksLikeFile(name);
  }

  private void sortNames() {
    for (String name : options.names) {
      if (isFile(name)) {
        files.add(name);
      } else {
        ids.add(name);
      }
    }
    if (files.isEmpty()) {
      files.add(Inputs.STANDARD);
    }
  }

  /** So that a mistyped file is said to be missing, and not looked for as a task. */
  private static boolean looksLikeFile(String name) {
    return name.startsWith("/")
        || name.startsWith(".")
        || name.matches(".*\\.(ndjson|jsonl?|log|txt|gz)");
  }

  private boolean take(RawEvent raw) {
    Event event = EventDecoder.decode(raw);
    forest.add(event);
    EventKey key = event.key();
    if (key != null && !choice.all() && choice.matches(raw)) {
      matchedRoots.add(key.scope().root());
    }
    return true;
  }

  private List<Task> chosen(TaskForest grown) {
    List<Task> trees = new ArrayList<>();
    if (ids.isEmpty()) {
      trees.addAll(grown.roots());
    }
    for (String id : ids) {
      trees.addAll(find(grown, id));
    }
    if (!choice.all()) {
      trees.removeIf(tree -> !matchedRoots.contains(tree.id().root()));
    }
    return trees;
  }

  private static List<Task> find(TaskForest grown, String id) {
    String task = EventKey.parse(id).map(key -> key.scope().value()).orElse(id);
    List<Task> found = grown.find(task);
    List<String> names = found.stream().map(t -> t.id().value()).distinct().toList();
    if (names.size() > 1) {
      StringBuilder text =
          new StringBuilder(
              "\"" + id + "\" is the beginning of " + names.size() + " ids; write more of it:");
      names.stream().limit(CANDIDATES).forEach(name -> text.append("\n  ").append(name));
      throw new Failed(Command.USAGE, text.toString());
    }
    return found;
  }

  private void show(TaskForest grown, List<Task> trees) {
    PrintStream out = streams.out();
    boolean first = true;
    for (Task tree : trees) {
      if (options.json) {
        out.println(TreeJson.write(tree));
        continue;
      }
      if (!first) {
        out.println();
      }
      first = false;
      TreePicture.draw(style, tree, out);
    }
    if (!options.json && ids.isEmpty() && choice.all()) {
      new Remainder(style, options.outside, out).draw(grown, !first);
    }
  }

  private int nothing(Records records) {
    String what =
        ids.isEmpty() ? "no task" : "no task that is or begins with " + String.join(" or ", ids);
    streams.err().println(what + choice.words() + " in " + Words.count(records.seen(), "record"));
    return Command.NOTHING_FOUND;
  }

  /** Each item as a row of its own. */
  static List<List<Item>> single(List<Item> items) {
    return items.stream().map(List::of).toList();
  }
}
