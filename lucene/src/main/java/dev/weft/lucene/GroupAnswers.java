package dev.weft.lucene;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.EventField;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Stage;
import dev.weft.event.query.StageEngine;
import dev.weft.event.query.StageResult;
import dev.weft.event.query.Step;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.ErrorGroup;
import dev.weft.event.store.EventId;
import dev.weft.event.store.Facet;
import dev.weft.event.store.FacetTally;
import dev.weft.event.store.Histogram;
import dev.weft.event.store.HistogramTally;
import dev.weft.event.store.Page;
import dev.weft.event.store.PatternGroup;
import dev.weft.event.store.Search;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers that count matches. By columns where the index tells the matches exactly and has the
 * field, else by records; of very many, one in so many is counted, and said so.
 *
 * <p>Used by one thread, for one question.
 */
final class GroupAnswers {
  /** So many columns are looked at in some 100 ms. */
  private static final long MOST_BY_COLUMN = 4_000_000;

  /** So many records are read in about a second. */
  private static final long MOST_BY_RECORD = 50_000;

  /** What the tasks around them say is in other events, a tree for nearly each. */
  private static final long MOST_BY_TASK = 2_500;

  private static final int PAGE = 500;

  private final Matches matches;
  private final Selection selection;

  GroupAnswers(Matches matches, Selection selection) {
    this.matches = matches;
    this.selection = selection;
  }

  private static int sampling(long candidates, long most) {
    return (int) Math.min(1 << 20, Math.max(1, (candidates + most - 1) / most));
  }

  Histogram histogram(Duration width) throws IOException {
    HistogramTally tally = HistogramTally.of(width);
    int sampling =
        sampling(matches.candidates(), matches.exact() ? MOST_BY_COLUMN : MOST_BY_RECORD);
    matches.forEach(
        sampling,
        (match, all) ->
            tally.add(match.columns().micros(), Traits.level(match.columns().traits()), sampling));
    Histogram counted = tally.histogram(selection.from(), selection.to());
    return new Histogram(counted.start(), counted.width(), counted.buckets(), sampling);
  }

  /** How one field is counted: by its column or by records. */
  private record Counting(@Nullable ColumnCounts column, @Nullable FacetTally records) {
    /** Counts the match where its record need not be read: what is asked is known of its task. */
    boolean byTask(Matches.Found match, Matches all) throws IOException {
      if (records == null || !records.ofTask()) {
        return false;
      }
      TaskFacts task = all.task(match);
      if (task == null) {
        return false;
      }
      records.add(task);
      return true;
    }
  }

  private Counting counting(String field) throws IOException {
    ColumnCounts column = column(field);
    return new Counting(column, column == null ? FacetTally.of(field) : null);
  }

  /** Null when records have to tell. */
  private @Nullable ColumnCounts column(String field) throws IOException {
    return matches.inColumn(field) ? ColumnCounts.of(field) : null;
  }

  List<Facet> facets(List<String> fields, int top) throws IOException {
    boolean exact = matches.exact();
    long candidates = matches.candidates();
    // What has a column is counted better without the others.
    Map<Integer, List<String>> together = new LinkedHashMap<>();
    for (String field : fields) {
      long most = exact && column(field) != null ? MOST_BY_COLUMN : mostByRecord(field);
      together.computeIfAbsent(sampling(candidates, most), unused -> new ArrayList<>()).add(field);
    }
    Map<String, Facet> known = new HashMap<>();
    for (Map.Entry<Integer, List<String>> some : together.entrySet()) {
      for (Facet facet : count(some.getValue(), top, some.getKey())) {
        known.put(facet.field(), facet);
      }
    }
    List<Facet> facets = new ArrayList<>();
    fields.forEach(field -> facets.add(known.get(field)));
    return facets;
  }

  private static long mostByRecord(String field) {
    return EventField.named(field).alone() ? MOST_BY_RECORD : MOST_BY_TASK;
  }

  private List<Facet> count(List<String> fields, int top, int sampling) throws IOException {
    List<Counting> countings = new ArrayList<>();
    for (String field : fields) {
      countings.add(counting(field));
    }
    matches.forEach(
        sampling,
        (match, all) -> {
          RawEvent record = null;
          for (Counting counting : countings) {
            if (counting.column != null) {
              counting.column.add(match.columns(), match.doc());
            } else if (counting.records != null && !counting.byTask(match, all)) {
              record = record == null ? all.recordToRead(match) : record;
              counting.records.add(record, all.around());
            }
          }
        });
    List<Facet> facets = new ArrayList<>();
    for (Counting counting : countings) {
      if (counting.column != null) {
        facets.add(counting.column.facet(top, sampling));
      } else if (counting.records != null) {
        facets.add(scaled(counting.records.facet(top), sampling));
      }
    }
    return facets;
  }

  private static Facet scaled(Facet facet, int sampling) {
    return sampling == 1
        ? facet
        : new Facet(
            facet.field(),
            facet.values().stream()
                .map(value -> new Facet.Count(value.value(), value.count() * sampling))
                .toList(),
            facet.missing() * sampling,
            facet.others() * sampling,
            sampling);
  }

  List<Facet.Count> suggest(String field, String prefix, int top) throws IOException {
    ColumnCounts column = column(field);
    if (column != null) {
      int sampling = sampling(matches.candidates(), MOST_BY_COLUMN);
      matches.forEach(sampling, (match, all) -> column.add(match.columns(), match.doc()));
      return column.values(prefix, top, sampling);
    }
    FacetTally tally = FacetTally.of(field);
    int sampling =
        sampling(matches.candidates(), Math.min(MOST_BY_RECORD / 4, mostByRecord(field)));
    matches.forEach(sampling, (match, all) -> tally.add(all.recordToRead(match), all.around()));
    return tally.values(prefix, top).stream()
        .map(value -> new Facet.Count(value.value(), value.count() * sampling))
        .toList();
  }

  List<ErrorGroup> errors(int top) throws IOException {
    ErrorColumns errors = new ErrorColumns();
    matches.like(new IndexTerms(null).kind(Columns.KIND_ERROR)).forEach(errors);
    return errors.tally().groups(selection, top, this::record);
  }

  List<PatternGroup> patterns(int top) throws IOException {
    PatternColumns patterns = new PatternColumns();
    matches.forEach(patterns);
    return patterns.tally().groups(top, this::record);
  }

  private RawEvent record(EventId event) throws IOException {
    return Lookup.find(matches.view(), event)
        .orElseThrow(() -> new IOException("the record of " + event + " is gone"))
        .view();
  }

  // A record's class file does not say that the cells may be null.
  @SuppressWarnings("NullAway")
  Table table(List<Stage> stages) throws IOException {
    String text = stages.stream().map(stage -> "| " + stage).collect(Collectors.joining(" "));
    SearchQuery staged =
        SearchQuery.parse(
            text,
            java.time.Clock.fixed(selection.query().now(), selection.query().zone()),
            selection.query().zone());
    List<Step> steps = staged.steps();
    StageEngine engine = StageEngine.of(steps);
    if (groups(steps)) {
      matches.forEach((match, all) -> engine.add(all.recordToRead(match), all.around()));
    } else {
      newestFirst(engine);
    }
    StageResult result = engine.result();
    return new Table(result.columns(), result.rows(), 1, result.complete());
  }

  private static boolean groups(List<Step> steps) {
    Step first = steps.isEmpty() ? null : steps.get(0);
    return first instanceof Step.Count
        || first instanceof Step.Top
        || first instanceof Step.Hist
        || first instanceof Step.Stats;
  }

  // What shows events as they are shows the newest of them, however many segments hold them.
  private void newestFirst(StageEngine engine) throws IOException {
    Cursor after = null;
    do {
      Page page = matches.page(new Search(selection, Search.Order.NEWEST_FIRST, PAGE, after));
      for (StoredEvent event : page.events()) {
        if (engine.satisfied()) {
          return;
        }
        matches.at(event.id());
        engine.add(event.view(), matches.around());
      }
      after = page.next();
    } while (after != null);
  }
}
