package dev.weft.lucene;

import dev.weft.event.Level;
import dev.weft.event.store.Facet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/**
 * Counts the values of one built-in field by its column, without reading a record: ordinals of each
 * segment first, texts at its end.
 *
 * <p>Used by one thread.
 */
final class ColumnCounts {
  private static final Comparator<Facet.Count> MOST_FIRST =
      Comparator.comparingLong(Facet.Count::count).reversed().thenComparing(Facet.Count::value);

  private final String field;
  private final Map<String, Long> counts = new HashMap<>();
  private long missing;
  private @Nullable LeafReaderContext leaf;
  private @Nullable SortedDocValues column;
  private long[] ordinals = {};
  private final EnumMap<Level, long[]> levels = new EnumMap<>(Level.class);

  private ColumnCounts(String field) {
    this.field = field;
  }

  /** An empty one; null when the field has no column that tells all. */
  static @Nullable ColumnCounts of(String field) {
    return field.equals("level") || EventDocument.COLUMNS.containsKey(field)
        ? new ColumnCounts(field)
        : null;
  }

  @SuppressWarnings("ReferenceEquality") // is it the same segment?
  void add(TreeEvents.LeafColumns at, int doc) throws IOException {
    if (field.equals("level")) {
      long traits = at.traits();
      if (Traits.saysLevel(traits)) {
        levels.computeIfAbsent(Traits.level(traits), unused -> new long[1])[0]++;
      } else {
        missing++;
      }
      return;
    }
    SortedDocValues values = column;
    if (values == null || leaf != at.leaf()) {
      endLeaf();
      leaf = at.leaf();
      values = DocValues.getSorted(at.leaf().reader(), EventDocument.COLUMNS.get(field));
      column = values;
      ordinals = new long[values.getValueCount()];
    }
    if (values.advanceExact(doc)) {
      ordinals[values.ordValue()]++;
    } else {
      missing++;
    }
  }

  private void endLeaf() throws IOException {
    SortedDocValues values = column;
    if (values != null) {
      for (int i = 0; i < ordinals.length; i++) {
        if (ordinals[i] > 0) {
          counts.merge(values.lookupOrd(i).utf8ToString(), ordinals[i], Long::sum);
        }
      }
    }
    column = null;
  }

  Facet facet(int top, int sampling) throws IOException {
    List<Facet.Count> all = values("", Integer.MAX_VALUE, sampling);
    List<Facet.Count> listed = all.subList(0, Math.min(top, all.size()));
    long sum = all.stream().mapToLong(Facet.Count::count).sum();
    long shown = listed.stream().mapToLong(Facet.Count::count).sum();
    return new Facet(field, listed, missing * sampling, sum - shown, sampling);
  }

  List<Facet.Count> values(String prefix, int top, int sampling) throws IOException {
    endLeaf();
    levels.forEach((level, count) -> counts.put(level.name().toLowerCase(Locale.ROOT), count[0]));
    List<Facet.Count> all = new ArrayList<>();
    counts.forEach((value, count) -> {
      if (value.startsWith(prefix)) {
        all.add(new Facet.Count(value, count * sampling));
      }
    });
    all.sort(MOST_FIRST);
    return List.copyOf(all.subList(0, Math.min(top, all.size())));
  }
}
