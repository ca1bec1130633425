package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query by recursive descent; NOT binds closer than AND, AND closer than OR. Used once, by
 * one thread.
 */
final class Parser {
  /** Deep enough for any person, shallow enough for any stack. */
  private static final int MAX_DEPTH = 100;

  private static final List<String> A_TERM = List.of("a word", "\"a phrase\"", "field:value", "(");

  private final Scanner scanner;
  private final IdentityHashMap<Object, int[]> places = new IdentityHashMap<>();
  private int depth;

  Parser(String text) {
    this.scanner = new Scanner(text);
  }

  QueryTree parse() {
    scanner.skipWhite();
    Expression where = scanner.atEnd() || scanner.sees("|") ? null : or();
    List<Stage> stages = new ArrayList<>();
    scanner.skipWhite();
    while (scanner.takes("|")) {
      stages.add(stage());
      scanner.skipWhite();
    }
    if (!scanner.atEnd()) {
      throw unexpected();
    }
    return new QueryTree(where, stages);
  }

  /** An error at a node of the tree that was read. */
  QueryException fault(
      Object node, String problem, Collection<String> expected, @Nullable String instead) {
    int[] place = places.getOrDefault(node, new int[] {0, 0});
    String text = scanner.text;
    String fix =
        instead == null ? null : text.substring(0, place[0]) + instead + text.substring(place[1]);
    return scanner.error(problem, place[0], List.copyOf(expected), fix);
  }

  private QueryException unexpected() {
    char found = scanner.text.charAt(scanner.at);
    String text = scanner.text;
    String fix = text.substring(0, scanner.at) + '\\' + found + text.substring(scanner.at + 1);
    return error("nothing is open that \"" + found + "\" could close", List.of(), fix);
  }

  private Expression or() {
    if (++depth > MAX_DEPTH) {
      throw error("parentheses are nested deeper than " + MAX_DEPTH, List.of(), null);
    }
    int start = scanner.at;
    List<Expression> operands = new ArrayList<>();
    do {
      operands.add(and());
      scanner.skipWhite();
    } while (takesOperator("OR") || scanner.takes("||"));
    depth--;
    return operands.size() == 1 ? operands.get(0) : placed(new Expression.Or(operands), start);
  }

  private Expression and() {
    int start = scanner.at;
    List<Expression> operands = new ArrayList<>();
    boolean joined;
    do {
      operands.add(unary());
      scanner.skipWhite();
      joined = takesOperator("AND") || takesOperator("&&");
      scanner.skipWhite();
    } while (joined || beginsUnary());
    return operands.size() == 1 ? operands.get(0) : placed(new Expression.And(operands), start);
  }

  private boolean beginsUnary() {
    return !scanner.atEnd()
        && !scanner.sees(")")
        && !scanner.sees("}")
        && !scanner.sees("]")
        && !scanner.sees("|")
        && !scanner.seesOperator("OR");
  }

  private Expression unary() {
    scanner.skipWhite();
    int start = scanner.at;
    int negations = 0;
    while (takesOperator("NOT") || scanner.takes("-") || scanner.takes("!")) {
      if (++negations > MAX_DEPTH) {
        throw error("more than " + MAX_DEPTH + " negations in a row", List.of(), null);
      }
      scanner.skipWhite();
    }
    Expression inner = primary();
    for (int i = 0; i < negations; i++) {
      inner = placed(new Expression.Not(inner), start);
    }
    return inner;
  }

  private Expression primary() {
    int start = scanner.at;
    if (scanner.takes("(")) {
      return closed(start, ")");
    }
    if (scanner.takes("in{")) {
      return placed(new Expression.InTree(closed(start, "}")), start);
    }
    if (scanner.takes("under{")) {
      return placed(new Expression.Under(closed(start, "}")), start);
    }
    rejectOperator();
    String field = scanner.takeField();
    if (field != null) {
      return placed(new Expression.Field(field, value(field)), start);
    }
    Term term = term(false);
    return placed(new Expression.Text(term), start);
  }

  private Expression closed(int opened, String bracket) {
    Expression inner = or();
    scanner.skipWhite();
    if (!scanner.takes(bracket)) {
      throw scanner.error(
          "expected \"" + bracket + "\" to close what is opened at column " + (opened + 1),
          scanner.at,
          List.of(bracket),
          scanner.atEnd() ? scanner.text + bracket : null);
    }
    return inner;
  }

  private void rejectOperator() {
    if (scanner.sees(":")) {
      String before = scanner.text.substring(0, scanner.at).stripTrailing();
      throw error(
          "a field's name stands right before its colon",
          A_TERM,
          before + scanner.text.substring(scanner.at));
    }
    for (String operator : List.of("AND", "OR", "&&")) {
      if (scanner.seesOperator(operator)) {
        String text = scanner.text;
        throw error(
            operator + " needs a term on both sides",
            A_TERM,
            text.substring(0, scanner.at)
                + '"'
                + operator
                + '"'
                + text.substring(scanner.at + operator.length()));
      }
    }
  }

  private Match value(String field) {
    int start = scanner.at;
    rejectValue(field);
    for (Match.Operator operator :
        List.of(
            Match.Operator.AT_LEAST,
            Match.Operator.AT_MOST,
            Match.Operator.GREATER,
            Match.Operator.LESS,
            Match.Operator.SAME)) {
      if (scanner.takes(operator.sign())) {
        return placed(new Match.Compare(operator, term(false)), start);
      }
    }
    if (scanner.sees("[") || scanner.sees("{")) {
      return placed(range(field), start);
    }
    return scanner.takes("(") ? placed(choices(), start) : scalar();
  }

  private void rejectValue(String field) {
    String text = scanner.text;
    if (field.equals("_exists_")) {
      int end = scanner.at;
      Term named = scanner.takeTerm(false);
      String name = named instanceof Term.Word word ? word.text() : "field";
      throw scanner.error(
          "_exists_: is not part of this language; whether a field is there is asked by field:*",
          end - field.length() - 1,
          List.of("field:*"),
          text.substring(0, end - field.length() - 1) + name + ":*" + text.substring(scanner.at));
    }
    if (scanner.atEnd() || Character.isWhitespace(text.charAt(scanner.at))) {
      String rest = text.substring(scanner.at).stripLeading();
      throw error(
          "expected a value right after \"" + field + ":\"",
          List.of("a value", "*"),
          text.substring(0, scanner.at) + (rest.isEmpty() ? "*" : rest));
    }
  }

  private Match range(String field) {
    int start = scanner.at;
    boolean lowIncluded = scanner.takes("[") || !scanner.takes("{");
    Term low = rangeEnd();
    scanner.skipWhite();
    if (!takesOperator("TO")) {
      String after = scanner.text.substring(scanner.at).stripLeading();
      throw error(
          "expected TO",
          List.of("TO"),
          scanner.text.substring(0, scanner.at).stripTrailing()
              + " TO "
              + (after.isEmpty() ? "*]" : after.startsWith("]") ? "*" + after : after));
    }
    Term high = rangeEnd();
    scanner.skipWhite();
    boolean highIncluded = scanner.takes("]");
    if (!highIncluded && !scanner.takes("}")) {
      throw error(
          "expected \"]\" or \"}\" to close the range of "
              + field
              + " opened at column "
              + (start + 1),
          List.of("]", "}"),
          scanner.atEnd() ? scanner.text + "]" : null);
    }
    return new Match.Range(low, lowIncluded, high, highIncluded);
  }

  private Term rangeEnd() {
    scanner.skipWhite();
    if (scanner.seesOperator("TO")) {
      throw error("expected a value", List.of("a value", "*"), null);
    }
    return term(false);
  }

  private Match choices() {
    List<Match.Scalar> choices = new ArrayList<>();
    int opened = scanner.at - 1;
    scanner.skipWhite();
    while (!scanner.takes(")")) {
      if (scanner.atEnd()) {
        throw scanner.error(
            "expected \")\" to close what is opened at column " + (opened + 1),
            scanner.at,
            List.of(")"),
            scanner.text + ")");
      }
      choices.add(scalar());
      scanner.skipWhite();
      if (takesOperator("OR")) {
        scanner.skipWhite();
      }
    }
    if (choices.isEmpty()) {
      throw scanner.error("expected a value", scanner.at - 1, List.of("a value"), null);
    }
    return new Match.AnyOf(choices);
  }

  private Match.Scalar scalar() {
    int start = scanner.at;
    Term from = scanner.sees("->") ? null : term(true);
    if (!scanner.takes("->")) {
      return placed(new Match.Equal(requireNonNull(from)), start);
    }
    int behind = scanner.at;
    Term to = scanner.takeTerm(true);
    if (to != null) {
      placedTerm(to, behind);
    }
    if (from == null && to == null) {
      throw scanner.error(
          "a transition needs a value on one side of ->", start, List.of("a value"), null);
    }
    return placed(new Match.Transition(from, to), start);
  }

  private Term term(boolean inScalar) {
    int start = scanner.at;
    Term term = scanner.takeTerm(inScalar);
    if (term == null) {
      throw error(
          scanner.atEnd() ? "the query ends where a term should follow" : "expected a term",
          A_TERM,
          null);
    }
    return placedTerm(term, start);
  }

  private Term placedTerm(Term term, int start) {
    if (term instanceof Term.Regex regex) {
      try {
        Pattern.compile(regex.pattern());
      } catch (PatternSyntaxException badPattern) {
        throw scanner.error(
            "not a regular expression: " + badPattern.getDescription(),
            Math.min(start + 1 + Math.max(0, badPattern.getIndex()), scanner.text.length()),
            List.of(),
            null);
      }
    }
    return placed(term, start);
  }

  private Stage stage() {
    scanner.skipWhite();
    int start = scanner.at;
    int end = scanner.text.indexOf('|', start);
    scanner.at = end < 0 ? scanner.text.length() : end;
    String stage = scanner.text.substring(start, scanner.at).strip().replaceAll("\\s+", " ");
    int space = stage.indexOf(' ');
    String name = space < 0 ? stage : stage.substring(0, space);
    if (!QueryTree.STAGES.contains(name)) {
      String near = Names.nearest(name, QueryTree.STAGES).orElse("count");
      throw scanner.error(
          name.isEmpty() ? "expected a stage after |" : "unknown stage \"" + name + "\"",
          start,
          QueryTree.STAGES,
          scanner.text.substring(0, start) + near + scanner.text.substring(start + name.length()));
    }
    return placed(new Stage(name, space < 0 ? "" : stage.substring(space + 1)), start);
  }

  private boolean takesOperator(String word) {
    return scanner.seesOperator(word) && scanner.takes(word);
  }

  private <T> T placed(T node, int start) {
    places.putIfAbsent(node, new int[] {start, scanner.at});
    return node;
  }

  private QueryException error(String problem, List<String> expected, @Nullable String fix) {
    return scanner.error(problem, scanner.at, expected, fix);
  }
}
