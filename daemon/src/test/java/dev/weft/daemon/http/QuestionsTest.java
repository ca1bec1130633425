package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.event.display.Answers;
import dev.weft.event.display.Question;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final Question COUNT = Question.of("/count", Map.of());

  private final HeldStore held = new HeldStore();

  private static boolean stays() {
    return false;
  }

  private Questions questions(Duration limit) {
    return new Questions(
        new Opening(held.store()), Answers.over(held.store(), Clock.systemUTC()), limit);
  }

  @Test
  void whatTakesTooLong_isGivenUp_andTheThreadGoesOn() throws Exception {
    try (Questions questions = questions(Duration.ofSeconds(1))) {
      Refused refused =
          catchThrowableOfType(Refused.class, () -> questions.ask(COUNT, QuestionsTest::stays));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused)
          .hasMessage("no answer within 1 s; ask about less time, or more precisely");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();

      held.letGo();
      assertThat(
              new String(questions.ask(COUNT, QuestionsTest::stays).body(), StandardCharsets.UTF_8))
          .isEqualTo("{\"count\":0}");
    }
  }

  @Test
  void aStoreThatFails_isNamedAsTheReason() {
    held.breakDown();
    try (Questions questions = questions(Duration.ofSeconds(30))) {
      Refused refused =
          catchThrowableOfType(Refused.class, () -> questions.ask(COUNT, QuestionsTest::stays));
      assertThat(refused).hasMessage("the store cannot answer: the disk is gone");
      assertThat(refused.status()).isEqualTo(503);
    }
  }

  @Test
  void whoComesWhenManyWait_isToldToComeAgain_andTheOthersAreAnswered() throws Exception {
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Questions questions = questions(Duration.ofSeconds(30))) {
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        asked.add(callers.submit(() -> questions.ask(COUNT, QuestionsTest::stays).status()));
      }
      List<Integer> statuses = new ArrayList<>();
      // Four are asked and 24 wait; the others know at once.
      for (Future<Integer> each : refusedAtOnce(asked, 12)) {
        statuses.add(status(each));
      }
      assertThat(statuses).hasSize(12).containsOnly(503);
      held.letGo();
      for (Future<Integer> each : asked) {
        statuses.add(status(each));
      }
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(28);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void whoseAskerLeaves_isGivenUp_alsoWhileItWaits() throws Exception {
    Question facets = Question.of("/stats/facets", Map.of("fields", "level"));
    AtomicBoolean left = new AtomicBoolean();
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Questions questions = questions(Duration.ofSeconds(30))) {
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        asked.add(callers.submit(() -> questions.ask(facets, left::get).status()));
      }
      left.set(true);
      for (Future<Integer> each : asked) {
        assertThat(status(each)).isEqualTo(499);
      }

      held.letGo();
      assertThat(questions.ask(facets, QuestionsTest::stays).status()).isEqualTo(200);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void whoseAskerStays_isAnswered_howeverOftenItIsLookedAfter() throws Exception {
    CountDownLatch looks = new CountDownLatch(2);
    BooleanSupplier looked =
        () -> {
          looks.countDown();
          return false;
        };
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Questions questions = questions(Duration.ofSeconds(30))) {
      Future<Integer> asked = callers.submit(() -> questions.ask(COUNT, looked).status());
      assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
      held.letGo();
      assertThat(status(asked)).isEqualTo(200);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void crowdOfFacets_leavesRoomForOthers() throws Exception {
    Question facets = Question.of("/stats/facets", Map.of("fields", "level"));
    held.countAtOnce();
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Questions questions = questions(Duration.ofSeconds(30))) {
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        asked.add(callers.submit(() -> questions.ask(facets, QuestionsTest::stays).status()));
      }
      assertThat(
              callers
                  .submit(() -> questions.ask(COUNT, QuestionsTest::stays).status())
                  .get(30, TimeUnit.SECONDS))
          .isEqualTo(200);
      assertThat(asked).noneMatch(Future::isDone);
      held.letGo();
      for (Future<Integer> each : asked) {
        assertThat(status(each)).isEqualTo(200);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static List<Future<Integer>> refusedAtOnce(List<Future<Integer>> asked, int count) {
    Awaitility.await().until(() -> asked.stream().filter(Future::isDone).count() == count);
    List<Future<Integer>> refused = asked.stream().filter(Future::isDone).toList();
    asked.removeIf(Future::isDone);
    return refused;
  }

  private static int status(Future<Integer> asked) throws Exception {
    try {
      return asked.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      return ((Refused) failed.getCause()).status();
    }
  }
}
