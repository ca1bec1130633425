package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.TaskFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskTableTest {
  private static final String OF_WEFT = ",'weft':{'src':'s'%s}";

  private final TaskTable table = TaskTable.create();

  private static String record(String task, long number, double at, String more) {
    return "{'created':"
        + at
        + ",'name':'root','msg':'work','levelno':20,'context':{'key':'"
        + number
        + '@'
        + task
        + "'}"
        + more
        + '}';
  }

  private static String begin(String task, double at) {
    return record(task, 0, at, String.format(OF_WEFT, ",'kind':'begin'"));
  }

  private static String end(String task, long number, double at, String outcome) {
    return record(
        task, number, at, String.format(OF_WEFT, ",'kind':'end','outcome':'" + outcome + "'"));
  }

  private void add(String... records) {
    for (String json : records) {
      RawEvent record = new RawEvent().over(json.replace('\'', '"').getBytes(UTF_8));
      table.add(record, EventIdentity.of(record, 1), EventIdentity.micros(record));
    }
  }

  private @Nullable TaskFacts facts(String task) {
    return table.facts(new ScopeId(task), 100_000_000);
  }

  @Test
  void facts_ofAnEndedTask_areAsItsEndSays() {
    add(end("t", 1, 12.5, "Failed"), begin("t", 10));

    assertThat(facts("t")).isEqualTo(new TaskFacts("work", "failed", Duration.ofMillis(2500)));
  }

  @Test
  void facts_ofAnUnknownOutcome_areUnset() {
    add(begin("t", 10), end("t", 1, 9, "whatever"));

    assertThat(facts("t")).isEqualTo(new TaskFacts("work", "unset", null));
  }

  @Test
  void facts_withoutBegin_haveNoNameAndNoDuration() {
    add(end("t", 5, 12, "succeeded"), record("u", 3, 1, String.format(OF_WEFT, "")));

    assertThat(facts("t")).isEqualTo(new TaskFacts(null, "succeeded", null));
    assertThat(facts("u")).isEqualTo(new TaskFacts(null, "running", null));
    assertThat(facts("nobody")).isNull();
  }

  @Test
  void facts_ofARunningTask_reachToNow_untilATaskAroundItEnds() {
    add(begin("t", 10), begin("t/1/2", 20));
    assertThat(facts("t/1/2")).isEqualTo(new TaskFacts("work", "running", Duration.ofSeconds(80)));
    assertThat(facts("t/1")).isNull();

    add(end("t", 1, 30, "succeeded"));
    assertThat(facts("t/1/2")).isEqualTo(new TaskFacts("work", "lost", null));
  }

  @Test
  void facts_ofAPythonTask_areConcludedFromItsLastRecord() {
    add(record("p", 0, 1, ""), record("p", 1, 2, ",'message':'other'").replace("work", "step"));
    assertThat(facts("p")).hasFieldOrPropertyWithValue("status", "running");
    assertThat(table.concludedEnd(new ScopeId("p"))).isNull();

    add(record("p", 2, 4, ""));
    assertThat(facts("p")).isEqualTo(new TaskFacts("work", "succeeded", Duration.ofSeconds(3)));
    assertThat(table.concludedEnd(new ScopeId("p"))).hasToString("2@p");

    add(record("p", 3, 5, ",'message':'FAILED work'").replace("':20", "':40"));
    assertThat(facts("p")).isEqualTo(new TaskFacts("work", "failed", Duration.ofSeconds(4)));
  }

  @Test
  void facts_ofAPythonTask_areLostWhenTheOneAroundItSpeaksAgain() {
    add(record("p", 0, 1, ""), record("p/1", 0, 2, ""), record("p/1/1", 0, 3, ""));
    assertThat(facts("p/1/1")).hasFieldOrPropertyWithValue("status", "running");

    add(record("p", 1, 4, "").replace("work", "more"));
    assertThat(facts("p/1")).isEqualTo(new TaskFacts("work", "lost", null));
    assertThat(facts("p/1/1")).isEqualTo(new TaskFacts("work", "lost", null));
    assertThat(facts("p")).hasFieldOrPropertyWithValue("status", "running");
  }

  @Test
  void add_inAnyOrderAndTwice_knowsTheSame() {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String task = "r/" + i % 4 + (i % 3 == 0 ? "" : "/" + i % 5);
      records.add(i % 2 == 0 ? begin(task, 1) : record(task, i, i, ""));
      records.add(end("r/" + i % 3, 40, 50, "failed"));
    }
    records.addAll(List.copyOf(records));
    add(records.toArray(new String[0]));
    TaskTable shuffled = TaskTable.create();
    Collections.shuffle(records, new Random(1));
    for (String json : records) {
      RawEvent record = new RawEvent().over(json.replace('\'', '"').getBytes(UTF_8));
      shuffled.add(record, EventIdentity.of(record, 1), EventIdentity.micros(record));
    }

    for (String json : records) {
      RawEvent record = new RawEvent().over(json.replace('\'', '"').getBytes(UTF_8));
      ScopeId task = EventIdentity.of(record, 1).scope();
      assertThat(task).isNotNull();
      assertThat(shuffled.facts(task, 0)).isEqualTo(table.facts(task, 0));
    }
  }

  @Test
  void keeping_forgetsTheTaskLongestNotSpokenOf() {
    TaskTable small = TaskTable.keeping(2);
    for (String json : List.of(begin("a", 1), begin("b", 1), begin("a", 1), begin("c", 1))) {
      RawEvent record = new RawEvent().over(json.replace('\'', '"').getBytes(UTF_8));
      small.add(record, EventIdentity.of(record, 1), 1);
    }

    assertThat(small.size()).isEqualTo(2);
    assertThat(small.facts(new ScopeId("b"), 0)).isNull();
    assertThat(small.facts(new ScopeId("a"), 0)).isNotNull();
    assertThatThrownBy(() -> TaskTable.keeping(0)).hasMessageContaining("less than 1");
  }
}
