package dev.weft.lucene;

import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/**
 * A condition as the index can ask it.
 *
 * @param query finds every event that the condition holds of
 * @param exact whether it finds no other, so that nobody has to look at the records
 */
record Compiled(Query query, boolean exact) {
  static final Compiled ALL = new Compiled(new MatchAllDocsQuery(), true);
  static final Compiled NONE = new Compiled(new MatchNoDocsQuery(), true);

  /** The index cannot tell at all. */
  static final Compiled UNKNOWN = new Compiled(new MatchAllDocsQuery(), false);

  static Compiled exact(Query query) {
    return new Compiled(query, true);
  }

  static Compiled within(Query query) {
    return new Compiled(query, false);
  }

  /** The same, to be checked. */
  Compiled checked() {
    return new Compiled(query, false);
  }

  /** The same, to be checked where that is said. */
  Compiled checkedIf(boolean doubtful) {
    return doubtful ? checked() : this;
  }

  boolean all() {
    return query instanceof MatchAllDocsQuery;
  }

  static Compiled and(List<Compiled> parts) {
    boolean exact = parts.stream().allMatch(Compiled::exact);
    List<Compiled> telling = parts.stream().filter(part -> !part.all()).toList();
    if (telling.isEmpty()) {
      return exact ? ALL : UNKNOWN;
    }
    if (telling.size() == 1) {
      return new Compiled(telling.get(0).query, exact);
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    telling.forEach(part -> all.add(part.query, Occur.FILTER));
    return new Compiled(all.build(), exact);
  }

  static Compiled or(List<Compiled> parts) {
    if (parts.isEmpty()) {
      return NONE;
    }
    boolean exact = parts.stream().allMatch(Compiled::exact);
    if (parts.stream().anyMatch(Compiled::all)) {
      boolean surely = parts.stream().anyMatch(part -> part.all() && part.exact);
      return surely ? ALL : UNKNOWN;
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    parts.forEach(part -> any.add(part.query, Occur.SHOULD));
    return new Compiled(any.build(), exact);
  }

  Compiled not() {
    if (!exact) {
      return UNKNOWN;
    }
    if (all()) {
      return NONE;
    }
    return exact(
        new BooleanQuery.Builder()
            .add(new MatchAllDocsQuery(), Occur.FILTER)
            .add(query, Occur.MUST_NOT)
            .build());
  }
}
