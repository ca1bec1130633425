package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Level;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Surroundings;
import dev.weft.event.query.TaskFacts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final Selection ALL =
      new Selection(SearchQuery.parse("", Clock.systemUTC(), ZoneOffset.UTC), null, null);

  private static RawEvent record(String json) {
    return new RawEvent().over(json.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void facet_ofLists_countsEachValueOfAnEventOnce() {
    FacetTally tally = FacetTally.of("tags");
    tally.add(record("{'tags':['a','b','a']}"), Surroundings.NONE);
    tally.add(record("{'tags':['a']}"), Surroundings.NONE);
    tally.add(record("{'tags':['c','d']}"), Surroundings.NONE);
    tally.add(record("{'tags':'e'}"), Surroundings.NONE);
    tally.add(record("{'tags':[]}"), Surroundings.NONE);
    tally.add(record("{}"), Surroundings.NONE);

    Facet facet = tally.facet(2);

    assertThat(facet.values()).containsExactly(new Facet.Count("a", 2), new Facet.Count("b", 1));
    assertThat(facet.missing()).isEqualTo(2);
    assertThat(facet.others()).isEqualTo(2);
    assertThat(tally.values("c", 5)).containsExactly(new Facet.Count("c", 1));
  }

  @Test
  void facet_ofTheTaskAround_needsNoEvent_whereTheTaskIsKnown() {
    FacetTally tally = FacetTally.of("name");
    assertThat(tally.ofTask()).isTrue();
    tally.add(new TaskFacts("checkout", "running", null));
    tally.add(new TaskFacts("checkout", "failed", Duration.ofMillis(5)));
    tally.add(new TaskFacts(null, "lost", null));

    Facet facet = tally.facet(2);

    assertThat(facet.values()).containsExactly(new Facet.Count("checkout", 2));
    assertThat(facet.missing()).isOne();
    assertThat(FacetTally.of("level").ofTask()).isFalse();
  }

  @Test
  void errors_areTold_fromTheFirst_inWhateverOrderTheyCome() throws IOException {
    ErrorTally tally = ErrorTally.create();
    RawEvent failure = record("{'levelno':40,'msg':'refused'}");
    ErrorTally.Group group = tally.group("refused");
    for (long micros : new long[] {7, 9, 5, 8}) {
      Cursor cursor = new Cursor(micros, EventId.ofArrival(micros));
      group.add(micros, "tree" + micros % 2, micros > 7 ? "web-1" : "pay-3", () -> cursor);
      group.reach(cursor);
    }

    ErrorGroup errors = tally.groups(ALL, 1, event -> failure).get(0);

    assertThat(errors.first().micros()).isEqualTo(5);
    assertThat(errors.last().micros()).isEqualTo(9);
    assertThat(errors.hosts()).isEqualTo(Map.of("pay-3", 2L, "web-1", 2L));
    assertThat(errors.trees()).isEqualTo(2);
  }

  @Test
  void histogram_beforeTheEpoch_keepsMultiplesOfTheWidth() {
    HistogramTally tally = HistogramTally.of(Duration.ofSeconds(10));
    tally.add(-1, Level.INFO);
    tally.add(0, Level.ERROR, 3);

    Histogram histogram = tally.histogram(null, null);

    assertThat(histogram.start()).isEqualTo(Instant.ofEpochSecond(-10));
    assertThat(histogram.buckets()).hasSize(2);
    assertThat(histogram.total()).isEqualTo(4);
  }

  @Test
  void histogram_ofAllTimeThereIs_isRefused() {
    HistogramTally tally = HistogramTally.of(Duration.ofSeconds(10));
    tally.add(0, Level.INFO);

    assertThatThrownBy(() -> tally.histogram(Instant.MIN, Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more than 20000 buckets of PT10S; ask for wider ones, or for less time");
    assertThatThrownBy(() -> HistogramTally.of(Duration.ofNanos(999)))
        .hasMessage("a bucket is 1 microsecond wide or more, not PT0.000000999S");
  }

  @Test
  void histogram_ofNothing_isEmpty() {
    HistogramTally tally = HistogramTally.of(Duration.ofSeconds(10));

    assertThat(tally.histogram(null, null).buckets()).isEmpty();
    assertThat(tally.histogram(null, Instant.EPOCH).buckets()).isEmpty();
    assertThat(tally.histogram(Instant.EPOCH, null).buckets()).isEmpty();
    assertThat(tally.histogram(Instant.EPOCH, Instant.ofEpochSecond(30)).buckets()).hasSize(3);
  }

  @Test
  void micros_roundUp_soThatBoundsKeepTheirSides() {
    assertThat(Micros.from(Instant.ofEpochSecond(1, 1))).isEqualTo(1_000_001);
    assertThat(Micros.to(Instant.ofEpochSecond(-1, 999_999_001))).isZero();
    assertThat(Micros.from(null)).isEqualTo(Long.MIN_VALUE);
    assertThat(Micros.to(null)).isEqualTo(Long.MAX_VALUE);
    assertThat(Micros.from(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(Micros.to(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void fieldNames_areThoseThatAQueryHas() {
    assertThat(
            FieldNames.of(
                record(
                    "{'created':1,'msg':'m','levelno':20,'own':1,'nothing':null,'':1,"
                        + "'context':{'key':'1@r','order':1,'deep':{'a':{'b':{'c':{'d':1}}}}},"
                        + "'mdc':{'user':'u'},'elapsed':1}")))
        .containsExactlyInAnyOrder("own", "order", "deep.a.b.c", "user", "elapsed");
    assertThat(FieldNames.of(record("{'obj_id':'o','obj':{'x':1},'status':'born','elapsed':1}")))
        .containsExactly("obj.x");
  }
}
