package dev.weft.lucene;

import dev.weft.event.Level;
import dev.weft.event.query.Expression;
import dev.weft.event.query.Match;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Term;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;

/**
 * Turns a query's tree into a question to one slice's index that finds all matches, and tells
 * whether it finds others too: then the record decides, by {@link SearchQuery#matches}. So nothing
 * is decided here that the language decides otherwise.
 *
 * <p>Used by one thread.
 */
final class QueryCompiler {
  private static final int SHORTEST_ROOT = 8;
  private static final int MOST_ROOTS = 200_000;
  private static final Level[] LEVELS = Level.values();

  private final IndexTerms terms;
  private final TextCompiler texts;
  private final ValueCompiler values;
  private final List<Set<String>> rootsOfInner;
  private int inner;

  private QueryCompiler(IndexReader reader, List<Set<String>> rootsOfInner) {
    this.terms = new IndexTerms(reader);
    this.texts = new TextCompiler(terms);
    this.values = new ValueCompiler(terms);
    this.rootsOfInner = rootsOfInner;
  }

  /**
   * Compiles for one slice.
   *
   * @param rootsOfInner of each inner condition the roots of the trees that hold a match
   */
  static Compiled compile(SearchQuery query, IndexReader reader, List<Set<String>> rootsOfInner)
      throws IOException {
    Expression where = query.tree().where();
    return where == null ? Compiled.ALL : new QueryCompiler(reader, rootsOfInner).compile(where);
  }

  private Compiled compile(Expression expression) throws IOException {
    if (expression instanceof Expression.And and) {
      return Compiled.and(all(and.operands()));
    }
    if (expression instanceof Expression.Or or) {
      return Compiled.or(all(or.operands()));
    }
    if (expression instanceof Expression.Not not) {
      return compile(not.operand()).not();
    }
    if (expression instanceof Expression.Text text) {
      return texts.text(text.term());
    }
    if (expression instanceof Expression.Field field) {
      return match(field.name(), field.match());
    }
    return scope(expression instanceof Expression.InTree);
  }

  private List<Compiled> all(List<Expression> operands) throws IOException {
    List<Compiled> compiled = new ArrayList<>();
    for (Expression operand : operands) {
      compiled.add(compile(operand));
    }
    return compiled;
  }

  private Compiled scope(boolean wholeTree) {
    Compiled inTask = Compiled.within(terms.kind(Columns.KIND_TASK));
    Set<String> roots = inner < rootsOfInner.size() ? rootsOfInner.get(inner++) : Set.of();
    if (roots.size() > MOST_ROOTS) {
      return inTask;
    }
    List<BytesRef> wanted = new ArrayList<>();
    for (String root : roots) {
      wanted.add(terms.bare(Columns.ROOT, root, Columns.LONGEST_ROOT));
      wanted.add(terms.bare(Columns.ROOT_OF_NO_TREE, root, Columns.LONGEST_ROOT));
    }
    Query within = terms.any(wanted);
    return wholeTree ? Compiled.exact(within) : Compiled.within(within);
  }

  private Compiled match(String name, Match match) throws IOException {
    if (match instanceof Match.AnyOf anyOf) {
      List<Compiled> choices = new ArrayList<>();
      for (Match.Scalar choice : anyOf.choices()) {
        choices.add(match(name, choice));
      }
      return Compiled.or(choices);
    }
    if (match instanceof Match.Transition) {
      return Compiled.within(terms.kind(Columns.KIND_CHANGE));
    }
    return switch (name) {
      case "level" -> level(match);
      case "logger" -> logger(match);
      case "host", "process", "thread", "service", "object", "pattern" ->
          values.builtIn(name, match);
      case "rkey" ->
          match instanceof Match.Equal equal && isTopic(equal.term())
              ? Compiled.within(terms.present(Columns.BUILT_IN, name))
              : values.builtIn(name, match);
      case "msg" -> words(match).checked();
      case "exception" ->
          Compiled.and(
              List.of(
                  words(match).checked(),
                  Compiled.within(terms.present(Columns.BUILT_IN, "exception"))));
      case "task" -> task(match);
      case "key", "time" -> Compiled.UNKNOWN;
      case "seq", "depth", "name", "duration" -> Compiled.within(terms.kind(Columns.KIND_TASK));
      case "status" -> Compiled.UNKNOWN;
      case "type" -> type(match);
      default -> values.own(name, match);
    };
  }

  private static boolean isTopic(Term term) {
    return term instanceof Term.Word word
        && (word.glob() || word.text().contains("#") || word.text().contains("*"));
  }

  private Compiled words(Match match) throws IOException {
    return match instanceof Match.Equal equal
            && !(equal.term() instanceof Term.Word word && word.anything())
        ? texts.text(equal.term())
        : Compiled.UNKNOWN;
  }

  private Compiled level(Match match) {
    if (match instanceof Match.Equal equal) {
      return level(Match.Operator.SAME, equal.term());
    }
    if (match instanceof Match.Compare compare) {
      return level(compare.operator(), compare.term());
    }
    if (match instanceof Match.Range range) {
      return Compiled.and(
          List.of(
              level(
                  range.lowIncluded() ? Match.Operator.AT_LEAST : Match.Operator.GREATER,
                  range.low()),
              level(
                  range.highIncluded() ? Match.Operator.AT_MOST : Match.Operator.LESS,
                  range.high())));
    }
    return Compiled.UNKNOWN;
  }

  private Compiled level(Match.Operator operator, Term term) {
    Level wanted = ValueCompiler.plain(term).flatMap(Level::ofName).orElse(null);
    List<Compiled> some = new ArrayList<>();
    for (Level level : LEVELS) {
      if (wanted == null || holds(operator, level.compareTo(wanted))) {
        some.add(Compiled.exact(terms.level(level)));
      }
    }
    boolean exact = wanted != null || (term instanceof Term.Word word && word.anything());
    return exact ? Compiled.or(some) : Compiled.or(some).checked();
  }

  static boolean holds(Match.Operator operator, int order) {
    return switch (operator) {
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case SAME -> order == 0;
    };
  }

  private Compiled logger(Match match) throws IOException {
    if (match instanceof Match.Equal equal
        && equal.term() instanceof Term.Word word
        && word.parts().size() == 2
        && word.parts().get(1).isEmpty()
        && word.parts().get(0).endsWith(".")) {
      return values.within("logger", word.parts().get(0));
    }
    return values.builtIn("logger", match);
  }

  private Compiled task(Match match) throws IOException {
    Compiled inTask = Compiled.within(terms.kind(Columns.KIND_TASK));
    String text =
        match instanceof Match.Equal equal ? ValueCompiler.plain(equal.term()).orElse("") : "";
    int slash = text.indexOf('/');
    String root = slash < 0 ? text : text.substring(0, slash);
    if (root.isEmpty()) {
      return inTask;
    }
    Compiled tree =
        Compiled.or(List.of(tree(Columns.ROOT, root), tree(Columns.ROOT_OF_NO_TREE, root)));
    if (slash < 0) {
      return tree;
    }
    Compiled whole = tree.checked();
    // Below a root that is written out, the column of identities narrows a large tree down.
    BytesRef from = SortKey.prefix(text);
    BytesRef to = new BytesRef(from.bytes.length + 1);
    to.length = from.length + 1;
    System.arraycopy(from.bytes, from.offset, to.bytes, 0, from.length);
    to.bytes[from.length] = (byte) 0xFF;
    Query below = SortedDocValuesField.newSlowRangeQuery(Columns.KEY, from, to, true, true);
    boolean plainPath = text.substring(slash + 1).matches("[1-9][0-9]{0,17}(/[1-9][0-9]{0,17})*");
    boolean uuid = root.length() == 36;
    return plainPath && uuid ? Compiled.and(List.of(tree, Compiled.within(below))) : whole;
  }

  private Compiled tree(int mark, String root) throws IOException {
    BytesRef term = terms.bare(mark, root, Columns.LONGEST_ROOT);
    return Compiled.exact(
        root.length() < SHORTEST_ROOT ? terms.term(term) : terms.onlyPrefix(term));
  }

  private Compiled type(Match match) {
    String type =
        match instanceof Match.Equal equal ? ValueCompiler.plain(equal.term()).orElse("") : "";
    return switch (type) {
      case "begin" ->
          Compiled.or(
              List.of(
                  Compiled.within(terms.kind(Columns.KIND_BEGIN)), Compiled.within(said("begin"))));
      case "end", "loss", "source", "level" -> Compiled.within(said(type));
      case "born", "finished", "transient", "snapshot", "change" ->
          Compiled.within(terms.kind(Columns.KIND_CHANGE));
      default -> Compiled.UNKNOWN;
    };
  }

  private Query said(String kind) {
    return terms.term(terms.bare(Columns.SAID_KIND, kind, Columns.LONGEST_TEXT));
  }
}
