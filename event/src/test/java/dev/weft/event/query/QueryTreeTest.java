package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTreeTest {
  @Test
  void printed_parsesToTheSameTree() {
    RandomQueries queries = new RandomQueries(7);
    for (int i = 0; i < 20_000; i++) {
      QueryTree tree = queries.tree();
      assertThat(QueryTree.parse(tree.toString())).as(tree.toString()).isEqualTo(tree);
    }
  }

  @Test
  void not_bindsCloserThanAnd_andCloserThanOr() {
    assertThat(QueryTree.parse("-a b OR c").where())
        .isEqualTo(
            new Expression.Or(
                List.of(
                    new Expression.And(List.of(new Expression.Not(text("a")), text("b"))),
                    text("c"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          a AND b OR c     § (a b) OR c
          a && b || !c     § (a b) OR -c
          (a)              § a
          NOT (a b)        § -(a b)
          and              § and
          level:>=warn     § level:>=warn
          x:[1 TO 5}       § x:[1 TO 5}
          x:(a OR b c)     § x:(a b c)
          obj.t:-5->-6     § obj.t:-5->-6
          obj.s:->failed   § obj.s:->failed
          foo->bar         § foo->bar
          http://a.b/c?d=1 § http://a.b/c?d=1
          /var/log/x       § \\/var/log/x
          /a.b/i c         § /a.b/i c
          x | count by y   § x | count by y
          | trees          § | trees
          in{a OR b} c     § in{a OR b} c
          path:/var/log    § path:\\/var/log
          """)
  void text_isUnderstood(String typed, String printed) {
    assertThat(QueryTree.parse(typed)).hasToString(printed.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\t\n"})
  void emptyQuery_hasNoCondition(String typed) {
    assertThat(QueryTree.parse(typed).where()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          level: error    § 6  § expected a value right after "level:"                       § level:error
          level :error    § 6  § a field's name stands right before its colon                § level:error
          time:[1 2]      § 8  § expected TO                                                 § time:[1 TO 2]
          time:[1         § 7  § expected TO                                                 § time:[1 TO *]
          time:[1 TO 2    § 12 § expected "]" or "}" to close the range of time opened at column 6 § time:[1 TO 2]
          (a b            § 4  § expected ")" to close what is opened at column 1            § (a b)
          "abc            § 0  § this quote is never closed                                  § "abc"
          roam~2          § 4  § fuzzy search (~) is not part of this language               § roam*
          roam^2          § 4  § boosting (^) is not part of this language                   § roam
          _exists_:user   § 0  § _exists_: is not part of this language; whether a field is there is asked by field:* § user:*
          a OR OR b       § 5  § OR needs a term on both sides                               § a OR "OR" b
          a)              § 1  § nothing is open that ")" could close                        § a\\)
          x | cuont       § 4  § unknown stage "cuont"                                       § x | count
          """)
  void wrongText_saysWhereWhatAndFix(String typed, int position, String problem, String fix) {
    QueryException wrong = catchThrowableOfType(QueryException.class, () -> QueryTree.parse(typed));
    assertThat(wrong.problem()).isEqualTo(problem);
    assertThat(wrong.position()).isEqualTo(position);
    assertThat(wrong.fix()).contains(fix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a OR", "-", "x:()", "x:->", "x:>", "/[/", "a\\", "in{a", "()", "a |"})
  void wrongText_isRefused(String typed) {
    assertThat(catchThrowableOfType(QueryException.class, () -> QueryTree.parse(typed)))
        .isNotNull();
  }

  @Test
  void everyFix_isUnderstood() {
    for (String typed :
        List.of("level: error", "a :b", "t:[1 2]", "(a", "\"x", "a~", "_exists_:u", "OR a", "a)")) {
      String fix =
          catchThrowableOfType(QueryException.class, () -> QueryTree.parse(typed))
              .fix()
              .orElseThrow();
      assertThat(QueryTree.parse(fix).where()).as(fix).isNotNull();
    }
  }

  @Test
  void deepNesting_isRefusedBeforeTheStackEnds() {
    String deep = "(".repeat(100_000);
    assertThat(catchThrowableOfType(QueryException.class, () -> QueryTree.parse(deep)))
        .hasMessageContaining("nested deeper than 100");
    String negated = "-".repeat(100_000) + "a";
    assertThat(catchThrowableOfType(QueryException.class, () -> QueryTree.parse(negated)))
        .hasMessageContaining("more than 100 negations");
  }

  @Test
  void picture_marksTheFault() {
    QueryException wrong =
        catchThrowableOfType(QueryException.class, () -> QueryTree.parse("level: error"));
    assertThat(wrong.picture())
        .isEqualTo(
            """
            expected a value right after "level:"
              level: error
                    ^
            try: level:error\
            """);
  }

  private static Expression text(String word) {
    return new Expression.Text(Term.Word.of(word));
  }
}
