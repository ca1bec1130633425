package dev.weft.lucene;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.Batch;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Stage;
import dev.weft.event.store.ErrorGroup;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import dev.weft.event.store.Histogram;
import dev.weft.event.store.ObjectLife;
import dev.weft.event.store.ObjectSummary;
import dev.weft.event.store.Page;
import dev.weft.event.store.PatternGroup;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoreState;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.Table;
import dev.weft.event.store.TreeEntries;
import dev.weft.event.store.TreeSummary;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in a folder of this machine, and answers from indexes.
 *
 * <p>Before {@link #open} and after {@link #close} it answers with nothing and takes nothing in.
 * {@link #append} by one thread at a time; questions by any thread, meanwhile.
 */
final class LuceneStore implements EventStore {
  private static final SearchQuery ALL = SearchQuery.parse("", Clock.systemUTC(), ZoneOffset.UTC);

  private final String name;
  private final Settings settings;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile @Nullable Engine engine;
  private volatile @Nullable String unopened;

  LuceneStore(String name, Settings settings) {
    this.name = name;
    this.settings = settings;
  }

  /**
   * Opens the folder; harmless when it is open.
   *
   * @throws IOException when it is in use, something else, of another version, or damaged
   */
  void open() throws IOException {
    if (engine != null) {
      return;
    }
    try {
      engine = Engine.open(name, settings);
      opened.countDown();
    } catch (IOException failed) {
      unopened = failed.getMessage();
      throw failed;
    }
  }

  @Override
  public boolean awaitOpen(Duration limit) throws InterruptedException {
    return opened.await(limit.toNanos(), TimeUnit.NANOSECONDS) && engine != null;
  }

  /** What answers a question. */
  private interface Asking<A> {
    A ask(View view) throws IOException;
  }

  private <A> A ask(A nothing, Asking<A> question) throws IOException {
    Engine open = engine;
    if (open == null) {
      return nothing;
    }
    try (View view = open.view()) {
      return question.ask(view);
    }
  }

  // A running task has run until the time of the question, the same on each page of its answer.
  private static TaskKnowledge knowledge(View view, Instant now) {
    return new TaskKnowledge(view, ChronoUnit.MICROS.between(Instant.EPOCH, now));
  }

  private static Matches matches(View view, Selection selection) throws IOException {
    TaskKnowledge knowledge = knowledge(view, selection.query().now());
    return Matches.of(view, selection.query(), Bounds.of(selection), knowledge);
  }

  private static GroupAnswers groups(View view, Selection selection) throws IOException {
    return new GroupAnswers(matches(view, selection), selection);
  }

  @Override
  public int append(Batch batch) throws IOException {
    Engine open = engine;
    if (open == null) {
      throw new IOException("the store in " + settings.folder() + " is not open");
    }
    Engine.Taken taken = open.append(batch, !listeners.isEmpty());
    if (!taken.events().isEmpty()) {
      listeners.forEach(listener -> listener.arrived(taken.events()));
    }
    return taken.count();
  }

  @Override
  public Page search(Search search) throws IOException {
    return ask(
        new Page(List.of(), null, true), view -> matches(view, search.selection()).page(search));
  }

  @Override
  public Optional<StoredEvent> find(EventId id) throws IOException {
    return ask(Optional.empty(), view -> Lookup.find(view, id));
  }

  @Override
  public long count(Selection selection) throws IOException {
    return ask(0L, view -> matches(view, selection).count());
  }

  @Override
  public List<StoredEvent> arrivals(long after, int limit) throws IOException {
    Engine open = engine;
    return open == null ? List.of() : open.arrivals(after, limit);
  }

  @Override
  public Subscription listen(Listener listener) {
    // One of its own, so that the same listener may listen twice.
    Listener given = requireNonNull(listener, "listener");
    Listener own = events -> given.arrived(events);
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  @Override
  public Histogram histogram(Selection selection, Duration width) throws IOException {
    Histogram nothing =
        dev.weft.event.store.HistogramTally.of(width).histogram(selection.from(), selection.to());
    return ask(nothing, view -> groups(view, selection).histogram(width));
  }

  @Override
  public List<Facet> facets(Selection selection, List<String> fields, int top) throws IOException {
    List<Facet> nothing =
        fields.stream().map(field -> new Facet(field, List.of(), 0, 0, 1)).toList();
    return ask(nothing, view -> groups(view, selection).facets(fields, top));
  }

  @Override
  public Table table(Selection selection, List<Stage> stages) throws IOException {
    return ask(
        new Table(List.of(), List.of(), 1, true), view -> groups(view, selection).table(stages));
  }

  @Override
  public List<ErrorGroup> errors(Selection selection, int top) throws IOException {
    return ask(List.of(), view -> groups(view, selection).errors(top));
  }

  @Override
  public List<PatternGroup> patterns(Selection selection, int top) throws IOException {
    return ask(List.of(), view -> groups(view, selection).patterns(top));
  }

  @Override
  public List<TreeSummary> trees(Selection selection, boolean slowestFirst, int top)
      throws IOException {
    return ask(
        List.of(),
        view -> {
          TaskKnowledge knowledge = knowledge(view, selection.query().now());
          Matches matches = Matches.of(view, selection.query(), Bounds.of(selection), knowledge);
          return new TreeTally(view, knowledge).summaries(matches, slowestFirst, top);
        });
  }

  @Override
  public List<String> roots(String prefix, int most) throws IOException {
    return ask(List.of(), view -> Roots.of(view, prefix, most));
  }

  @Override
  public TreeEntries tree(String root) throws IOException {
    return ask(
        TreeEntries.none(),
        view -> TreeReading.of(view, root, knowledge(view, settings.clock().instant())));
  }

  @Override
  public List<ObjectSummary> objects(Selection selection, int top) throws IOException {
    return ask(List.of(), view -> ObjectAnswers.summaries(view, matches(view, selection), top));
  }

  @Override
  public List<StoredEvent> changes(String objectId) throws IOException {
    return ask(List.of(), view -> ObjectLife.of(new ObjectChanges(view).all(objectId)).changes());
  }

  @Override
  public List<Facet.Count> suggest(String field, String prefix, int top) throws IOException {
    Selection all = new Selection(ALL, null, null);
    return ask(List.of(), view -> groups(view, all).suggest(field, prefix, top));
  }

  @Override
  public List<String> fields(String prefix, int top) throws IOException {
    return ask(List.of(), view -> FieldList.names(view, prefix, top));
  }

  @Override
  public StoreState state() {
    Engine open = engine;
    if (open != null) {
      return open.state();
    }
    String why = unopened;
    return StoreState.empty()
        .with(why == null ? "the store in " + settings.folder() + " is not open" : why);
  }

  /** Makes what was appended outlive the machine. */
  void sync() throws IOException {
    Engine open = engine;
    if (open != null) {
      open.sync();
    }
  }

  @Override
  public void close() throws IOException {
    Engine open = engine;
    engine = null;
    if (open != null) {
      open.close();
    }
  }

  /** Lets go of everything as the death of the process would; for tests. */
  void kill() throws InterruptedException {
    Engine open = engine;
    engine = null;
    if (open != null) {
      open.kill();
    }
  }
}
