package dev.weft.event.display;

import dev.weft.event.Level;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.collate.Interleaving;
import dev.weft.event.collate.Status;
import dev.weft.event.query.Masking;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the nodes of a tree that are shown. Made for one answer, by one thread. */
final class SkeletonWriter {
  private final EventStore store;
  private final Clock clock;
  private final Skeleton tree;
  private final JsonWriter json;
  private final EventRow row = new EventRow();
  private @Nullable Losses losses;

  SkeletonWriter(EventStore store, Clock clock, Skeleton tree, JsonWriter json) {
    this.store = store;
    this.clock = clock;
    this.tree = tree;
    this.json = json;
  }

  /** Writes a task, and what is shown of its inside. */
  void task(int task, Drawing drawing) throws IOException {
    Drawing.Opened opened = drawing.opened(task);
    line(task, opened != null);
    if (opened != null) {
      inside(task, opened, drawing);
    }
  }

  private void line(int task, boolean open) {
    json.beginObject().name("type").text("task").name("id").text(tree.id(task));
    json.name("path").text(tree.path(task)).name("depth").number(tree.depth(task));
    name(task);
    json.name("status").text(word(tree.status(task)));
    times(task);
    text("host", tree.host(task));
    text("service", tree.service(task));
    text("process", tree.process(task));
    json.name("hop").bool(tree.hop(task));
    json.name("level").text(LevelWord.of(tree.worst(task)));
    json.name("events").number(tree.events(task)).name("tasks").number(tree.tasks(task));
    json.name("failures").number(tree.failures(task)).name("holes").number(tree.holes(task));
    json.name("children").number(tree.children(task));
    json.name("open").bool(open);
    json.name("adjusted").bool(tree.shift(task) != 0);
    if (tree.shift(task) != 0) {
      json.name("shift").number(tree.shift(task));
    }
    json.name("inferred").bool(tree.inferred(task));
    key("key", tree.first(task));
    if (tree.status(task).isFailure()) {
      key("endKey", tree.end(task));
    }
    json.endObject();
  }

  private void key(String name, int entry) {
    if (entry != Skeleton.NONE) {
      json.name(name).text(tree.entry(entry).cursor().id().toString());
    }
  }

  private void name(int task) {
    String name = tree.name(task);
    if (name != null) {
      json.name("name").text(RawValues.beginning(name, RawValues.LONGEST_TEXT));
      json.name("template").text(template(name));
    }
  }

  private static String template(String name) {
    return Masking.mask(RawValues.beginning(name, RawValues.LONGEST_TEXT));
  }

  private void times(int task) {
    if (tree.start(task) != Interleaving.UNKNOWN) {
      json.name("begin").number(tree.start(task) + tree.shift(task));
    }
    if (tree.end(task) != Skeleton.NONE) {
      json.name("end").number(tree.entry(tree.end(task)).cursor().micros() + tree.shift(task));
    } else if (tree.latest(task) != Interleaving.UNKNOWN) {
      json.name("last").number(tree.latest(task) + tree.shift(task));
    }
    if (tree.duration(task) >= 0) {
      json.name("duration").number(tree.duration(task) / 1e6);
    }
  }

  private void text(String name, @Nullable String value) {
    if (value != null) {
      json.name(name).text(value);
    }
  }

  static String word(Status status) {
    return status == Status.OPEN ? "running" : status.name().toLowerCase(Locale.ROOT);
  }

  /** An open task, and those of its rows that are still to be written. */
  private record Part(int task, Drawing.Opened opened, Iterator<Inside.Row> rows) {}

  /** Writes what is shown of an open task's inside. */
  void inside(int task, Drawing.Opened opened, Drawing drawing) throws IOException {
    // Not by recursion: a tree may be deeper than a thread's stack.
    Deque<Part> parts = new ArrayDeque<>();
    parts.push(begun(task, opened));
    while (!parts.isEmpty()) {
      Part part = parts.element();
      if (!part.rows().hasNext()) {
        end(parts.pop());
        continue;
      }
      List<Inside.Node> nodes = part.opened().inside().nodes();
      int depth = tree.depth(part.task()) + 1;
      Inside.Row shown = part.rows().next();
      if (shown.size() > 1) {
        run(part.task(), depth, shown, nodes);
      } else if (nodes.get(shown.from()) instanceof Inside.Node.Child child) {
        Drawing.Opened its = drawing.opened(child.task());
        line(child.task(), its != null);
        if (its != null) {
          parts.push(begun(child.task(), its));
        }
      } else {
        node(part.task(), depth, nodes.get(shown.from()), drawing);
      }
    }
  }

  private Part begun(int task, Drawing.Opened opened) {
    if (opened.before() > 0) {
      int to = opened.shown().get(0).from();
      more(tree.depth(task) + 1, opened.before(), range(task, to - opened.before(), to));
    }
    return new Part(task, opened, opened.shown().iterator());
  }

  private void end(Part part) {
    if (part.opened().behind() > 0) {
      int from = part.opened().inside().nodes().size() - part.opened().behind();
      String children = tree.id(part.task()) + ':' + from;
      more(tree.depth(part.task()) + 1, part.opened().behind(), children);
    }
  }

  private String range(int task, int from, int to) {
    return tree.id(task) + ':' + from + '-' + to;
  }

  /** Writes where to go on. */
  void more(int depth, long count, String children) {
    json.beginObject().name("type").text("more").name("depth").number(depth);
    json.name("count").number(count).name("children").text(children).endObject();
  }

  /** Writes one node. */
  void node(int task, int depth, Inside.Node node, Drawing drawing) throws IOException {
    if (node instanceof Inside.Node.Child child) {
      task(child.task(), drawing);
    } else if (node instanceof Inside.Node.Said said) {
      said(depth, said);
    } else if (node instanceof Inside.Node.Gap gap) {
      json.beginObject().name("type").text("gap").name("depth").number(depth);
      json.name("from").number(gap.from()).name("to").number(gap.to());
      json.name("reported").number(losses().reported(tree.id(task), gap.from(), gap.to()));
      json.endObject();
    } else if (node instanceof Inside.Node.Unseen unseen) {
      json.beginObject().name("type").text("unseen").name("depth").number(depth);
      json.name("from").number(unseen.from()).name("to").number(unseen.to());
      json.name("handed").bool(unseen.handedOver()).endObject();
    }
  }

  private void said(int depth, Inside.Node.Said said) throws IOException {
    EventId id = tree.entry(said.entry()).cursor().id();
    json.beginObject().name("type").text("said").name("depth").number(depth);
    if (said.late()) {
      json.name("late").bool(true);
    }
    Optional<StoredEvent> event = store.find(id);
    if (event.isPresent()) {
      row.members(json, event.get());
    } else {
      json.name("id").text(id.toString()); // removed meanwhile
      json.name("time").number(tree.entry(said.entry()).cursor().micros());
      json.name("level").text(LevelWord.of(tree.entry(said.entry()).level()));
    }
    json.endObject();
  }

  private Losses losses() throws IOException {
    if (losses == null) {
      losses = Losses.of(store, clock, tree);
    }
    return losses;
  }

  private void run(int task, int depth, Inside.Row shown, List<Inside.Node> nodes) {
    List<Integer> children = new ArrayList<>();
    for (Inside.Node node : nodes.subList(shown.from(), shown.to())) {
      children.add(((Inside.Node.Child) node).task());
    }
    Summary sum = Summary.of(tree, children);
    json.beginObject().name("type").text("run").name("depth").number(depth);
    String name = tree.name(children.get(0));
    json.name("name").text(template(name == null ? "" : name));
    json.name("status").text(word(sum.usual()));
    json.name("statuses").beginObject();
    sum.statuses().forEach((status, count) -> json.name(word(status)).number(count));
    json.endObject().name("count").number(children.size());
    if (!sum.sorted().isEmpty()) {
      json.name("p50").number(sum.median() / 1e6).name("max").number(sum.longest() / 1e6);
    }
    json.name("level").text(LevelWord.of(sum.worst()));
    json.name("events").number(sum.events());
    json.name("failures").number(sum.failures()).name("holes").number(sum.holes());
    if (sum.begin() != Interleaving.UNKNOWN) {
      json.name("begin").number(sum.begin()).name("end").number(sum.end());
    }
    json.name("first").text(tree.id(children.get(0)));
    json.name("last").text(tree.id(children.get(children.size() - 1)));
    json.name("more").text(range(task, shown.from(), shown.to())).endObject();
  }

  /** What the children of a run are like. */
  private record Summary(
      Map<Status, Integer> statuses,
      List<Long> sorted,
      Level worst,
      long events,
      long failures,
      long holes,
      long begin,
      long end) {

    static Summary of(Skeleton tree, List<Integer> children) {
      Map<Status, Integer> statuses = new TreeMap<>();
      List<Long> durations = new ArrayList<>();
      Level worst = Level.TRACE;
      long events = 0;
      long failures = 0;
      long holes = 0;
      long begin = Interleaving.UNKNOWN;
      long end = Interleaving.UNKNOWN;
      for (int child : children) {
        statuses.merge(tree.status(child), 1, Integer::sum);
        if (tree.duration(child) >= 0) {
          durations.add(tree.duration(child));
        }
        worst = tree.worst(child).atLeast(worst) ? tree.worst(child) : worst;
        events += tree.events(child);
        failures += tree.failures(child);
        holes = Math.max(holes, holes + tree.holes(child));
        if (tree.start(child) != Interleaving.UNKNOWN) {
          long began = tree.start(child) + tree.shift(child);
          begin = begin == Interleaving.UNKNOWN ? began : Math.min(begin, began);
          end = Math.max(end, tree.latest(child) + tree.shift(child));
        }
      }
      durations.sort(null);
      return new Summary(statuses, durations, worst, events, failures, holes, begin, end);
    }

    Status usual() {
      return statuses.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(Map.Entry::getKey)
          .orElse(Status.UNSEEN);
    }

    long median() {
      return sorted.get((sorted.size() - 1) / 2);
    }

    long longest() {
      return sorted.get(sorted.size() - 1);
    }
  }
}
