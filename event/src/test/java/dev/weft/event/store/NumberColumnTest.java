package dev.weft.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberColumnTest {
  @Test
  void numbers_takeAsManyBytesAsTheWidestNeeds() {
    NumberColumn column = NumberColumn.zeros(1_000);

    column.set(1, Byte.MIN_VALUE);
    assertThat(column.bytes()).isEqualTo(1_000);
    column.set(2, Byte.MAX_VALUE + 1);
    assertThat(column.bytes()).isEqualTo(2_000);
    column.set(3, Short.MIN_VALUE - 1);
    assertThat(column.bytes()).isEqualTo(4_000);
    column.set(4, Long.MIN_VALUE);
    assertThat(column.bytes()).isEqualTo(8_000);

    assertThat(column.get(0)).isZero();
    assertThat(column.get(1)).isEqualTo(Byte.MIN_VALUE);
    assertThat(column.get(2)).isEqualTo(Byte.MAX_VALUE + 1);
    assertThat(column.get(3)).isEqualTo(Short.MIN_VALUE - 1);
    assertThat(column.get(4)).isEqualTo(Long.MIN_VALUE);
    assertThat(column.get(999)).isZero();
  }

  @Test
  void numbers_stayWhatTheyAreWhateverComesBehind() {
    Random random = new Random(7);
    NumberColumn column = NumberColumn.empty();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long number = random.nextLong() >> (63 - Math.min(63, i / 70));
      column.add(number);
      expected.add(number);
      int changed = random.nextInt(expected.size());
      column.set(changed, -number);
      expected.set(changed, -number);
    }

    assertThat(column.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(column.get(i)).isEqualTo(expected.get(i));
    }
  }
}
