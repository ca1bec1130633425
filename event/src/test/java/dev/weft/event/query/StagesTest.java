package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.event.query.Step.Function;
import dev.weft.event.query.Step.Measure;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {
  @Test
  void everyStage_hasItsValues() {
    assertThat(steps("| count")).containsExactly(new Step.Count(List.of()));
    assertThat(steps("| count by logger,  f.user , level"))
        .containsExactly(new Step.Count(List.of("logger", "f.user", "level")));
    assertThat(steps("| top 5 logger")).containsExactly(new Step.Top(5, "logger"));
    assertThat(steps("| hist 1m")).containsExactly(new Step.Hist(Duration.ofMinutes(1), null));
    assertThat(steps("| hist 250ms by level"))
        .containsExactly(new Step.Hist(Duration.ofMillis(250), "level"));
    assertThat(steps("| stats p50,p99.9,max(duration),count by name"))
        .containsExactly(
            new Step.Stats(
                List.of(
                    new Measure(Function.PERCENTILE, 50, "duration"),
                    new Measure(Function.PERCENTILE, 99.9, "duration"),
                    new Measure(Function.MAX, 0, "duration"),
                    new Measure(Function.COUNT, 0, null)),
                List.of("name")));
    assertThat(steps("| fields time,msg | sort time desc | limit 3"))
        .containsExactly(
            new Step.Fields(List.of("time", "msg")),
            new Step.Sort("time", true),
            new Step.Limit(3));
    assertThat(steps("| trees | limit 9"))
        .containsExactly(new Step.Show(Step.Lens.TREES), new Step.Limit(9));
    assertThat(steps("| objects")).containsExactly(new Step.Show(Step.Lens.OBJECTS));
    assertThat(steps("| errors")).containsExactly(new Step.Show(Step.Lens.ERRORS));
    assertThat(steps("| patterns")).containsExactly(new Step.Show(Step.Lens.PATTERNS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| count by logger | sort count desc | limit 5 | fields logger",
        "| stats p95(duration),min(order) by host | sort p95(duration) desc",
        "| stats sum,avg(order) | fields avg(order)",
        "| hist 1h | sort count",
        "| top 5 host | sort host",
        "| sort duration desc | limit 10",
        "| sort order asc | fields time,order",
        "| limit 5 | sort time",
        "| stats count"
      })
  void chains_areUnderstood(String text) {
    assertThat(steps(text)).hasSize(text.split("\\|", -1).length - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          a | count of logger              § 10 § expected "by"                            §
          a | count by                     § 12 § expected a field's name                  §
          a | count by logger,             § 20 § expected a field's name                  §
          a | count by lo+gger             § 13 § "lo+gger" is no field's name             §
          a | count by logger level        § 20 § "level" is too much here                 §
          a | top logger                   § 8  § "logger" is no number from 1 to 1000000  §
          a | top 0 logger                 § 8  § "0" is no number                         §
          a | top 5                        § 9  § expected a field's name                  §
          a | hist                         § 8  § hist needs a width                       §
          a | hist 5                       § 9  § "5" is no width of 1ms or more           §
          a | hist 1us                     § 9  § "1us" is no width                        §
          a | hist 1m by a,b               § 17 § at most 1 field here                     §
          a | stats                        § 9  § stats needs a measure                    §
          a | stats p95                    § 10 § "p95" of which field?                    §
          a | stats p101(x)                § 10 § a percentile is above p0                 §
          a | stats p0(x)                  § 10 § a percentile is above p0                 §
          a | stats mex(duration)          § 10 § "mex" is no measure                      § a | stats max(duration)
          a | stats max(duration           § 22 § expected ")"                             §
          a | stats max()                  § 14 § ")" is no field's name                   §
          a | sort x downwards             § 11 § expected "asc" or "desc"                 §
          a | limit                        § 9  § limit needs a number                     §
          a | limit -1                     § 10 § "-1" is no number                        §
          a | trees now                    § 10 § "now" is too much here                   §
          a | trees | sort x               § 12 § only "limit" can follow "trees"          §
          a | limit 5 | count              § 14 § "count" works on events                  §
          a | count | top 5 x              § 12 § "top" works on events                    §
          a | count by host | sort hots    § 25 § there is no column "hots"                § a | count by host | sort host
          a | count by host | fields level § 27 § there is no column "level"               §
          a | stats p5(x) | sort p6(x)     § 23 § there is no column "p6(x)"               §
          a | sort p5(x)                   § 9  § there is no column "p5(x)"               §
          """)
  void faults_pointAtTheWord(String query, int position, String problem, String fix) {
    QueryException wrong =
        catchThrowableOfType(
            QueryException.class,
            () -> SearchQuery.parse(query, Clock.systemUTC(), ZoneOffset.UTC));
    assertThat(wrong).as(query).isNotNull();
    assertThat(wrong.problem()).startsWith(problem);
    assertThat(wrong.position()).isEqualTo(position);
    if (fix != null) {
      assertThat(wrong.fix()).contains(fix);
    }
  }

  @Test
  void stagesAlone_areReadAsTheyWouldBeInAQuery() {
    List<Stage> stages = QueryTree.parse("level:error |  count   by logger | limit 2").stages();
    assertThat(Stages.parse(stages))
        .containsExactly(new Step.Count(List.of("logger")), new Step.Limit(2));
    QueryException wrong =
        catchThrowableOfType(
            QueryException.class, () -> Stages.parse(List.of(new Stage("limit", "x"))));
    assertThat(wrong.query()).isEqualTo("| limit x");
    assertThat(wrong.position()).isEqualTo(8);
  }

  @Test
  void query_refusesStages() {
    QueryException refused =
        catchThrowableOfType(QueryException.class, () -> Query.parse("a | count"));
    assertThat(refused.problem()).contains("a stream of events has none");
  }

  private static List<Step> steps(String text) {
    return SearchQuery.parse(text, Clock.systemUTC(), ZoneOffset.UTC).steps();
  }
}
