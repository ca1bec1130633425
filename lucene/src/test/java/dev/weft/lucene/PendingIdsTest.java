package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PendingIdsTest {
  private static final int MANY = 100_000;

  private final PendingIds pending = new PendingIds();

  private static IdHash hash(long number) {
    return new IdHash(number * 0x9E3779B97F4A7C15L, number);
  }

  @Test
  void contains_whatWasAdded_andNothingElse_alsoInTablesThatGrew() {
    LongStream.rangeClosed(1, MANY).forEach(number -> pending.add(hash(number), number));

    assertThat(LongStream.rangeClosed(1, MANY)).allMatch(number -> pending.contains(hash(number)));
    assertThat(LongStream.rangeClosed(MANY + 1, 2 * MANY))
        .noneMatch(number -> pending.contains(hash(number)));
    assertThat(pending.size()).isEqualTo(MANY);
  }

  @Test
  void forgetTo_forgetsGenerationsThatAreIndexedAsAWhole() {
    pending.add(hash(1), 1);
    pending.turn();
    pending.add(hash(2), 2);
    pending.add(hash(3), 3);

    pending.forgetTo(2);

    assertThat(pending.contains(hash(1))).isFalse();
    assertThat(pending.contains(hash(2))).isTrue();
    assertThat(pending.contains(hash(3))).isTrue();
  }

  @Test
  void most_isBoundedByTheHeap() {
    assertThat(PendingIds.most(512L << 20)).isBetween(3_000_000L, 3_200_000L);
    assertThat(PendingIds.most(8L << 30)).isEqualTo(6_000_000);
  }
}
