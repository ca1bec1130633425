package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.event.display.Answers;
import dev.weft.event.display.Question;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  private static final Question COUNT = Question.of("/count", Map.of());

  private final MemoryStore memory = MemoryStore.create();
  private final CountDownLatch open = new CountDownLatch(1);
  private volatile boolean broken;
  private volatile boolean countsSoon;

  /** Counts once it may. */
  private final EventStore slow =
      (EventStore)
          Proxy.newProxyInstance(
              EventStore.class.getClassLoader(),
              new Class<?>[] {EventStore.class},
              (proxy, method, arguments) -> {
                if (broken) {
                  throw new IOException("the disk is gone");
                }
                if (countsSoon && method.getName().equals("count")) {
                  return method.invoke(memory, arguments);
                }
                try {
                  open.await();
                } catch (InterruptedException wanted) {
                  throw new InterruptedIOException("interrupted");
                }
                return method.invoke(memory, arguments);
              });

  private Questions questions(Duration limit) {
    return new Questions(Answers.over(slow, Clock.systemUTC()), limit);
  }

  @Test
  void whatTakesTooLong_isGivenUp_andTheThreadGoesOn() throws Exception {
    try (Questions questions = questions(Duration.ofMillis(50))) {
      Refused refused = catchThrowableOfType(Refused.class, () -> questions.ask(COUNT));
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused)
          .hasMessage("no answer within 0 s; ask about less time, or more precisely");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();

      open.countDown();
      assertThat(new String(questions.ask(COUNT).body(), StandardCharsets.UTF_8))
          .isEqualTo("{\"count\":0}");
    }
  }

  @Test
  void aStoreThatFails_isNamedAsTheReason() {
    broken = true;
    try (Questions questions = questions(Duration.ofSeconds(30))) {
      Refused refused = catchThrowableOfType(Refused.class, () -> questions.ask(COUNT));
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
        asked.add(callers.submit(() -> questions.ask(COUNT).status()));
      }
      List<Integer> statuses = new ArrayList<>();
      // Four are asked and 24 wait; the others know at once.
      for (Future<Integer> each : refusedAtOnce(asked, 12)) {
        statuses.add(status(each));
      }
      assertThat(statuses).hasSize(12).containsOnly(503);
      open.countDown();
      for (Future<Integer> each : asked) {
        statuses.add(status(each));
      }
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(28);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void crowdOfFacets_leavesRoomForOthers() throws Exception {
    Question facets = Question.of("/stats/facets", Map.of("fields", "level"));
    countsSoon = true;
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Questions questions = questions(Duration.ofSeconds(30))) {
      List<Future<Integer>> asked = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        asked.add(callers.submit(() -> questions.ask(facets).status()));
      }
      assertThat(callers.submit(() -> questions.ask(COUNT).status()).get(30, TimeUnit.SECONDS))
          .isEqualTo(200);
      assertThat(asked).noneMatch(Future::isDone);
      open.countDown();
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
