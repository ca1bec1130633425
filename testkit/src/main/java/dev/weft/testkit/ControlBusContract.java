package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.event.control.Answers;
import dev.weft.event.control.Control;
import dev.weft.event.control.ControlBus;
import dev.weft.event.control.ControlException;
import dev.weft.event.control.Instance;
import dev.weft.event.control.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ControlBus} owes those who ask and those who answer. An engine's own test
 * extends it and lets instances join.
 */
public abstract class ControlBusContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BRIEF = Duration.ofMillis(300);
  private static final Instance ANNA = new Instance("anna", 11);
  private static final Instance BERT = new Instance("bert", 22);

  private final List<Control> joined = new ArrayList<>();
  private final CountDownLatch testOver = new CountDownLatch(1);

  /** Makes the contract's tests; called by JUnit. */
  protected ControlBusContract() {}

  /** One more instance of that name, connected to the engine that all others of the test use. */
  protected abstract Control join(Instance instance) throws Exception;

  private Control joined(Instance instance) throws Exception {
    Control control = join(instance);
    joined.add(control);
    return control;
  }

  @AfterEach
  void closeAll() {
    testOver.countDown();
    joined.forEach(Control::close);
  }

  @Test
  void ask_isAnsweredByAllInstancesThatHaveAHandler() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    ControlBus bert = joined(BERT).bus();
    ControlBus without = joined(new Instance("carl", 33)).bus();
    anna.subscribe("who", parameters -> "anna " + parameters.get("x"));
    bert.subscribe("who", parameters -> "bert " + parameters.get("x"));

    Answers answers = anna.ask("who", Map.of("x", 1), PATIENCE);

    assertThat(answers.values()).containsExactlyInAnyOrder("anna 1", "bert 1");
    assertThat(answers.expected()).isEqualTo(2);
    assertThat(answers.missing()).isZero();
    assertThat(answers.silent()).isEmpty();
    assertThat(without.ask("who", Map.of("x", 2), PATIENCE).values())
        .containsExactlyInAnyOrder("anna 2", "bert 2");
  }

  @Test
  void ask_withoutAnyHandlerHasNoAnswers() throws Exception {
    Answers answers = joined(ANNA).bus().ask("nobody", Map.of(), PATIENCE);

    assertThat(answers.answers()).isEmpty();
    assertThat(answers.expected()).isZero();
  }

  @Test
  void answers_sayWhoGaveThem() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    joined(BERT).bus().subscribe("forty", parameters -> 42);
    anna.subscribe("forty", parameters -> 42);

    List<Answers.Answer> answers = anna.ask("forty", Map.of(), PATIENCE).answers();

    assertThat(answers)
        .containsExactlyInAnyOrder(new Answers.Answer(42L, ANNA), new Answers.Answer(42L, BERT));
  }

  @Test
  void answers_thatAreObjectsBearHostAndProcess() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe("object", parameters -> Map.of("a", List.of(1, 2)));

    assertThat(anna.ask("object", Map.of(), PATIENCE).values())
        .containsExactly(Map.of("a", List.of(1L, 2L), "hostname", "anna", "pid", 11L));
  }

  @Test
  void answers_thatAreNoObjectsStayBare() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe("echo", parameters -> parameters.get("value"));

    for (Object value : Arrays.asList("t\u00e9xt", 42L, 1.5, true, List.of("a"), null)) {
      Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
      parameters.put("value", value);
      assertThat(anna.ask("echo", parameters, PATIENCE).values()).containsExactly(value);
    }
  }

  @Test
  void handler_thatThrowsAnswersWithStatus500() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe(
        "fails",
        parameters -> {
          throw new IllegalStateException("boom");
        });

    assertThat(anna.ask("fails", Map.of(), PATIENCE).values())
        .containsExactly(Map.of("status", 500L, "message", "boom", "hostname", "anna", "pid", 11L));
  }

  @Test
  void tell_reachesAllAndWaitsForNone() throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe("news", parameters -> heard.add("anna " + parameters));
    joined(BERT).bus().subscribe("news", parameters -> heard.add("bert " + parameters));

    anna.tell("news", Map.of("deep", Map.of("list", List.of(1))));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(heard)
                .containsExactlyInAnyOrder("anna {deep={list=[1]}}", "bert {deep={list=[1]}}"));
  }

  @Test
  void subscribe_takesThePlaceOfAnEarlierHandler() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe("one", parameters -> "old");
    anna.subscribe("one", parameters -> "new");

    assertThat(anna.ask("one", Map.of(), PATIENCE).values()).containsExactly("new");
  }

  @Test
  void unsubscribe_answersNoLonger() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe("gone", parameters -> 1);
    anna.unsubscribe("gone");
    anna.unsubscribe("never there");

    assertThat(anna.ask("gone", Map.of(), PATIENCE).expected()).isZero();
  }

  @Test
  void ask_namesWhoStayedSilent() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe("slow", parameters -> 1);
    Control bert = joined(BERT);
    bert.bus().subscribe("slow", parameters -> testOver.await(60, TimeUnit.SECONDS));
    await().atMost(PATIENCE).until(() -> present(bert, BERT, "slow"));

    Answers answers = anna.ask("slow", Map.of(), BRIEF);

    assertThat(answers.values()).containsExactly(1L);
    assertThat(answers.expected()).isEqualTo(2);
    assertThat(answers.missing()).isEqualTo(1);
    assertThat(answers.silent()).containsExactly(BERT);
  }

  private static boolean present(Control control, Instance instance, String channel) {
    return control.instances().stream()
        .filter(one -> one.instance().equals(instance))
        .anyMatch(one -> one.channels().contains(channel));
  }

  @Test
  void handler_thatIsSlowHoldsUpNoOther() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    anna.subscribe("slow", parameters -> testOver.await(60, TimeUnit.SECONDS));
    anna.subscribe("fast", parameters -> "done");
    anna.tell("slow", Map.of());

    assertThat(anna.ask("fast", Map.of(), PATIENCE).values()).containsExactly("done");
  }

  @Test
  void handler_mayAskItself() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    ControlBus bert = joined(BERT).bus();
    anna.subscribe("inner", parameters -> 1);
    bert.subscribe("inner", parameters -> 2);
    bert.subscribe("outer", parameters -> bert.ask("inner", Map.of(), PATIENCE).values().size());

    assertThat(anna.ask("outer", Map.of(), PATIENCE).values()).containsExactly(2L);
  }

  @Test
  void questions_atOnceGetTheirOwnAnswers() throws Exception {
    ControlBus anna = joined(ANNA).bus();
    joined(BERT).bus().subscribe("echo", parameters -> parameters.get("n"));
    anna.subscribe("echo", parameters -> parameters.get("n"));
    AtomicInteger right = new AtomicInteger();
    List<Thread> askers = new ArrayList<>();
    for (long n = 0; n < 20; n++) {
      long number = n;
      var asking =
          new FutureTask<Void>(() -> {
            List<@Nullable Object> values =
                anna.ask("echo", Map.of("n", number), PATIENCE).values();
            right.addAndGet(values.equals(List.of(number, number)) ? 1 : 0);
            return null;
          });
      Thread asker = new Thread(asking);
      askers.add(asker);
      asker.start();
    }
    for (Thread asker : askers) {
      asker.join(PATIENCE.toMillis());
    }
    assertThat(right).hasValue(20);
  }

  @Test
  void close_letsWhoWaitsGoOn() throws Exception {
    Control anna = joined(ANNA);
    var reached = new CountDownLatch(1);
    joined(BERT)
        .bus()
        .subscribe(
            "slow",
            parameters -> {
              reached.countDown();
              return testOver.await(60, TimeUnit.SECONDS);
            });
    var asking = new FutureTask<Answers>(() -> anna.bus().ask("slow", Map.of(), PATIENCE));
    Thread asker = new Thread(asking);
    asker.start();
    assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();

    anna.close();

    assertThat(asking.get(20, TimeUnit.SECONDS).missing()).isEqualTo(1);
    assertThatThrownBy(() -> anna.bus().tell("slow", Map.of()))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void instances_saysWhoIsThereAndWhatTheyTellOfThemselves() throws Exception {
    Control anna = joined(ANNA);
    Control bert = joined(BERT);
    bert.bus().subscribe("b", parameters -> 1);
    bert.announce(Map.of("version", "1.2"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          List<Presence> there = anna.instances();
          assertThat(there).extracting(Presence::instance).containsExactly(ANNA, BERT);
          Presence bertsOwn = there.get(1);
          assertThat(bertsOwn.channels()).containsExactly("b");
          assertThat(bertsOwn.facts()).containsExactly(Map.entry("version", "1.2"));
          assertThat(bertsOwn.seen()).isAfterOrEqualTo(bertsOwn.since());
        });

    bert.close();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(anna.instances()).extracting(Presence::instance).containsExactly(ANNA));
  }

  @Test
  void status_saysSomething() throws Exception {
    assertThat(joined(ANNA).status()).isNotEmpty();
  }
}
