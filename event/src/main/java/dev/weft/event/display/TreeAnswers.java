package dev.weft.event.display;

import static java.util.Objects.requireNonNull;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.collate.Interleaving;
import dev.weft.event.display.KeptSkeletons.Extent;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TreeEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about trees. Usable from any thread, as its store is. */
final class TreeAnswers {
  private static final int MOST_ROOTS = 50;
  private static final long DAY = 24 * 3_600 * 1_000_000L;

  /** A tree of up to so many events is small: it is made in some ten milliseconds. */
  private static final long SMALL = 10_000;

  private static final int SMALL_AT_ONCE = 64;

  /** An event of a great tree takes about so many bytes of what is kept. */
  private static final long EVENT_BYTES = 80;

  private final EventStore store;
  private final EventAnswers events;
  // Apart, so that looks at many small trees do not drive out a great one.
  private final KeptSkeletons small = new KeptSkeletons(SMALL * 10, SMALL_AT_ONCE);
  private final KeptSkeletons great = new KeptSkeletons(mostEvents(), 1);

  TreeAnswers(EventStore store) {
    this.store = store;
    this.events = new EventAnswers(store);
  }

  /** Those that a quarter of the heap has room for: as much again is needed to make one. */
  private static long mostEvents() {
    return Runtime.getRuntime().maxMemory() / 4 / EVENT_BYTES;
  }

  /** The roots that a prefix fits; one or more. */
  private List<String> roots(String prefix) throws IOException, Refusal {
    List<String> roots = store.roots(prefix, MOST_ROOTS);
    if (roots.isEmpty()) {
      throw Expiry.of(store.state()).missing("no tree whose id begins with " + prefix);
    }
    return roots;
  }

  private static Answer several(List<String> roots) {
    JsonWriter json = new JsonWriter().beginObject().name("roots").value(roots).endObject();
    return Answer.of(300, json);
  }

  Answer skeleton(Asked asked) throws IOException, Refusal {
    List<String> roots = roots(asked.captured(0));
    if (roots.size() > 1) {
      return several(roots);
    }
    Handovers handovers = new Handovers(store);
    Skeleton tree = skeleton(roots.get(0));
    boolean complete = tree.outside() == 0 && !mayHaveLostItsBeginning(tree);
    JsonWriter json = new JsonWriter().beginObject();
    head(json, tree, complete);
    json.name("nodes").beginArray();
    nodes(json, tree, handovers, asked);
    return Answer.of(json.endArray().endObject(), complete);
  }

  /** Whether retention can have removed a part: what is left begins soon behind what is gone. */
  private boolean mayHaveLostItsBeginning(Skeleton tree) {
    Expiry expiry = Expiry.of(store.state());
    return expiry.any()
        && tree.name(0) == null
        && tree.start(0) != Interleaving.UNKNOWN
        && tree.start(0) - DAY <= expiry.before();
  }

  private static void head(JsonWriter json, Skeleton tree, boolean complete) {
    json.name("root").text(tree.root());
    json.name("events").number(tree.events(0)).name("tasks").number(tree.tasks(0));
    json.name("failures").number(tree.failures(0)).name("holes").number(tree.holes(0));
    if (tree.start(0) != Interleaving.UNKNOWN) {
      json.name("first").number(tree.earliest()).name("last").number(tree.latest(0));
    }
    json.name("complete").bool(complete);
    json.name("processes").value(tree.processes());
  }

  private void nodes(JsonWriter json, Skeleton tree, Handovers handovers, Asked asked)
      throws IOException, Refusal {
    int limit = asked.number(Parameter.LIMIT, 2_000, 1, 10_000);
    Drawing.Expand expand =
        Drawing.Expand.valueOf(asked.choice(Parameter.EXPAND).toUpperCase(Locale.ROOT));
    SkeletonWriter writer = new SkeletonWriter(store, asked.clock(), tree, json);
    String children = asked.text(Parameter.CHILDREN);
    if (children != null) {
      Siblings siblings = Siblings.parse(children, tree);
      Drawing drawing =
          Drawing.of(
              tree, handovers, expand, limit, siblings.task(), siblings.from(), Skeleton.NONE);
      if (siblings.to() < 0) {
        writer.inside(siblings.task(), requireNonNull(drawing.opened(siblings.task())), drawing);
      } else {
        siblings.write(writer, drawing, tree, limit);
      }
      return;
    }
    String path = asked.text(Parameter.PATH);
    int start = path == null ? 0 : tree.find(tree.root() + '/' + path);
    if (start == Skeleton.NONE) {
      throw Refusal.notFound("no task " + path + " in the tree " + tree.root(), null);
    }
    Drawing drawing = Drawing.of(tree, handovers, expand, limit, start, 0, at(asked, tree));
    if (path == null) {
      writer.task(0, drawing);
    } else {
      writer.inside(start, requireNonNull(drawing.opened(start)), drawing);
    }
  }

  private static int at(Asked asked, Skeleton tree) throws Refusal {
    String at = asked.text(Parameter.AT);
    if (at == null) {
      return Skeleton.NONE;
    }
    int entry =
        EventId.parse(at)
            .map(id -> Drawing.entry(tree, id.place(), id.number()))
            .orElse(Skeleton.NONE);
    if (entry == Skeleton.NONE) {
      throw Refusal.parameter(
          "at names no event of this tree: " + at, List.of("number@task, as 3@7c9f/1/2"), null);
    }
    return entry;
  }

  Answer events(Asked asked) throws IOException, Refusal {
    List<String> roots = roots(asked.captured(0));
    if (roots.size() > 1) {
      return several(roots);
    }
    List<TreeEntry> entries = within(store.tree(roots.get(0)), asked.text(Parameter.PATH));
    int from = behind(asked.text(Parameter.CURSOR), entries);
    int to = Math.min(entries.size(), from + asked.limit());
    List<StoredEvent> page = new ArrayList<>();
    for (TreeEntry entry : entries.subList(from, to)) {
      Optional<StoredEvent> event = store.find(entry.cursor().id());
      event.ifPresent(page::add);
    }
    Listing rows = events.rows(asked, page);
    rows.next(to < entries.size() ? entries.get(to - 1).cursor().id() : null);
    return rows.answer();
  }

  /** Those of the task at that path and all below it. */
  private static List<TreeEntry> within(List<TreeEntry> entries, @Nullable String path) {
    if (path == null || entries.isEmpty()) {
      return entries;
    }
    ScopeId first = new ScopeId(entries.get(0).cursor().id().place());
    ScopeId wanted = new ScopeId(first.root() + '/' + path);
    return entries.stream()
        .filter(entry -> new ScopeId(entry.cursor().id().place()).isWithin(wanted))
        .toList();
  }

  private static int behind(@Nullable String cursor, List<TreeEntry> entries) throws Refusal {
    if (cursor == null) {
      return 0;
    }
    EventId id =
        EventId.parse(cursor)
            .orElseThrow(() ->
                Refusal.parameter(
                    "\"" + cursor + "\" is no cursor of a tree",
                    List.of("the cursor of the answer before"),
                    null));
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).cursor().id().compareTo(id) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Answer difference(Asked asked) throws IOException, Refusal {
    List<String> left = roots(asked.captured(0));
    List<String> right = roots(asked.captured(1));
    if (left.size() > 1 || right.size() > 1) {
      return several(left.size() > 1 ? left : right);
    }
    int limit = asked.number(Parameter.LIMIT, 2_000, 1, 10_000);
    JsonWriter json = new JsonWriter().beginObject();
    json.name("left").text(left.get(0)).name("right").text(right.get(0));
    json.name("nodes").beginArray();
    boolean complete =
        new TreeDifference(skeleton(left.get(0)), skeleton(right.get(0)), json, limit).write();
    return Answer.of(json.endArray().name("complete").bool(complete).endObject(), complete);
  }

  /**
   * The tree's skeleton: the one made before, where no event of the tree has come or gone since.
   */
  private Skeleton skeleton(String root) throws IOException {
    Extent extent = extent(root);
    return (extent.events() <= SMALL ? small : great)
        .of(extent, () -> Skeleton.of(root, store.tree(root), new Handovers(store)));
  }

  // Taken before the tree is read: what comes meanwhile is counted the next time.
  private Extent extent(String root) throws IOException {
    SearchQuery tree =
        SearchQuery.parse("task:" + Quoted.of(root), Clock.systemUTC(), ZoneOffset.UTC);
    long events = store.count(new Selection(tree, null, null));
    return new Extent(root, events, store.state().expiredTo());
  }
}
