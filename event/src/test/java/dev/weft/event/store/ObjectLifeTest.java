package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectLifeTest {
  private static ObjectLife life(String... records) {
    List<StoredEvent> events = new ArrayList<>();
    for (String json : records) {
      byte[] bytes = ("{'obj_id':'o'," + json + '}').replace('\'', '"').getBytes(UTF_8);
      RawEvent record = new RawEvent().over(bytes);
      EventId id = EventIdentity.of(record, events.size() + 1L);
      events.add(
          StoredEvent.of(new Cursor(EventIdentity.micros(record), id), events.size() + 1L, bytes));
    }
    Collections.shuffle(events, new Random(7));
    return ObjectLife.of(events);
  }

  private static String change(double at, String source, int sequence, String more) {
    return "'time_in':"
        + at
        + ",'weft':{'src':'"
        + source
        + "','n':"
        + sequence
        + ",'seq':"
        + sequence
        + "},"
        + more;
  }

  private static List<String> ids(ObjectLife life) {
    return life.changes().stream().map(change -> change.id().toString()).toList();
  }

  @Test
  void changes_followTheirNumbers_notTheClock() {
    ObjectLife life =
        life(
            change(9, "s", 0, "'status':'born','obj':{}"),
            change(5, "s", 1, "'obj':{'x':1}"),
            change(7, "s", 2, "'obj':{'x':2}"));

    assertThat(ids(life)).containsExactly("0@~s", "1@~s", "2@~s");
    assertThat(life.before(FieldPath.of("x"))).containsExactly(null, null, 1L);
    assertThat(life.place(new EventId(2, "~s"))).isEqualTo(2);
    assertThat(life.place(new EventId(3, "~s"))).isEqualTo(-1);
  }

  @Test
  void changes_withoutNumbers_followTheClock_andABirthBeginsAnew() {
    ObjectLife life =
        life(
            "'time_in':3,'obj':{'x':3}",
            "'time_in':1,'obj':{'x':1}",
            "'time_in':2,'status':'born','obj':{'y':2}",
            "'time_in':4,'obj':{'x':null},'action':'delete'",
            "'time_in':5,'obj':{'y':0}");

    assertThat(ids(life)).containsExactly("2@~~", "3@~~", "1@~~", "4@~~", "5@~~");
    assertThat(life.before(FieldPath.of("x"))).containsExactly(null, null, null, 3L, null);
    assertThat(life.before(FieldPath.of("y"))).containsExactly(null, null, 2L, 2L, 2L);
  }

  @Test
  void lives_ofTwoProcesses_doNotMix() {
    ObjectLife life =
        life(
            change(1, "old", 0, "'status':'born','obj':{'x':1}"),
            change(20, "old", 1, "'obj':{'x':2}"),
            change(10, "new", 0, "'status':'born','obj':{}"),
            change(11, "new", 1, "'obj':{'x':9}"));

    assertThat(ids(life)).containsExactly("0@~old", "1@~old", "0@~new", "1@~new");
    assertThat(life.before(FieldPath.of("x"))).containsExactly(null, 1L, null, null);
  }

  @Test
  void before_knowsRemovalsSnapshotsAndNestedFields() {
    ObjectLife life =
        life(
            change(1, "s", 0, "'obj':{'a':{'b':1},'c':1}"),
            change(2, "s", 1, "'obj':{'a':{'d':1}}"),
            change(3, "s", 2, "'obj':{'a':{'b':3}}"),
            "'time_in':3.5,'status':'snapshot','weft':{'src':'s','n':90,'seq':2},'obj':{'a':{'b':4}}",
            "'time_in':4,'weft':{'src':'s','n':3,'seq':3,'removed':['a']},'obj':{}",
            change(5, "s", 4, "'obj':{'e':1}"));

    assertThat(life.before(FieldPath.of("a.b"))).containsExactly(null, 1L, null, 3L, 4L, null);
    assertThat(life.before(FieldPath.of("c"))).containsExactly(null, 1L, 1L, 1L, null, null);
  }
}
