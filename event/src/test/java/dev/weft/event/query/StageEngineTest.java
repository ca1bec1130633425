package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.event.codec.RawEvent;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StageEngineTest {
  private static final List<String> EVENTS =
      List.of(
          "{'name':'a.B','levelno':40,'created':60.5,'order':3,'tags':['x','y']}",
          "{'name':'a.B','levelno':20,'created':61,'order':10,'tags':['y']}",
          "{'name':'c','levelno':40,'created':119.999999,'order':'z'}",
          "{'name':'c','levelno':50,'created':120,'order':3.0,'flag':true}",
          "{'levelno':10,'created':200}");

  @Test
  void count_isMostFirst_andByValueThen() {
    assertThat(rows("| count")).isEqualTo(List.of(row(5L)));
    assertThat(rows("| count by logger"))
        .isEqualTo(List.of(row("a.B", 2L), row("c", 2L), row(null, 1L)));
    assertThat(rows("| count by level,logger | limit 2"))
        .isEqualTo(List.of(row("debug", null, 1L), row("error", "a.B", 1L)));
    assertThat(result("| count by level, logger").columns())
        .containsExactly("level", "logger", "count");
  }

  @Test
  void wholeNumbers_areOneValue_andAListIsEachOfItsItems() {
    assertThat(rows("| count by order"))
        .isEqualTo(List.of(row(3L, 2L), row(10L, 1L), row("z", 1L), row(null, 1L)));
    assertThat(rows("| top 5 tags")).isEqualTo(List.of(row("y", 2L), row("x", 1L)));
    assertThat(rows("| top 1 flag")).isEqualTo(List.of(row("true", 1L)));
  }

  @Test
  void hist_isInOrderOfTime() {
    assertThat(rows("| hist 1m"))
        .isEqualTo(List.of(row(60_000_000L, 3L), row(120_000_000L, 1L), row(180_000_000L, 1L)));
    assertThat(rows("| hist 1m by level | limit 2"))
        .isEqualTo(List.of(row(60_000_000L, "error", 2L), row(60_000_000L, "info", 1L)));
  }

  @Test
  void stats_takeNumbersOnly() {
    assertThat(rows("| stats count,count,sum,avg,min,max,p50,p100(order)").get(0))
        .isEqualTo(row(4L, 4L, 16.0, 16.0 / 3, 3.0, 10.0, 3.0, 10.0));
    assertThat(rows("| stats max(order),count by logger"))
        .isEqualTo(List.of(row("a.B", 10.0, 2L), row("c", 3.0, 2L), row(null, null, 1L)));
    assertThat(rows("| stats max(absent), count(absent)")).isEqualTo(List.of(row(null, 0L)));
    assertThat(result("| stats p99.9,max(order) by level").columns())
        .containsExactly("level", "p99.9(order)", "max(order)");
  }

  @Test
  void sort_putsNumbersBeforeTexts_andWhatIsMissingLast() {
    assertThat(rows("| sort order | fields order"))
        .isEqualTo(List.of(row(3L), row(3L), row(10L), row("z"), row((Object) null)));
    assertThat(rows("| sort order desc | fields order | limit 2"))
        .isEqualTo(List.of(row("z"), row(10L)));
    assertThat(rows("| count by level | sort level desc | fields level"))
        .isEqualTo(List.of(row("fatal"), row("error"), row("info"), row("debug")));
    assertThat(rows("| fields logger,level | sort level"))
        .startsWith(row(null, "debug"), row("a.B", "info"));
  }

  @Test
  void events_haveUsualColumns() {
    StageResult result = result("| sort order desc | limit 1");
    assertThat(result.columns())
        .containsExactly("time", "level", "host", "logger", "msg", "key", "order");
    assertThat(result.rows().get(0).get(6)).isEqualTo("z");
    assertThat(result("| limit 2").rows()).hasSize(2);
    assertThat(result("| limit 2").complete()).isTrue();
  }

  @Test
  void limit_isSatisfiedEarly_butNotBehindASort() {
    StageEngine engine = engine("| limit 1");
    assertThat(engine.satisfied()).isFalse();
    engine.add(event(EVENTS.get(0)), Surroundings.NONE);
    assertThat(engine.satisfied()).isTrue();
    StageEngine sorting = engine("| sort time | limit 1");
    sorting.add(event(EVENTS.get(0)), Surroundings.NONE);
    assertThat(sorting.satisfied()).isFalse();
  }

  @Test
  void tooManyRowsOrGroups_areSaid() {
    StageEngine rows = engine("| sort order desc | fields order");
    StageEngine first = engine("| fields order");
    StageEngine groups = engine("| count by order");
    StageEngine figures = engine("| stats max(order) by order");
    for (int i = 0; i < 100_001; i++) {
      RawEvent event = event("{'order':" + i + "}");
      if (i > 89_000) {
        rows.add(event, Surroundings.NONE);
        first.add(event, Surroundings.NONE);
      }
      groups.add(event, Surroundings.NONE);
      figures.add(event, Surroundings.NONE);
      if (i == 99_999) {
        assertThat(groups.result().complete()).isTrue();
      }
    }
    assertThat(rows.result().complete()).isFalse();
    assertThat(rows.result().rows()).hasSize(10_000).startsWith(row(100_000L), row(99_999L));
    assertThat(first.result().complete()).isFalse();
    assertThat(first.result().rows()).startsWith(row(89_001L));
    assertThat(groups.result().complete()).isFalse();
    assertThat(groups.result().rows()).hasSize(100_000);
    assertThat(figures.result().complete()).isFalse();
  }

  @Test
  void percentiles_areExact_andWithinOnePercentBeyondTheirLimit() {
    Random random = new Random(5);
    StageEngine engine = engine("| stats p1,p50,p95,p99.9,min,max,sum(x)");
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() * Math.exp(random.nextDouble() * 9);
      engine.add(event("{'x':" + values[i] + "}"), Surroundings.NONE);
      if (i == 9_999) {
        check(engine.result().rows().get(0), Arrays.copyOf(values, i + 1), 0);
      }
    }
    check(engine.result().rows().get(0), values, 0.0101);
  }

  private static void check(List<@Nullable Object> row, double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] percents = {1, 50, 95, 99.9};
    for (int i = 0; i < percents.length; i++) {
      double exact = sorted[(int) Math.ceil(percents[i] / 100 * sorted.length) - 1];
      assertThat((Double) row.get(i)).isCloseTo(exact, within(Math.abs(exact) * share + 1e-12));
    }
    assertThat(row.get(4)).isEqualTo(sorted[0]);
    assertThat(row.get(5)).isEqualTo(sorted[sorted.length - 1]);
  }

  @Test
  void order_ofTheEvents_doesNotMatterToFigures() {
    List<String> shuffled = new java.util.ArrayList<>(EVENTS);
    Collections.shuffle(shuffled, new Random(1));
    for (String stages : List.of("| count by tags,level", "| stats sum,p50(order) by logger")) {
      StageEngine engine = engine(stages);
      shuffled.forEach(event -> engine.add(event(event), Surroundings.NONE));
      assertThat(engine.result().rows()).isEqualTo(rows(stages));
    }
  }

  @Test
  void lens_isNoTable() {
    assertThatThrownBy(() -> engine("| trees"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TREES");
  }

  @Test
  void longTexts_areCut() {
    StageEngine engine = engine("| count by x");
    engine.add(event("{'x':'" + "y".repeat(5_000) + "'}"), Surroundings.NONE);
    assertThat((String) engine.result().rows().get(0).get(0)).hasSize(1_000);
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  private static List<List<@Nullable Object>> rows(String stages) {
    return result(stages).rows();
  }

  private static StageResult result(String stages) {
    StageEngine engine = engine(stages);
    EVENTS.forEach(event -> engine.add(event(event), Surroundings.NONE));
    return engine.result();
  }

  private static StageEngine engine(String stages) {
    return StageEngine.of(SearchQuery.parse(stages, Clock.systemUTC(), ZoneOffset.UTC).steps());
  }

  private static RawEvent event(String record) {
    return new RawEvent().over(record.replace('\'', '"').getBytes(UTF_8));
  }
}
