package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Level;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Surroundings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TalliesTest {
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
