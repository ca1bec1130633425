package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads terms, and what stands behind a field's colon. Used by one parser. */
final class Values {
  static final List<String> A_TERM = List.of("a word", "\"a phrase\"", "field:value", "(");

  private final Scanner scanner;
  private final Places places;

  Values(Scanner scanner, Places places) {
    this.scanner = scanner;
    this.places = places;
  }

  Match value(String field) {
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
        return places.placed(new Match.Compare(operator, term(false)), start);
      }
    }
    if (scanner.sees("[") || scanner.sees("{")) {
      return places.placed(range(field), start);
    }
    return scanner.takes("(") ? places.placed(choices(), start) : scalar();
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
    if (!scanner.takesOperator("TO")) {
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
      if (scanner.takesOperator("OR")) {
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
      return places.placed(new Match.Equal(requireNonNull(from)), start);
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
    return places.placed(new Match.Transition(from, to), start);
  }

  Term term(boolean inScalar) {
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
    return places.placed(term, start);
  }

  private QueryException error(String problem, List<String> expected, @Nullable String fix) {
    return scanner.error(problem, scanner.at, expected, fix);
  }
}
