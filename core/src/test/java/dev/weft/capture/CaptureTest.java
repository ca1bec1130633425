package dev.weft.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Secret;
import dev.weft.event.Level;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private final Capture capture = Capture.DEFAULT;

  @Test
  void unchangingValues_areTakenByReference() {
    for (Object value :
        new Object[] {
          "text",
          1,
          2L,
          3.0,
          4f,
          (short) 5,
          (byte) 6,
          'c',
          true,
          UUID.randomUUID(),
          Instant.now(),
          Duration.ofDays(1),
          new BigInteger("1".repeat(40)),
          new BigDecimal("0.10"),
          Double.NaN
        }) {
      assertThat(capture.value(value)).isSameAs(value);
    }
    assertThat(capture.value(null)).isNull();
    assertThat(capture.value(Level.WARN)).isEqualTo("WARN");
    assertThat(capture.value(URI.create("http://a/b"))).isEqualTo("http://a/b");
  }

  @Test
  void changingValues_areTakenAsTheyAreNow() {
    List<Object> list = new ArrayList<>(List.of(1, "b"));
    Map<Object, Object> map = new LinkedHashMap<>(Map.of("list", list));
    StringBuilder text = new StringBuilder("now");
    AtomicInteger count = new AtomicInteger(7);
    int[] numbers = {1, 2};
    Object taken = capture.value(map);
    Object textTaken = capture.value(text);
    Object countTaken = capture.value(count);
    Object numbersTaken = capture.value(numbers);
    list.add("later");
    text.append(" and later");
    count.set(8);
    numbers[0] = 9;
    assertThat(taken).isEqualTo(Map.of("list", List.of(1, "b")));
    assertThat(textTaken).isEqualTo("now");
    assertThat(countTaken).isEqualTo(7L);
    assertThat(numbersTaken).isEqualTo(List.of(1, 2));
  }

  record Point(int x, Object y) {}

  @Test
  void records_areMapsThatPrintAsRecords() {
    Object taken = capture.value(new Point(1, List.of("a")));
    assertThat(taken).isEqualTo(Map.of("x", 1, "y", List.of("a")));
    assertThat(taken).hasToString("Point[x=1, y=[a]]");
  }

  @Test
  void holders_areTakenAsWhatTheyHold() {
    assertThat(capture.value(Optional.of(1))).isEqualTo(1);
    assertThat(capture.value(Optional.empty())).isNull();
    assertThat(capture.value(new AtomicReference<>(List.of(3)))).isEqualTo(List.of(3));
  }

  @Test
  void throwables_areTakenAsText() {
    assertThat(capture.value(new IllegalStateException("bok")))
        .isEqualTo("java.lang.IllegalStateException: bok");
  }

  @Test
  void cycles_endWhereTheyBegin() {
    List<Object> list = new ArrayList<>(List.of("a"));
    list.add(list);
    assertThat(capture.value(list)).isEqualTo(List.of("a", "<cycle>"));
    AtomicReference<Object> self = new AtomicReference<>();
    self.set(self);
    assertThat(capture.value(self)).isEqualTo("<cycle>");
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("me", new Object[] {map});
    assertThat(capture.value(map)).isEqualTo(Map.of("me", List.of("<cycle>")));
  }

  @Test
  void sameValueTwice_isNoCycle() {
    List<Integer> shared = List.of(1);
    assertThat(capture.value(List.of(shared, shared))).isEqualTo(List.of(shared, shared));
  }

  @Test
  void depth_isBounded() {
    Object nested = "end";
    for (int i = 0; i < 100_000; i++) {
      nested = Arrays.asList(nested);
    }
    String text = String.valueOf(capture.value(nested));
    assertThat(text).startsWith("[[[[[[[[<too deep: ").hasSizeLessThan(100);
  }

  @Test
  void entries_areBounded() {
    List<?> list = (List<?>) capture.value(IntStream.range(0, 1000).boxed().toList());
    assertThat(list).hasSize(129);
    assertThat(list.get(128)).isEqualTo(new Cut("<872 more>"));
    assertThat((List<?>) capture.value(new long[1_000_000])).hasSize(129);
    Map<Integer, Integer> map = new LinkedHashMap<>();
    IntStream.range(0, 200).forEach(i -> map.put(i, i));
    Map<?, ?> taken = (Map<?, ?>) capture.value(map);
    assertThat(taken).hasSize(129);
    assertThat(taken.containsKey("…")).isTrue();
  }

  @Test
  void texts_areBounded() {
    assertThat(capture.value("x".repeat(4096))).isInstanceOf(String.class);
    assertThat(capture.value("x".repeat(4097))).isEqualTo(new Cut("x".repeat(4096)));
    assertThat(capture.value("x".repeat(4095) + "\ud83d\ude00"))
        .isEqualTo(new Cut("x".repeat(4095)));
    StringBuilder megabyte = new StringBuilder();
    megabyte.append("y".repeat(1_000_000));
    assertThat(capture.value(new Object[] {megabyte}))
        .isEqualTo(List.of(new Cut("y".repeat(4096))));
    assertThat(capture.value(BigInteger.ONE.shiftLeft(100_000)))
        .isEqualTo(new Cut("<number of 100001 bits>"));
  }

  @Test
  void wholeValue_isBounded() {
    List<Object> wide = Collections.nCopies(100, "z".repeat(4096));
    Object value = capture.value(Collections.nCopies(100, wide));
    assertThat(value.toString()).hasSizeLessThan(80_000);
  }

  @Test
  void bombOfSharedLists_isBounded() {
    List<Object> bomb = List.of("boom");
    for (int i = 0; i < 7; i++) {
      bomb = Collections.nCopies(100, bomb);
    }
    assertThat(capture.value(bomb).toString()).hasSizeLessThan(200_000);
  }

  @Test
  void brokenToString_isNamed() {
    assertThat(capture.value(new Broken()))
        .isEqualTo("<" + Broken.class.getName() + ": threw java.lang.IllegalStateException>");
    assertThat(capture.value(new Nothing()))
        .isEqualTo("<" + Nothing.class.getName() + ": toString gave null>");
    assertThat(capture.value(new Endless()))
        .isEqualTo("<" + Endless.class.getName() + ": threw java.lang.StackOverflowError>");
    assertThat(capture.value(Map.of("good", 1, "bad", new Broken())).toString())
        .contains("good=1", "threw java.lang.IllegalStateException");
  }

  @Test
  void toStringThatLogsItself_ends() {
    assertThat(String.valueOf(capture.value(new Talkative(capture))))
        .contains("its toString logs itself");
  }

  @Test
  void brokenContainers_keepWhatTheyGave() {
    assertThat(capture.value(new HalfList()).toString())
        .isEqualTo(
            "[1, <" + HalfList.class.getName() + ": threw java.lang.IllegalStateException>]");
    assertThat(capture.value(new NoMap()).toString()).contains("threw");
  }

  @Test
  void recordWithABrokenAccessor_keepsTheOthers() {
    assertThat(capture.value(new Bad(1, 2)).toString())
        .startsWith("Bad[a=1, b=<")
        .contains("threw java.lang.reflect.InvocationTargetException");
  }

  record Bad(int a, int b) {
    @Override
    public int b() {
      throw new IllegalStateException("b");
    }
  }

  @Test
  void secrets_areMasked() {
    assertThat(capture.value("dbPassword", "x")).isEqualTo("***");
    assertThat(capture.value("Authorization", List.of(1))).isEqualTo("***");
    assertThat(capture.value("password", null)).isNull();
    assertThat(capture.value("user", "leo")).isEqualTo("leo");
    assertThat(capture.value(Secret.of("x"))).isEqualTo("***");
    assertThat(capture.value(Map.of("user", "leo", "cookie", "x")))
        .isEqualTo(Map.of("user", "leo", "cookie", "***"));
    assertThat(capture.value(List.of(Secret.of("x")))).isEqualTo(List.of("***"));
    assertThat(Secret.of("x")).hasToString("***");
    assertThat(Secret.of("x").reveal()).isEqualTo("x");
  }

  @Test
  void ownRules_replaceTheDefaults() {
    Capture own =
        Capture.builder().names("^iban$").types(Set.of(Point.class)).text("\\d{4}-\\d{4}").build();
    assertThat(own.value("IBAN", "x")).isEqualTo("***");
    assertThat(own.value("password", "x")).isEqualTo("x");
    assertThat(own.value(new Point(1, 2))).isEqualTo("***");
    assertThat(own.value("card 1234-5678 of leo")).isEqualTo("card *** of leo");
    assertThat(own.value(List.of("1234-5678"))).isEqualTo(List.of("***"));
    assertThat(own.text("paid with 1234-5678")).isEqualTo("paid with ***");
    assertThat(own.redactsText()).isTrue();
    assertThat(capture.redactsText()).isFalse();
    assertThat(capture.text("1234-5678")).isEqualTo("1234-5678");
    assertThat(Capture.builder().names("").build().value("password", "x")).isEqualTo("x");
    assertThatThrownBy(() -> Capture.builder().text("(")).hasMessageContaining("Unclosed group");
  }

  @Test
  void secretAcrossTheCut_isMaskedBeforeIt() {
    Capture own = Capture.builder().text("1234-5678").build();
    Object taken = own.value("x".repeat(4092) + "1234-5678" + "y".repeat(10));
    assertThat(taken.toString()).endsWith("***y").hasSize(4096);
  }

  private static final class Broken {
    @Override
    public String toString() {
      throw new IllegalStateException("broken");
    }
  }

  private static final class Nothing {
    @Override
    @SuppressWarnings("ToStringReturnsNull") // what it is for
    public String toString() {
      return null;
    }
  }

  private static final class Endless {
    @Override
    @SuppressWarnings("InfiniteRecursion")
    public String toString() {
      return toString();
    }
  }

  private record Holder(Object value) {}

  private static final class Talkative {
    private final Capture capture;

    Talkative(Capture capture) {
      this.capture = capture;
    }

    @Override
    public String toString() {
      return "I am " + capture.value(this);
    }
  }

  private static final class HalfList extends AbstractList<Integer> {
    @Override
    public Integer get(int index) {
      if (index > 0) {
        throw new IllegalStateException("half");
      }
      return 1;
    }

    @Override
    public int size() {
      return 2;
    }
  }

  private static final class NoMap extends AbstractMap<String, String> {
    @Override
    public Set<Entry<String, String>> entrySet() {
      throw new UnsupportedOperationException("none");
    }
  }

  @Test
  void holderInAHolder_isWalkedWithinTheBudget() {
    Object nested = 1;
    for (int i = 0; i < 50; i++) {
      nested = new Holder(nested);
    }
    assertThat(String.valueOf(capture.value(nested))).contains("<too deep: ");
  }
}
