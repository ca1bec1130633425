package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.RawEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdentityTest {
  private static RawEvent record(String json) {
    return new RawEvent().over(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static String id(String json) {
    return EventIdentity.of(record(json), 77).toString();
  }

  @Test
  void of_theKeyInItsTask_comesFirst() {
    assertThat(
            id(
                "{'context':{'key':'3@7c9f/1'},'obj_id':'o','obj':{},"
                    + "'weft':{'src':'s','n':4,'seq':5}}"))
        .isEqualTo("3@7c9f/1");
  }

  @Test
  void of_outsideTasks_itsSourcesNumberThenItsObjects() {
    assertThat(id("{'context':null,'obj_id':'o','obj':{},'weft':{'src':'s','n':4,'seq':5}}"))
        .isEqualTo("4@~s");
    assertThat(id("{'handler_id':'h','obj_id':'o','obj':{},'weft':{'seq':5}}")).isEqualTo("5@~h/o");
    assertThat(id("{'obj_id':'o','obj':{},'weft':{'seq':5}}")).isEqualTo("5@~/o");
  }

  @Test
  void of_aSnapshot_isNotTheChangeWhoseNumberItHas() {
    assertThat(id("{'obj_id':'o','obj':{},'status':'snapshot','weft':{'seq':5}}"))
        .isEqualTo("77@~~");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'context':{'key':'no key'}}",
        "{'context':{'key':17}}",
        "{'context':{'key':'1@~s'}}",
        "{'weft':{'src':'s'}}",
        "{'weft':{'n':1}}",
        "{'weft':{'src':'','n':1}}",
        "{'weft':{'src':'~','n':1}}",
        "{'weft':{'src':'s','n':-1}}",
        "{'weft':{'src':'s','n':1.5}}",
        "{'weft':{'src':'s','n':1000000000000000000}}",
        "{'weft':{'src':17,'n':1}}",
        "{'obj':{},'weft':{'seq':1}}",
        "{'obj_id':'o','weft':{'seq':1}}"
      })
  void of_whatNobodyNumbered_isItsArrival(String json) {
    assertThat(id(json)).isEqualTo("77@~~");
    assertThat(EventIdentity.of(record(json))).isNull();
  }

  @Test
  void of_placesThatNoProgramMakes_isItsArrival() {
    assertThat(id("{'context':{'key':'1@r" + "/1".repeat(501) + "'}}")).isEqualTo("77@~~");
    assertThat(id("{'context':{'key':'1@" + "x".repeat(4001) + "'}}")).isEqualTo("77@~~");
    assertThat(id("{'weft':{'n':1,'src':'" + "x".repeat(4001) + "'}}")).isEqualTo("77@~~");
    assertThat(id("{'context':{'key':'1@r" + "/1".repeat(500) + "'}}")).startsWith("1@r/1/1");
  }

  @Test
  void toString_ofAllIdentities_isReadBack() {
    for (String json :
        new String[] {
          "{'context':{'key':'3@7c9f/1'}}",
          "{'weft':{'src':'a@b:c/d','n':999999999999999999}}",
          "{'obj_id':'o@:','obj':{},'weft':{'seq':0}}",
          "{}"
        }) {
      EventId id = EventIdentity.of(record(json), 5);
      assertThat(EventId.parse(id.toString())).contains(id);
      Cursor cursor = new Cursor(-3, id);
      assertThat(Cursor.parse(cursor.toString())).contains(cursor);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'created':1795176000.0000002}|1795176000000000",
        "{'created':1795176000.0000006}|1795176000000001",
        "{'created':1795176000.123457,'time_in':5}|1795176000123457",
        "{'time_in':2.5,'time_out':3}|2500000",
        "{'time_out':3}|3000000",
        "{'created':'now','time_in':1}|1000000",
        "{'created':-0.0000015}|-1",
        "{'created':1e300}|0",
        "{'created':null}|0",
        "{}|0"
      })
  void micros_areTheNearest(String json, long micros) {
    assertThat(EventIdentity.micros(record(json))).isEqualTo(micros);
  }

  @Test
  void kept_neitherSignsOfLifeNorEchoesNorWhatIsNoObject() {
    assertThat(EventIdentity.kept(record("{}"))).isTrue();
    assertThat(EventIdentity.kept(record("{'weft':{'kind':'end'}}"))).isTrue();
    assertThat(EventIdentity.kept(record("{'weft':{'kind':'alive'}}"))).isFalse();
    assertThat(EventIdentity.kept(record("{'weft':{'echo':true}}"))).isFalse();
    assertThat(EventIdentity.kept(record("[]"))).isFalse();
    assertThat(EventIdentity.kept(record("{'a':"))).isFalse();
  }
}
