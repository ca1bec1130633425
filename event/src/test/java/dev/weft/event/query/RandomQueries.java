package dev.weft.event.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random trees, with the characters in them that the grammar has uses for. */
final class RandomQueries {
  private static final String CHARACTERS = "ab1 .-:>*\\\"(){}[]|/!~^=<&é,\n";
  private static final List<String> WORDS =
      List.of(
          "AND", "OR", "NOT", "TO", "in", "-5", "http://x.y/z", "->", "a->b", "&&", "/a/", "C:");

  private static final List<Match.Operator> OPERATORS = List.of(Match.Operator.values());

  private final Random random;

  RandomQueries(long seed) {
    random = new Random(seed);
  }

  QueryTree tree() {
    List<Stage> stages = new ArrayList<>();
    while (random.nextInt(4) == 0) {
      stages.add(
          new Stage(QueryTree.STAGES.get(random.nextInt(3)), random.nextBoolean() ? "" : "5 x"));
    }
    return new QueryTree(random.nextInt(20) == 0 ? null : expression(4), stages);
  }

  Expression expression(int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 7)) {
      case 0 -> new Expression.Text(term());
      case 1 -> new Expression.Field(field(), match());
      case 2 -> new Expression.Not(expression(depth - 1));
      case 3 -> new Expression.And(several(depth));
      case 4 -> new Expression.Or(several(depth));
      case 5 -> new Expression.InTree(expression(depth - 1));
      default -> new Expression.Under(expression(depth - 1));
    };
  }

  private List<Expression> several(int depth) {
    List<Expression> operands = new ArrayList<>();
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      operands.add(expression(depth - 1));
    }
    return operands;
  }

  private String field() {
    return List.of("level", "context.user", "_x", "@t", "a-b", "é1").get(random.nextInt(6));
  }

  private Match match() {
    return switch (random.nextInt(5)) {
      case 0 -> new Match.Compare(OPERATORS.get(random.nextInt(5)), term());
      case 1 -> new Match.Range(term(), random.nextBoolean(), term(), random.nextBoolean());
      case 2 -> new Match.AnyOf(List.of(scalar(), scalar()));
      default -> scalar();
    };
  }

  private Match.Scalar scalar() {
    return switch (random.nextInt(4)) {
      case 0 -> new Match.Transition(term(), random.nextBoolean() ? term() : null);
      case 1 -> new Match.Transition(null, term());
      default -> new Match.Equal(term());
    };
  }

  private Term term() {
    return switch (random.nextInt(5)) {
      case 0 -> new Term.Phrase(text(0));
      case 1 ->
          new Term.Regex(
              random.nextBoolean() ? "a/b\\d+" : "x.*y", random.nextBoolean() ? "i" : "");
      case 2 -> new Term.Word(List.of(text(0), text(1)));
      case 3 -> Term.Word.of(WORDS.get(random.nextInt(WORDS.size())));
      default -> Term.Word.of(text(1));
    };
  }

  private String text(int least) {
    StringBuilder text = new StringBuilder();
    int length = least + random.nextInt(4);
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
