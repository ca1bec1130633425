package dev.weft.event.query;

import dev.weft.event.flow.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query by recursive descent; NOT binds closer than AND, AND closer than OR. Used once, by
 * one thread.
 */
final class Parser {
  /** Deep enough for any person, shallow enough for any stack. */
  private static final int MAX_DEPTH = 100;

  private final Scanner scanner;
  private final Places places;
  private final Values values;
  private final List<SearchQuery.Hint> hints = new ArrayList<>();
  private int depth;

  Parser(String text) {
    this.scanner = new Scanner(text);
    this.places = new Places(scanner);
    this.values = new Values(scanner, places);
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

  /** What may be meant otherwise. */
  List<SearchQuery.Hint> hints() {
    return List.copyOf(hints);
  }

  /** Makes errors at nodes of the tree that was read. */
  Faults faults() {
    return places;
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
      Expression named = placed(new Expression.Field(field, values.value(field)), start);
      hintAtPath(start, field);
      return named;
    }
    Term term = values.term(false);
    return placed(new Expression.Text(term), start);
  }

  private void hintAtPath(int start, String field) {
    String text = scanner.text;
    if (field.length() == 1 && text.startsWith("\\", start + 2)) {
      String path = text.substring(start, scanner.at);
      hints.add(
          new SearchQuery.Hint(
              start,
              path + " is read as field " + field + "; a path stands in quotes",
              text.substring(0, start) + Printer.quoted(path) + text.substring(scanner.at)));
    }
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
          Values.A_TERM,
          before + scanner.text.substring(scanner.at));
    }
    for (String operator : List.of("AND", "OR", "&&")) {
      if (scanner.seesOperator(operator)) {
        String text = scanner.text;
        throw error(
            operator + " needs a term on both sides",
            Values.A_TERM,
            text.substring(0, scanner.at)
                + '"'
                + operator
                + '"'
                + text.substring(scanner.at + operator.length()));
      }
    }
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
    return scanner.takesOperator(word);
  }

  private <T> T placed(T node, int start) {
    return places.placed(node, start);
  }

  private QueryException error(String problem, List<String> expected, @Nullable String fix) {
    return scanner.error(problem, scanner.at, expected, fix);
  }
}
