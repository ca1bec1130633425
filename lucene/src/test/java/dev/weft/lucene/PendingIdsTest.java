package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PendingIdsTest {
  private static final int MANY = 100_000;

  private final PendingIds pending = new PendingIds();

  private static Newcomers events(long... numbers) {
    Newcomers newcomers = new Newcomers();
    newcomers.read(
        NewcomersTest.batch(
            LongStream.of(numbers)
                .mapToObj(number -> "{\"context\":{\"key\":\"" + number + "@task\"}}")
                .toArray(String[]::new)));
    return newcomers;
  }

  /** How many of them it does not have. */
  private int unknown(long... numbers) {
    Newcomers asked = events(numbers);
    pending.strike(asked);
    asked.settle(1);
    return asked.size();
  }

  @Test
  void strike_strikesWhatWasAdded_andNothingElse_alsoInTablesThatGrew() {
    pending.add(events(LongStream.range(0, MANY).toArray()), MANY);

    assertThat(unknown(LongStream.range(0, MANY).toArray())).isZero();
    assertThat(unknown(LongStream.range(MANY, 2 * MANY).toArray())).isEqualTo(MANY);
    assertThat(pending.size()).isEqualTo(MANY);
  }

  @Test
  void forgetTo_forgetsGenerationsThatAreIndexedAsAWhole() {
    pending.add(events(1), 1);
    pending.turn();
    pending.add(events(2, 3), 3);

    pending.forgetTo(2);

    assertThat(unknown(1)).isOne();
    assertThat(unknown(2, 3)).isZero();
  }

  @Test
  void add_leavesOutWhatOnlyItsArrivalTells() {
    Newcomers unnumbered = new Newcomers();
    unnumbered.read(NewcomersTest.batch("{}", "{}"));
    unnumbered.settle(1);

    pending.add(unnumbered, 2);

    assertThat(pending.size()).isZero();
  }

  @Test
  void most_isBoundedByTheHeap() {
    assertThat(PendingIds.most(512L << 20)).isBetween(3_000_000L, 3_200_000L);
    assertThat(PendingIds.most(8L << 30)).isEqualTo(6_000_000);
  }
}
