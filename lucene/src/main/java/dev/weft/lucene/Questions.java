package dev.weft.lucene;

import dev.weft.event.query.SearchQuery;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A query as each slice is asked it: compiled when the slice is looked at, since what an index can
 * tell exactly depends on what is in it.
 *
 * <p>Used by one thread.
 */
final class Questions {
  private final View view;
  private final SearchQuery query;
  private final List<Set<String>> rootsOfInner;
  private final @Nullable Query required;
  private final Map<Slice, Asked> asked = new HashMap<>();

  /**
   * What a slice is asked.
   *
   * @param weight finds the candidates
   * @param exact whether all of them match
   * @param all whether everything is one
   */
  record Asked(Weight weight, boolean exact, boolean all) {}

  Questions(
      View view, SearchQuery query, List<Set<String>> rootsOfInner, @Nullable Query required) {
    this.view = view;
    this.required = required;
    this.query = query;
    this.rootsOfInner = rootsOfInner;
  }

  Asked of(Slice slice) throws IOException {
    Asked known = asked.get(slice);
    if (known == null) {
      Compiled compiled = QueryCompiler.compile(query, view.reader(slice), rootsOfInner);
      if (required != null) {
        compiled = Compiled.and(List.of(compiled, Compiled.exact(required)));
      }
      known = new Asked(weight(view, slice, compiled.query()), compiled.exact(), compiled.all());
      asked.put(slice, known);
    }
    return known;
  }

  static Weight weight(View view, Slice slice, Query query) throws IOException {
    IndexSearcher searcher = new IndexSearcher(view.reader(slice));
    searcher.setQueryCache(null);
    return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
  }
}
