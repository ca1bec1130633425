package dev.weft.event.display;

import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Stage;
import dev.weft.event.query.Surroundings;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of tasks, asked one at a time and remembered for as long as one answer takes.
 * Used by one thread.
 */
final class TaskLookup implements Surroundings {
  private static final List<Stage> FACTS =
      List.of(new Stage("fields", "name,status,duration"), new Stage("limit", "1"));

  private final EventStore store;
  private final Clock clock;
  private final Map<String, @Nullable TaskFacts> known = new HashMap<>();

  TaskLookup(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public boolean treeHolds(int inner, String root) {
    return false;
  }

  @Override
  public boolean taskHolds(int inner, ScopeId task) {
    return false;
  }

  @Override
  public @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
    return null;
  }

  /** Throws an {@link UncheckedIOException} where the store fails. */
  @Override
  public @Nullable TaskFacts task(ScopeId task) {
    if (!known.containsKey(task.value())) {
      try {
        known.put(task.value(), ask(task));
      } catch (IOException storeFails) {
        throw new UncheckedIOException(storeFails);
      }
    }
    return known.get(task.value());
  }

  private @Nullable TaskFacts ask(ScopeId task) throws IOException {
    Optional<StoredEvent> begin = store.find(new EventId(0, task.value()));
    if (begin.isPresent()) {
      // Where the begin is known, so is its time, and a store has little to look through.
      long micros = begin.get().cursor().micros();
      return ask(
          "key:" + Quoted.of(new EventKey(0, task).toString()),
          Times.instant(micros),
          Times.instant(micros + 1));
    }
    return ask("task:" + Quoted.of(task.value()) + " depth:" + task.depth(), null, null);
  }

  private @Nullable TaskFacts ask(String query, @Nullable Instant from, @Nullable Instant to)
      throws IOException {
    SearchQuery parsed = SearchQuery.parse(query, clock, ZoneOffset.UTC);
    Table table = store.table(new Selection(parsed, from, to), FACTS);
    if (table.rows().isEmpty()) {
      return null;
    }
    List<@Nullable Object> row = table.rows().get(0);
    Object status = cell(table, row, "status");
    if (status == null) {
      return null;
    }
    Object name = cell(table, row, "name");
    return new TaskFacts(
        name == null ? null : name.toString(),
        status.toString(),
        duration(cell(table, row, "duration")));
  }

  private static @Nullable Object cell(Table table, List<@Nullable Object> row, String column) {
    int at = table.columns().indexOf(column);
    return at < 0 ? null : row.get(at);
  }

  private static @Nullable Duration duration(@Nullable Object seconds) {
    return seconds instanceof Number number
        ? Duration.ofNanos(Math.round(number.doubleValue() * 1e9))
        : null;
  }
}
