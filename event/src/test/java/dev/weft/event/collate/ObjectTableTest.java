package dev.weft.event.collate;

import static dev.weft.event.collate.Changes.NOON;
import static dev.weft.event.collate.Changes.PYTHON;
import static dev.weft.event.collate.Changes.SHOP;
import static dev.weft.event.collate.Changes.SHOP_RESTARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event.ObjectChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectTableTest {
  private final ObjectTable table = ObjectTable.bounded(100, 1 << 20);
  private final Changes order = Changes.of("17");

  private ObjectView view() {
    return table.view("17").orElseThrow();
  }

  private void applyAll(ObjectChanged... changes) {
    for (ObjectChanged change : changes) {
      table.apply(change);
    }
  }

  @Test
  void life_isFollowedFromBirthToEnd() {
    assertThat(table.apply(order.born("a", 1))).isEqualTo(new Applied.Born("17", null));
    assertThat(table.apply(order.set("a", 2, "b", 3)))
        .isEqualTo(new Applied.Updated("17", Map.of("a", 2, "b", 3), Set.of(), null));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    table.apply(order.said("half done"));
    assertThat(table.apply(order.finished())).isEqualTo(new Applied.Ended("17", null));

    ObjectView view = view();
    assertThat(view.state()).isEqualTo(Map.of("a", 2, "b", 3));
    assertThat(view.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view.sequence()).isEqualTo(OptionalLong.of(3));
    assertThat(view.born()).isEqualTo(NOON.plusMillis(1)).isEqualTo(view.first());
    assertThat(view.last()).isEqualTo(NOON.plusMillis(4));
    assertThat(view.end()).isEqualTo(new ObjectEnd(view.last(), Duration.ofMillis(4), null, false));
    assertThat(view.message()).isEqualTo("half done");
    assertThat(view.routingKey()).isEqualTo("shop.order");
    assertThat(view.headers()).isEqualTo(Map.of("hostname", "host-1"));
    assertThat(view.writes()).isEqualTo(4);
    assertThat(view.missing()).isEmpty();
  }

  @Test
  void removed_isNotNull() {
    applyAll(order.born("a", 1, "b", 2, "c", 3), order.set("a", null), order.removed("b", "no"));
    assertThat(view().state()).isEqualTo(Changes.fields("a", null, "c", 3));
  }

  @Test
  void setAndRemoved_inOneChange() {
    applyAll(order.born("a", 1), order.change(Map.of("b", 2), Set.of("a")));
    assertThat(view().state()).isEqualTo(Map.of("b", 2));
  }

  @Test
  void update_isShallow() {
    applyAll(order.born("at", Map.of("x", 1, "y", 2)), order.set("at", Map.of("x", 3)));
    assertThat(view().state()).isEqualTo(Map.of("at", Map.of("x", 3)));
  }

  @Test
  void joinedLate_isPartialUntilASnapshot() {
    order.lose(1_000);
    assertThat(table.apply(order.set("a", 1)))
        .isEqualTo(new Applied.Joined("17", new Hole(0, 999)));
    assertThat(view().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(table.incomplete()).containsExactly("17");

    table.apply(order.set("a", 2));
    assertThat(view().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(table.apply(order.snapshot(Map.of("a", 2, "b", 3))))
        .isEqualTo(new Applied.Healed("17"));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view().state()).isEqualTo(Map.of("a", 2, "b", 3));
    assertThat(table.incomplete()).isEmpty();
  }

  @Test
  void snapshotFirst_isComplete() {
    order.lose(10);
    table.apply(order.snapshot(Map.of("a", 1)));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view().sequence()).isEqualTo(OptionalLong.of(9));
    assertThat(view().born()).isNull();
    assertThat(table.apply(order.set("a", 2)).hole()).isNull();
  }

  @Test
  void hole_isNamedAndHealedBySnapshotOnly() {
    applyAll(order.born("a", 1), order.set("a", 2));
    order.lose(3);
    assertThat(table.apply(order.set("b", 1)).hole()).isEqualTo(new Hole(2, 4));
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
    assertThat(view().missing()).containsExactly(new Hole(2, 4));
    assertThat(view().state()).isEqualTo(Map.of("a", 2, "b", 1));

    table.apply(order.set("b", 2));
    assertThat(view().state()).isEqualTo(Map.of("a", 2, "b", 2));
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
    table.apply(order.snapshot(Map.of("b", 2)));
    assertThat(view().state()).isEqualTo(Map.of("b", 2));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void snapshotBehindTheNewest_keepsWhatIsNewer() {
    applyAll(order.born("a", 1, "gone", 1));
    ObjectChanged lost = order.removed("gone");
    ObjectChanged snapshot = order.snapshot(Map.of("a", 1));
    ObjectChanged[] newer = {
      order.set("a", 2, "b", 2), order.removed("b"), order.set("c", 3),
    };
    applyAll(newer);
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
    assertThat(table.apply(snapshot)).isEqualTo(new Applied.Healed("17"));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view().state()).isEqualTo(Map.of("a", 2, "c", 3));
    assertThat(table.apply(lost)).isEqualTo(new Applied.Duplicate("17"));
  }

  @Test
  void snapshotBelowTheHole_healsNothing() {
    table.apply(order.born("a", 1));
    ObjectChanged early = order.snapshot(Map.of("a", 1));
    order.lose(1);
    applyAll(order.set("a", 3));
    assertThat(table.apply(early)).isInstanceOf(Applied.Ignored.class);
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
  }

  @Test
  void lateChanges_fillTheHole() {
    ObjectChanged born = order.born("a", 0, "b", 0);
    ObjectChanged first = order.set("a", 1, "b", 1);
    ObjectChanged second = order.removed("b");
    ObjectChanged third = order.set("a", 3);
    applyAll(third);
    assertThat(view().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(table.apply(first))
        .isEqualTo(new Applied.Updated("17", Map.of("b", 1), Set.of(), null));
    applyAll(born, second);
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view().state()).isEqualTo(Map.of("a", 3));
    assertThat(view().sequence()).isEqualTo(OptionalLong.of(3));
    assertThat(view().born()).isEqualTo(born.time());
  }

  @Test
  void repeatedChanges_areIgnored() {
    ObjectChanged born = order.born("a", 1);
    ObjectChanged set = order.set("a", 2);
    applyAll(born, set);
    assertThat(table.apply(born)).isEqualTo(new Applied.Duplicate("17"));
    assertThat(table.apply(set)).isEqualTo(new Applied.Duplicate("17"));
    assertThat(view().state()).isEqualTo(Map.of("a", 2));
    assertThat(view().writes()).isEqualTo(2);
  }

  @Test
  void keyframe_ofAWholeView_isIgnored() {
    applyAll(order.born("a", 1));
    assertThat(table.apply(order.snapshot(Map.of("a", 1)))).isInstanceOf(Applied.Ignored.class);
  }

  @Test
  void transientObject_isOver() {
    assertThat(table.apply(order.fleeting("a", 1))).isEqualTo(new Applied.Ended("17", null));
    assertThat(view().end()).isNotNull().extracting(ObjectEnd::fleeting).isEqualTo(true);
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void changesAfterTheEnd_stillApply() {
    applyAll(order.born("a", 1), order.finished());
    table.apply(order.set("a", 2));
    assertThat(view().state()).isEqualTo(Map.of("a", 2));
    assertThat(view().ended()).isTrue();
  }

  @Test
  void python_isCompleteWhereBornWasSeen() {
    Changes seen = Changes.ofPython("seen");
    applyAll(seen.born(), seen.set("a", 1), seen.removed("a"), seen.finished());
    assertThat(table.view("seen").orElseThrow().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(table.view("seen").orElseThrow().state()).isEmpty();

    Changes joined = Changes.ofPython("joined");
    joined.lose(5);
    applyAll(joined.set("a", 1));
    assertThat(table.view("joined").orElseThrow().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(table.view("joined").orElseThrow().sequence()).isEmpty();
    assertThat(table.incomplete()).isEmpty();
  }

  @Test
  void python_olderByTime_coversNothingNewer() {
    Changes python = Changes.ofPython("17");
    ObjectChanged born = python.born("a", 1, "b", 1);
    ObjectChanged redelivered = python.set("a", 2);
    ObjectChanged newer = python.set("a", 3);
    applyAll(born, redelivered, newer, redelivered);
    assertThat(view().state()).isEqualTo(Map.of("a", 3, "b", 1));
    ObjectChanged end = python.finished();
    table.apply(end);
    assertThat(table.apply(end)).isEqualTo(new Applied.Duplicate("17"));
  }

  @Test
  void restartedProcess_beginsANewLife() {
    applyAll(order.born("a", 1, "old", 1));
    ObjectChanged late = order.set("a", 2);
    Changes again = new Changes("17", SHOP_RESTARTED, true, NOON.plusSeconds(60));
    applyAll(again.born("a", 5));
    assertThat(view().state()).isEqualTo(Map.of("a", 5));
    assertThat(view().source()).isEqualTo(SHOP_RESTARTED);
    assertThat(table.apply(late)).isInstanceOf(Applied.Ignored.class);
    assertThat(view().state()).isEqualTo(Map.of("a", 5));
  }

  @Test
  void bornAgain_inTheSameProcess_beginsANewLife() {
    ObjectChanged born = order.born("a", 1);
    applyAll(born, order.set("b", 2), order.finished());
    Changes again = new Changes("17", SHOP, true, NOON.plusSeconds(60));
    applyAll(again.born("a", 5));
    assertThat(view().state()).isEqualTo(Map.of("a", 5));
    assertThat(view().ended()).isFalse();
    assertThat(table.apply(born)).isInstanceOf(Applied.Ignored.class);
  }

  @Test
  void bornAgain_withTheBirthLost_isALifeThatWasJoinedLate() {
    applyAll(order.born("a", 1), order.set("b", 2), order.finished());
    Changes again = new Changes("17", SHOP, true, NOON.plusSeconds(60));
    again.lose(1);
    applyAll(again.set("a", 5));
    assertThat(view().state()).isEqualTo(Map.of("a", 5));
    assertThat(view().completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void silentSource_makesItsLivingObjectsStale() {
    Changes ended = Changes.of("ended");
    Changes python = Changes.ofPython("python");
    applyAll(order.born("a", 1), ended.born(), ended.finished(), python.born());
    table.heard(SHOP, NOON);
    assertThat(table.silence(NOON.plus(ObjectTable.SILENCE))).isEmpty();

    Instant late = NOON.plus(ObjectTable.SILENCE).plusMillis(1);
    assertThat(table.silence(late)).containsExactly("17");
    assertThat(table.silence(late)).isEmpty();
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
    assertThat(view().silent()).isTrue();
    assertThat(table.view("ended").orElseThrow().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(table.view("python").orElseThrow().completeness()).isEqualTo(Completeness.COMPLETE);

    assertThat(table.heard(PYTHON, late)).isEmpty();
    assertThat(table.heard(SHOP, late)).containsExactly("17");
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void lossSomewhere_isDoubtUntilAChangeOrASnapshot() {
    Changes other = Changes.of("other");
    Changes ended = Changes.of("ended");
    applyAll(order.born("a", 1), other.born(), ended.born(), ended.finished());
    assertThat(table.doubt()).containsExactly("17", "other");
    assertThat(table.incomplete()).containsExactly("17", "other");
    assertThat(view().completeness()).isEqualTo(Completeness.STALE);
    assertThat(view().missing()).isEmpty();
    assertThat(table.view("ended").orElseThrow().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(table.apply(order.snapshot(Map.of("a", 1)))).isEqualTo(new Applied.Healed("17"));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    table.apply(other.set("a", 1));
    assertThat(table.incomplete()).isEmpty();
  }

  @Test
  void objects_areBounded_endedOnesGoFirst() {
    ObjectTable small = ObjectTable.bounded(3, 1 << 20);
    List<Changes> objects = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      objects.add(Changes.of("o" + i));
      small.apply(objects.get(i).born());
    }
    small.apply(objects.get(2).finished());
    small.apply(Changes.of("o3").born());
    assertThat(small.view("o2")).isEmpty();
    small.apply(objects.get(0).set("a", 1));
    small.apply(Changes.of("o4").born());
    assertThat(small.view("o1")).isEmpty();
    assertThat(small.size()).isEqualTo(3);
    assertThat(small.evicted()).isEqualTo(2);
  }

  @Test
  void objectThatHasJustEnded_isStillThere() {
    ObjectTable small = ObjectTable.bounded(1, 1 << 20);
    small.apply(Changes.of("lives").born());
    small.apply(order.fleeting("a", 1));
    assertThat(small.view("17").orElseThrow().state()).isEqualTo(Map.of("a", 1));
    assertThat(small.evicted()).isEqualTo(1);
  }

  @Test
  void bytes_areBounded() {
    ObjectTable small = ObjectTable.bounded(100, 10_000);
    for (int i = 0; i < 20; i++) {
      small.apply(Changes.of("o" + i).born("text", "x".repeat(1_000)));
    }
    assertThat(small.size()).isBetween(5, 9);
    assertThat(small.bytes()).isLessThanOrEqualTo(10_000);
    small.apply(Changes.of("huge").born("nested", List.of(Map.of("text", "x".repeat(20_000)))));
    assertThat(small.size()).isZero();
    assertThat(small.bytes()).isZero();
    assertThat(small.evicted()).isEqualTo(21);
  }

  @Test
  void bytes_followWhatIsReplacedAndRemoved() {
    table.apply(order.born("a", "x".repeat(500), "b", List.of(1, 2)));
    long before = table.bytes();
    table.apply(order.set("a", "x".repeat(100)));
    assertThat(table.bytes()).isEqualTo(before - 400);
    table.apply(order.removed("b"));
    assertThat(table.bytes()).isLessThan(before - 400);
    table.forget("17");
    assertThat(table.bytes()).isZero();
  }

  @Test
  void manyNamesThatComeAndGo_areForgotten() {
    order.lose(5);
    for (int i = 0; i < 20_000; i++) {
      applyAll(order.set("n" + i, i), order.removed("n" + i));
    }
    assertThat(view().state()).isEmpty();
    // What is older than the memory for places is not taken, rather than taken wrongly.
    Changes early = Changes.of("17");
    assertThat(table.apply(early.born("n19999", 1))).isInstanceOf(Applied.Ignored.class);
    table.apply(order.snapshot(Map.of("a", 1)));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(view().state()).isEqualTo(Map.of("a", 1));
  }

  @Test
  void manyHoles_areKeptAsFew() {
    table.apply(order.born());
    for (int i = 0; i < 200; i++) {
      order.lose(1);
      table.apply(order.set("a", i));
    }
    assertThat(view().missing()).hasSize(Holes.MOST).startsWith(new Hole(1, 273));
    table.apply(order.snapshot(Map.of("a", 199)));
    assertThat(view().completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void hostileNumbers_harmNobody() {
    Changes negative = Changes.of("17");
    negative.lose(-5);
    assertThat(table.apply(negative.set("a", 1)))
        .isEqualTo(new Applied.Ignored("17", "its number is below 0: -5"));
    assertThat(table.view("17")).isEmpty();
    order.lose(1);
    ObjectChanged last = order.snapshot(Map.of());
    table.apply(withSequence(last, Long.MAX_VALUE - 1));
    table.apply(withSequence(order.set("a", 1), Long.MAX_VALUE));
    table.apply(withSequence(order.set("a", 2), Long.MAX_VALUE));
    assertThat(view().state()).isEqualTo(Map.of("a", 1));
  }

  private static ObjectChanged withSequence(ObjectChanged change, long sequence) {
    return new ObjectChanged(
        change.time(),
        change.source(),
        change.sourceNumber(),
        change.key(),
        change.objectId(),
        change.routingKey(),
        change.headers(),
        change.kind(),
        OptionalLong.of(sequence),
        change.set(),
        change.removed(),
        change.writes(),
        change.level(),
        change.message(),
        change.elapsed(),
        change.ending());
  }

  @Test
  void views_areNotTouchedLater() {
    List<Object> list = new ArrayList<>(List.of(1, 2));
    table.apply(order.born("list", list));
    ObjectView before = view();
    list.add(3);
    table.apply(order.set("a", 1));
    assertThat(before.state()).isEqualTo(Map.of("list", List.of(1, 2)));
    assertThatThrownBy(() -> before.state().put("a", 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) before.state().get("list")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void bounds_mustLeaveRoom() {
    assertThatThrownBy(() -> ObjectTable.bounded(0, 1))
        .hasMessage("a table needs room for 1 object and 1 byte, not 0 and 1");
  }
}
