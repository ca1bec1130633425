package dev.weft.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SnapshotAskingTest {
  private static final Set<String> NONE = Set.of();

  private final List<Set<String>> requests = new ArrayList<>();
  private final SnapshotAsking asking = new SnapshotAsking(this::request, "test://host");
  private Instant now = RemoteObject.NOON;
  private boolean away;

  private void request(Set<String> ids) throws IOException {
    if (away) {
      throw new IOException("away");
    }
    requests.add(ids);
  }

  /** Asks four times a second, for that long. */
  private void askFor(Duration time, Set<String> incomplete) {
    for (Instant end = now.plus(time); now.isBefore(end); now = now.plusMillis(250)) {
      asking.ask(incomplete, now);
    }
  }

  @Test
  void start_asksForAllOnce() {
    assertThat(asking.askedAll()).isFalse();
    askFor(Duration.ofMinutes(1), NONE);
    assertThat(requests).containsExactly(NONE);
    assertThat(asking.askedAll()).isTrue();
  }

  @Test
  void objectSeenJustAfterThat_isGivenTimeToAnswer() {
    asking.ask(NONE, now);
    asking.ask(Set.of("a"), now.plusMillis(499));
    assertThat(requests).containsExactly(NONE);
    asking.ask(Set.of("a"), now.plusMillis(500));
    assertThat(requests).containsExactly(NONE, Set.of("a"));
  }

  @Test
  void newHole_isAskedForAtOnce() {
    askFor(Duration.ofSeconds(1), NONE);
    asking.ask(Set.of("a", "b"), now);
    assertThat(requests).last().isEqualTo(Set.of("a", "b"));
  }

  @Test
  void noAnswer_isAskedForLessAndLess() {
    askFor(Duration.ofSeconds(1), NONE);
    askFor(Duration.ofMinutes(10), Set.of("a"));
    // 0.5, 1, 2, 4, 8, 16 s, then every 30 s, each up to a quarter less.
    assertThat(requests).hasSizeBetween(24, 36);
  }

  @Test
  void objectWithHoleAfterHole_isAskedForLessAndLess() {
    askFor(Duration.ofSeconds(1), NONE);
    int before = requests.size();
    for (int i = 0; i < 100; i++) {
      askFor(Duration.ofMillis(250), Set.of("a"));
      askFor(Duration.ofMillis(250), NONE);
    }
    assertThat(requests.size() - before).isBetween(4, 30);
  }

  @Test
  void manyObjects_areAskedForInPortions() {
    Set<String> ids =
        IntStream.range(0, 2_500)
            .mapToObj(i -> "o" + i)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    askFor(Duration.ofSeconds(1), NONE);
    asking.ask(ids, now);
    asking.ask(ids, now);
    asking.ask(ids, now);
    asking.ask(ids, now);
    assertThat(requests.stream().map(Set::size)).containsExactly(0, 1_000, 1_000, 500);
  }

  @Test
  void transportAway_isTriedAgain_lessAndLess() {
    away = true;
    askFor(Duration.ofMinutes(5), NONE);
    assertThat(asking.askedAll()).isFalse();
    away = false;
    askFor(Duration.ofSeconds(31), NONE);
    assertThat(requests).containsExactly(NONE);
  }

  @Test
  void allAnew_waitsTenSecondsBetween() {
    asking.ask(NONE, now);
    for (int i = 0; i < 20; i++) {
      asking.wantAll();
      askFor(Duration.ofSeconds(1), NONE);
    }
    assertThat(requests).containsExactly(NONE, NONE);
  }
}
