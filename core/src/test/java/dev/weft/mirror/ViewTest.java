package dev.weft.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Level;
import dev.weft.event.codec.JsonReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTest {
  private static <R extends Record> R read(Class<R> type, String json) {
    return RecordFactory.of(type).make((Map<?, ?>) JsonReader.read(json), "order 17");
  }

  record Numbers(
      byte b,
      short s,
      int i,
      long l,
      float f,
      double d,
      Integer boxed,
      BigInteger big,
      BigDecimal exact,
      Number any) {}

  @Test
  void numbers_becomeTheComponentsKind() {
    assertThat(
            read(
                Numbers.class,
                "{\"b\":1,\"s\":2,\"i\":3.0,\"l\":9007199254740993,\"f\":0.5,\"d\":7,\"boxed\":8,"
                    + "\"big\":123456789012345678901234567890,\"exact\":0.10,\"any\":1}"))
        .isEqualTo(
            new Numbers(
                (byte) 1,
                (short) 2,
                3,
                9007199254740993L,
                0.5f,
                7.0,
                8,
                new BigInteger("123456789012345678901234567890"),
                new BigDecimal("0.1"),
                1L));
  }

  record Plain(
      boolean done,
      char letter,
      int count,
      String name,
      Object any,
      Optional<String> maybe,
      List<String> tags,
      Level level) {}

  @Test
  void missingAndNull_areNothing() {
    assertThat(read(Plain.class, "{\"name\":null,\"unknown\":1}"))
        .isEqualTo(new Plain(false, '\0', 0, null, null, Optional.empty(), null, null));
  }

  @Test
  void plainValues_areTaken() {
    assertThat(
            read(
                Plain.class,
                "{\"done\":true,\"letter\":\"x\",\"count\":1,\"name\":2.5,\"any\":[1],"
                    + "\"maybe\":\"y\",\"tags\":[\"a\",\"b\"],\"level\":\"warn\"}"))
        .isEqualTo(
            new Plain(
                true, 'x', 1, "2.5", List.of(1L), Optional.of("y"), List.of("a", "b"), Level.WARN));
  }

  record Inner(int x) {}

  record Nested(
      Inner inner,
      List<Inner> list,
      Map<String, Inner> map,
      Set<Integer> set,
      Collection<List<Integer>> lists,
      Nested self) {}

  @Test
  void mapsAndLists_becomeRecordsAndCollections() {
    assertThat(
            read(
                    Nested.class,
                    "{\"inner\":{\"x\":1},\"list\":[{\"x\":2},null],\"map\":{\"a\":{\"x\":3}},"
                        + "\"set\":[1,2,1],\"lists\":[[1],[2]],\"self\":{\"inner\":{\"x\":4}}}")
                .toString())
        .isEqualTo(
            "Nested[inner=Inner[x=1], list=[Inner[x=2], null], map={a=Inner[x=3]}, set=[1, 2],"
                + " lists=[[1], [2]], self=Nested[inner=Inner[x=4], list=null, map=null, set=null,"
                + " lists=null, self=null]]");
  }

  record Times(Instant at, Duration took, UUID id, URI link) {}

  @Test
  void textsAndSeconds_becomeTimes() {
    UUID id = UUID.fromString("e252a11f-d33d-483d-ba08-bc8f642b2f10");
    assertThat(
            read(
                Times.class,
                "{\"at\":\"2026-11-20T12:00:00Z\",\"took\":1.5,\"id\":\""
                    + id
                    + "\",\"link\":\"a:b\"}"))
        .isEqualTo(
            new Times(
                Instant.parse("2026-11-20T12:00:00Z"),
                Duration.ofMillis(1_500),
                id,
                URI.create("a:b")));
    assertThat(read(Times.class, "{\"at\":1.25,\"took\":\"PT2S\"}"))
        .isEqualTo(new Times(Instant.ofEpochMilli(1_250), Duration.ofSeconds(2), null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"count\":\"***\"} | order 17.count: expected int, received the text \"***\"",
        "{\"count\":1e10} | order 17.count: expected int, received the number 1.0E10",
        "{\"count\":1.5} | order 17.count: expected int, received the number 1.5",
        "{\"count\":NaN} | order 17.count: expected int, received the number NaN",
        "{\"count\":[1]} | order 17.count: expected int, received a list",
        "{\"count\":true} | order 17.count: expected int, received true",
        "{\"name\":{}} | order 17.name: expected String, received a map",
        "{\"done\":\"yes\"} | order 17.done: expected boolean, received the text \"yes\"",
        "{\"done\":1} | order 17.done: expected boolean, received the number 1",
        "{\"tags\":\"a\"} | order 17.tags: expected List, received the text \"a\"",
        "{\"level\":\"loud\"} | order 17.level: expected Level, received the text \"loud\"",
        "{\"letter\":\"xy\"} | order 17.letter: expected char, received the text \"xy\"",
      })
  void misfit_namesBothSides(String json, String message) {
    assertThatThrownBy(() -> read(Plain.class, json))
        .isInstanceOf(ViewException.class)
        .hasMessage(message);
  }

  @Test
  void misfit_inside_namesThePlace() {
    assertThatThrownBy(() -> read(Nested.class, "{\"list\":[{\"x\":1},{\"x\":\"y\"}]}"))
        .hasMessage("order 17.list[1].x: expected int, received the text \"y\"");
    assertThatThrownBy(() -> read(Times.class, "{\"at\":\"noon\"}"))
        .hasMessage("order 17.at: expected Instant, received the text \"noon\"");
    assertThatThrownBy(() -> read(Times.class, "{\"took\":1e300}"))
        .hasMessage("order 17.took: expected Duration, received the number 1.0E300");
  }

  record Positive(int count) {
    Positive {
      if (count < 1) {
        throw new IllegalArgumentException("count < 1: " + count);
      }
    }
  }

  @Test
  void recordThatRefuses_saysWhy() {
    assertThatThrownBy(() -> read(Positive.class, "{}"))
        .isInstanceOf(ViewException.class)
        .hasMessage(
            "Positive refuses the values of order 17: java.lang.IllegalArgumentException: count < 1:"
                + " 0");
  }

  record Strange(Map<Integer, String> map) {}

  record HoldsStrange(List<Optional<Strange>> list) {}

  @Test
  void check_findsWhatNothingBecomes() {
    RecordFactory.of(Nested.class).check(0);
    RecordFactory.of(Plain.class).check(0);
    RecordFactory.of(Numbers.class).check(0);
    RecordFactory.of(Times.class).check(0);
    assertThatThrownBy(() -> RecordFactory.of(HoldsStrange.class).check(0))
        .hasMessage("Strange.map: a map's names are texts, not java.lang.Integer");
  }
}
