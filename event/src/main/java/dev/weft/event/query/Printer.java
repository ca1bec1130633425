package dev.weft.event.query;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a tree as a text that parses to the same tree. */
final class Printer {
  private static final Set<String> RESERVED = Set.of("AND", "OR", "NOT", "TO", "&&");
  private static final Pattern STRUCTURAL = Pattern.compile("[\\\\*\\s(){}\\[\\]\"|~^]");

  private Printer() {}

  static String print(QueryTree tree) {
    StringBuilder text = new StringBuilder();
    if (tree.where() != null) {
      text.append(expression(tree.where()));
    }
    for (Stage stage : tree.stages()) {
      text.append(text.isEmpty() ? "| " : " | ").append(stage);
    }
    return text.toString();
  }

  private static String expression(Expression expression) {
    if (expression instanceof Expression.And and) {
      return joined(and.operands(), " ");
    }
    if (expression instanceof Expression.Or or) {
      return joined(or.operands(), " OR ");
    }
    return single(expression);
  }

  private static String joined(List<Expression> operands, String operator) {
    return operands.stream().map(Printer::operand).collect(Collectors.joining(operator));
  }

  private static String operand(Expression expression) {
    boolean several = expression instanceof Expression.And || expression instanceof Expression.Or;
    return several ? '(' + expression(expression) + ')' : single(expression);
  }

  private static String single(Expression expression) {
    if (expression instanceof Expression.Not not) {
      return '-' + operand(not.operand());
    }
    if (expression instanceof Expression.InTree inTree) {
      return "in{" + expression(inTree.inner()) + '}';
    }
    if (expression instanceof Expression.Under under) {
      return "under{" + expression(under.inner()) + '}';
    }
    if (expression instanceof Expression.Field field) {
      return field.name() + ':' + print(field.match());
    }
    return term(((Expression.Text) expression).term(), false);
  }

  /** What stands behind a field's colon. */
  static String print(Match match) {
    if (match instanceof Match.Compare compare) {
      return compare.operator().sign() + term(compare.term(), true);
    }
    if (match instanceof Match.Range range) {
      return (range.lowIncluded() ? "[" : "{")
          + term(range.low(), true)
          + " TO "
          + term(range.high(), true)
          + (range.highIncluded() ? "]" : "}");
    }
    if (match instanceof Match.AnyOf anyOf) {
      return anyOf.choices().stream()
          .map(Printer::scalar)
          .collect(Collectors.joining(" ", "(", ")"));
    }
    return scalar((Match.Scalar) match);
  }

  private static String scalar(Match.Scalar scalar) {
    if (scalar instanceof Match.Transition transition) {
      return optional(transition.from()) + "->" + optional(transition.to());
    }
    return term(((Match.Equal) scalar).term(), true);
  }

  private static String optional(@Nullable Term term) {
    return term == null ? "" : term(term, true);
  }

  /** A text as a phrase. */
  static String quoted(String text) {
    return '"' + text.replaceAll("([\"\\\\])", "\\\\$1") + '"';
  }

  /** A value behind a field's colon: as a word if it is read as that word, else as a phrase. */
  static String value(String text) {
    try {
      Expression word = new Expression.Field("x", new Match.Equal(Term.Word.of(text)));
      return word.equals(QueryTree.parse("x:" + text).where()) ? text : quoted(text);
    } catch (IllegalArgumentException noWord) {
      return quoted(text);
    }
  }

  private static String term(Term term, boolean value) {
    if (term instanceof Term.Phrase phrase) {
      return quoted(phrase.text());
    }
    if (term instanceof Term.Regex regex) {
      return '/' + regex.pattern().replace("/", "\\/") + '/' + regex.flags();
    }
    String text =
        ((Term.Word) term)
            .parts().stream()
                .map(part -> STRUCTURAL.matcher(part).replaceAll("\\\\$0"))
                .collect(Collectors.joining("*"));
    return value ? valueWord(text) : textWord(text);
  }

  private static String textWord(String text) {
    boolean url = text.matches("(?s)\\w+://.*");
    String named = url ? text : text.replace(":", "\\:");
    boolean operator = RESERVED.contains(named) || named.matches("(?s)[-!/].*");
    return operator ? '\\' + named : named;
  }

  private static String valueWord(String text) {
    String plain = text.replace("->", "\\->");
    boolean operator = RESERVED.contains(plain) || plain.matches("(?s)[<>=/].*");
    return operator ? '\\' + plain : plain;
  }
}
