package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFieldTest {
  private static final String RECORD =
      """
      {"name":"com.acme.pay","msg":"timeout after %d","levelno":45,"created":1795165727.131159,\
      "hostname":"web-1","process":77,"threadName":"main","processName":"pay",\
      "exc_text":"java.io.IOException: Read timed out\\\\n\\tat x.Y.z(Y.java:1)",\
      "message":"timeout after 500ms\\\\nsecond line","order":48213,"ratio":1.50,"big":3e2,\
      "tags":["red","blue",null,true,2.0],"nothing":null,"flag":true,"deep":{"er":{"x":"y"}},\
      "context":{"key":"3@7c9f2c1e-0d3b/1/2","user":"leo","level":"mine"},"mdc":{"session":"s-9"},\
      "obj":{"state":"failed"},"obj_id":"o-1","weft":{"rkey":"shop.order","src":"web-1/77","n":5}}\
      """;

  private static final Surroundings AROUND =
      new Surroundings() {
        @Override
        public boolean treeHolds(int inner, String root) {
          return false;
        }

        @Override
        public boolean taskHolds(int inner, ScopeId task) {
          return false;
        }

        @Override
        public @Nullable TaskFacts task(ScopeId task) {
          return new TaskFacts("charge", "failed", Duration.ofMillis(2314));
        }

        @Override
        public @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
          return null;
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          time            § 1795165727131159
          level           § error
          logger          § com.acme.pay
          host            § web-1
          process         § 77
          thread          § main
          exception       § java.io.IOException
          type            § change
          status          § failed
          name            § charge
          duration        § 2.314
          depth           § 2
          key             § 3@7c9f2c1e-0d3b/1/2
          task            § 7c9f2c1e-0d3b/1/2
          seq             § 3
          rkey            § shop.order
          object          § o-1
          service         § pay
          order           § 48213
          ratio           § 1.5
          flag            § true
          user            § leo
          f.user          § leo
          f.level         § mine
          context.user    § leo
          session         § s-9
          state           § failed
          obj.state       § failed
          deep.er.x       § y
          nothing         §
          absent          §
          obj.absent      §
          """)
  void value_isWhatAQueryCompares(String name, @Nullable String value) {
    Object found = EventField.named(name).value(event(RECORD), AROUND);
    assertThat(found == null ? null : String.valueOf(found)).isEqualTo(value);
    if (value != null && !name.equals("time")) {
      String query = name + ":" + Printer.value(value);
      assertThat(parse(query).matches(event(RECORD), AROUND)).as(query).isTrue();
    }
  }

  @Test
  void message_hasItsLines() {
    assertThat(EventField.named("msg").value(event(RECORD), AROUND))
        .isEqualTo("timeout after 500ms\nsecond line");
  }

  @Test
  void values_areCells_oneForEachItemOfAList() {
    assertThat(EventField.named("tags").values(event(RECORD), AROUND))
        .isEqualTo(List.of("red", "blue", "true", 2L));
    assertThat(EventField.named("big").values(event(RECORD), AROUND)).isEqualTo(List.of(300L));
    assertThat(EventField.named("ratio").values(event(RECORD), AROUND)).isEqualTo(List.of(1.5));
    assertThat(EventField.named("deep").values(event(RECORD), AROUND))
        .isEqualTo(List.of("{\"er\":{\"x\":\"y\"}}"));
    assertThat(EventField.named("nothing").values(event(RECORD), AROUND)).isEmpty();
  }

  @Test
  void valuesOfTheTaskAround_areThoseOfItsEvents() {
    TaskFacts charge = new TaskFacts("charge", "failed", Duration.ofMillis(2314));
    for (String name : List.of("name", "status", "duration")) {
      EventField field = EventField.named(name);
      assertThat(field.values(charge)).as(name).isEqualTo(field.values(event(RECORD), AROUND));
    }
    assertThat(EventField.named("name").values(new TaskFacts(null, "lost", null))).isEmpty();
    assertThatThrownBy(() -> EventField.named("level").values(charge))
        .hasMessage("level is not of the task around an event");
    assertThatThrownBy(() -> EventField.named("cart").values(charge))
        .hasMessage("cart is not of the task around an event");
  }

  @Test
  void everyValueOfABuiltInField_isFoundByAQueryForIt() {
    for (String name : EventField.builtIn()) {
      EventField field = EventField.named(name);
      for (Object value : field.values(event(RECORD), AROUND)) {
        if (!name.equals("time")) {
          String query = name + ":" + Printer.value(String.valueOf(value));
          assertThat(parse(query).matches(event(RECORD), AROUND)).as(query).isTrue();
        }
      }
      boolean present = parse(name + ":*").matches(event(RECORD), AROUND);
      assertThat(field.value(event(RECORD), AROUND) != null).as(name).isEqualTo(present);
    }
  }

  @Test
  void withoutSurroundings_aBeginHasItsNameAndAnEndItsStatus() {
    RawEvent begin =
        event(
            "{\"message\":\"checkout\",\"context\":{\"key\":\"0@r\"},\"weft\":{\"kind\":\"begin\"}}");
    RawEvent end = event("{\"context\":{\"key\":\"1@r\"},\"weft\":{\"outcome\":\"failed\"}}");
    assertThat(EventField.named("name").value(begin, Surroundings.NONE)).isEqualTo("checkout");
    assertThat(EventField.named("status").value(end, Surroundings.NONE)).isEqualTo("failed");
    assertThat(EventField.named("duration").value(end, Surroundings.NONE)).isNull();
    assertThat(EventField.named("status").alone()).isFalse();
    assertThat(EventField.named("level").alone()).isTrue();
  }

  @Test
  void outsideEveryTask_theKeyIsTheSourcesNumber() {
    RawEvent event = event("{\"weft\":{\"src\":\"web-1/7\",\"n\":12}}");
    assertThat(EventField.named("key").value(event, AROUND)).isEqualTo("12@~web-1/7");
    RawEvent change =
        event("{\"obj_id\":\"o-1\",\"obj\":{},\"handler_id\":\"h\",\"weft\":{\"seq\":4}}");
    assertThat(EventField.named("key").value(change, AROUND)).isEqualTo("4@~h/o-1");
    assertThat(parse("key:4@~h/o-1").matches(change, AROUND)).isTrue();
    assertThat(EventField.named("task").value(event, AROUND)).isNull();
    assertThat(EventField.named("status").value(event, AROUND)).isNull();
  }

  @Test
  void time_isTheFirstThatCanBeOne() {
    EventField time = EventField.named("time");
    assertThat(time.value(event("{\"created\":\"x\",\"time_in\":2.5}"), AROUND))
        .isEqualTo(2_500_000L);
    assertThat(time.value(event("{\"created\":1e99,\"time_out\":-1}"), AROUND))
        .isEqualTo(-1_000_000L);
    assertThat(time.value(event("{\"created\":null}"), AROUND)).isNull();
    assertThat(parse("time:*").matches(event("{\"created\":\"x\"}"), AROUND)).isFalse();
  }

  @Test
  void brokenRecord_hasNoValues() {
    for (String name : EventField.builtIn()) {
      assertThat(EventField.named(name).value(event("{\"levelno\":40,"), AROUND)).as(name).isNull();
    }
  }

  @Test
  void impossibleNames_areRefused() {
    assertThatThrownBy(() -> EventField.named("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventField.named("a" + ".a".repeat(40)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names");
  }

  private static SearchQuery parse(String text) {
    return SearchQuery.parse(text, java.time.Clock.systemUTC(), java.time.ZoneOffset.UTC);
  }

  private static RawEvent event(String record) {
    return new RawEvent().over(record.getBytes(UTF_8));
  }
}
