package dev.weft.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
  private static final long MILLISECOND = 1_000_000;
  private static final long POLL = 100 * MILLISECOND;

  private final List<Long> answered = new ArrayList<>();

  private Acknowledgements withPrefetch(int prefetch) {
    return new Acknowledgements(answered::add, prefetch);
  }

  @Test
  void owe_anEighthOfThePrefetch_isAnsweredAtOnce() {
    Acknowledgements answers = withPrefetch(80);
    answers.owe(9, 9, 0);
    assertThat(answered).isEmpty();
    answers.owe(10, 1, 0);
    assertThat(answered).containsExactly(10L);
    answers.settle();
    assertThat(answered).containsExactly(10L);
  }

  @Test
  void owe_smallPrefetch_isAnsweredAtOnce() {
    Acknowledgements answers = withPrefetch(1);
    answers.owe(1, 1, 0);
    answers.owe(2, 1, 0);
    assertThat(answered).containsExactly(1L, 2L);
  }

  @Test
  void oldestOwed_waitsFor20Milliseconds() {
    Acknowledgements answers = withPrefetch(5_000);
    answers.owe(1, 1, 5 * MILLISECOND);
    answers.owe(2, 1, 15 * MILLISECOND);
    assertThat(answers.patience(POLL, 15 * MILLISECOND)).isEqualTo(10 * MILLISECOND);
    answers.settleIfDue(24 * MILLISECOND);
    assertThat(answered).isEmpty();
    assertThat(answers.patience(POLL, 30 * MILLISECOND)).isZero();
    answers.settleIfDue(25 * MILLISECOND);
    assertThat(answered).containsExactly(2L);
  }

  @Test
  void patience_nothingOwed_isTheWholePoll() {
    assertThat(withPrefetch(5_000).patience(POLL, 0)).isEqualTo(POLL);
  }

  @Test
  void settle_answersForTheRest() {
    Acknowledgements answers = withPrefetch(5_000);
    answers.owe(7, 7, 0);
    answers.settle();
    assertThat(answered).containsExactly(7L);
  }
}
