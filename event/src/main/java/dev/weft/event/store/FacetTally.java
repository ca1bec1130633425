package dev.weft.event.store;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.EventField;
import dev.weft.event.query.Surroundings;
import dev.weft.event.query.TaskFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the values of one field, as {@link EventField#values} gives them; an event whose value is
 * a list counts once for each different one in it.
 *
 * <p>Used by one thread.
 */
public final class FacetTally {
  private static final Comparator<Facet.Count> MOST_FIRST =
      Comparator.comparingLong(Facet.Count::count).reversed().thenComparing(Facet.Count::value);

  private final EventField field;
  private final Map<String, Long> counts = new HashMap<>();
  private final List<Set<String>> several = new ArrayList<>();
  private long single;
  private long missing;

  private FacetTally(EventField field) {
    this.field = field;
  }

  /** An empty one of that field, named as a query has it. */
  public static FacetTally of(String field) {
    return new FacetTally(EventField.named(field));
  }

  /** Counts the value of a match. */
  public void add(RawEvent event, Surroundings around) {
    add(field.values(event, around));
  }

  /** Counts the value of a match, of whose task that is known; see {@link #ofTask}. */
  public void add(TaskFacts around) {
    add(field.values(around));
  }

  /** Whether the task around a match tells the value. */
  public boolean ofTask() {
    return !field.alone();
  }

  private void add(List<Object> all) {
    Set<String> values = new LinkedHashSet<>();
    all.forEach(value -> values.add(String.valueOf(value)));
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    if (values.isEmpty()) {
      missing++;
    } else if (values.size() == 1) {
      single++;
    } else {
      several.add(values);
    }
  }

  /** What was counted, with the {@code top} most frequent values. */
  public Facet facet(int top) {
    List<Facet.Count> values = values("", top);
    Set<String> listed = new LinkedHashSet<>();
    values.forEach(value -> listed.add(value.value()));
    long shown =
        values.stream().mapToLong(Facet.Count::count).sum()
            - several.stream()
                .mapToLong(all -> all.stream().filter(listed::contains).count())
                .sum();
    long unlisted =
        several.stream().filter(all -> all.stream().noneMatch(listed::contains)).count();
    return new Facet(field.name(), values, missing, single - shown + unlisted, 1);
  }

  /** The {@code top} most frequent values that begin so, equally frequent ones by value. */
  public List<Facet.Count> values(String prefix, int top) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> new Facet.Count(entry.getKey(), entry.getValue()))
        .sorted(MOST_FIRST)
        .limit(top)
        .toList();
  }
}
