package dev.weft.testkit;

import static dev.weft.testkit.WireRecord.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event.Outcome;
import dev.weft.event.Level;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.ObjectSummary;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TreeEntry;
import dev.weft.event.store.TreeEntry.Kind;
import dev.weft.event.store.TreeSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees, tasks and live objects: a part of {@link EventStoreContract}. */
abstract class StoreTreeContract extends StoreAnswerContract {
  private static final long SECOND = 1_000_000;

  /**
   * A checkout on {@code web-1} that charges on {@code pay-3}, which fails; its child 3 was handed
   * to a process that never spoke, record 2 of the root was lost.
   */
  private static List<String> checkout(String root) {
    return WireRecord.texts(
        WireRecord.begin(root, "checkout"),
        WireRecord.said(root, 1).at(NOON + 1).message("cart has 3 items"),
        WireRecord.begin(root + "/1", "reserve").at(NOON + 2),
        WireRecord.end(root + "/1", 1, "succeeded", 0).at(NOON + 31_000),
        WireRecord.begin(root + "/2", "charge")
            .at(NOON + 40_000)
            .host("pay-3")
            .pid(99)
            .weft("src", "run-2")
            .weft("foreign", true),
        WireRecord.said(root + "/2", 1)
            .at(NOON + SECOND)
            .host("pay-3")
            .level(Level.ERROR)
            .message("card declined"),
        WireRecord.end(root + "/2", 2, "failed", 0)
            .at(NOON + 2 * SECOND)
            .host("pay-3")
            .weft("src", "run-2"),
        WireRecord.end(root, 3, "failed", 3).at(NOON + 3 * SECOND).weft("remote", List.of(2, 3)));
  }

  @Test
  void tree_isComplete_withWhatOtherProcessesSaid() throws Exception {
    EventStore store = filled(checkout("7c9f2c1e-aaaa"));
    store.append(Records.batch(checkout("7c9f2c1e-bbbb")));
    shown(store);

    List<TreeEntry> tree = store.tree("7c9f2c1e-aaaa");

    String root = "7c9f2c1e-aaaa";
    assertThat(tree)
        .extracting(entry -> entry.cursor().id().toString())
        .containsExactly(
            "0@" + root,
            "1@" + root,
            "3@" + root,
            "0@" + root + "/1",
            "1@" + root + "/1",
            "0@" + root + "/2",
            "1@" + root + "/2",
            "2@" + root + "/2");
    assertThat(tree)
        .extracting(TreeEntry::kind)
        .containsExactly(
            Kind.BEGIN, Kind.SAID, Kind.END, Kind.BEGIN, Kind.END, Kind.BEGIN, Kind.SAID, Kind.END);
    assertThat(tree.get(0).name()).isEqualTo("checkout");
    assertThat(tree.get(1).name()).isNull();
    assertThat(tree.get(1).outcome()).isNull();
    TreeEntry end = tree.get(2);
    assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(end.children()).isEqualTo(3);
    assertThat(end.records()).isEqualTo(4);
    assertThat(tree.get(6).level()).isEqualTo(Level.ERROR);
    assertThat(tree.get(5).host()).isEqualTo("pay-3");
    assertThat(tree.get(5).process()).isEqualTo("pay-3/99");
    assertThat(store.tree("7c9f2c1e")).isEmpty();
    assertThat(store.tree("nobody")).isEmpty();
  }

  @Test
  void tree_ofAnOlderPythonClient_hasTheEndsThatCanBeConcluded() throws Exception {
    WireRecord begin = WireRecord.said("py", 0).logger("root").message("work");
    WireRecord end = WireRecord.said("py", 2).logger("root").message("work").at(NOON + SECOND);
    EventStore store = filled(begin, WireRecord.said("py", 1).at(NOON + 1), end);

    List<TreeEntry> tree = store.tree("py");

    assertThat(tree).extracting(TreeEntry::kind).containsExactly(Kind.BEGIN, Kind.SAID, Kind.END);
    assertThat(tree.get(2).outcome()).isEqualTo(Outcome.SUCCEEDED);
    assertThat(tree.get(2).records()).isEqualTo(-1);
    assertThat(found(store, "status:succeeded duration:1s name:work")).hasSize(3);
  }

  @Test
  void tasks_areKnownToAllTheirEvents() throws Exception {
    List<String> records = new ArrayList<>(checkout("t"));
    records.add(WireRecord.begin("open", "still").at(NOON).json());
    records.add(WireRecord.begin("over", "parent").at(NOON).json());
    records.add(WireRecord.begin("over/1", "child").at(NOON + 1).json());
    records.add(WireRecord.end("over", 1, "cancelled", 1).at(NOON + 2).json());
    EventStore store = filled(records);

    assertThat(found(store, "level:error duration:>1s name:charge status:failed"))
        .containsExactly("1@t/2");
    assertThat(found(store, "status:succeeded")).containsExactly("0@t/1", "1@t/1");
    assertThat(found(store, "status:running duration:>59m")).containsExactly("0@open");
    assertThat(found(store, "status:lost")).containsExactly("0@over/1");
    assertThat(found(store, "status:lost duration:*")).isEmpty();
    assertThat(found(store, "status:cancelled")).containsExactly("0@over", "1@over");
  }

  @Test
  void inAndUnder_reachOverWholeTrees() throws Exception {
    List<String> records = new ArrayList<>(checkout("bad"));
    records.add(WireRecord.begin("good", "checkout").json());
    records.add(WireRecord.said("bad/2/1", 0).at(NOON + SECOND + 5).json());
    records.add(WireRecord.outside("s", 1).message("card declined").level(Level.ERROR).json());
    EventStore store = filled(records);

    assertThat(found(store, "in{level:error \"card declined\"}"))
        .hasSize(9)
        .allMatch(id -> id.contains("@bad"));
    assertThat(found(store, "under{level:error \"card declined\"} level:info"))
        .containsExactly("0@bad/2", "0@bad/2/1", "2@bad/2");
    assertThat(store.count(selection("-in{level:error}"))).isEqualTo(2);
    assertThat(found(store, "in{under{name:charge} type:begin} type:end")).hasSize(3);
  }

  @Test
  void trees_tellOfTheWholeTree() throws Exception {
    List<String> records = new ArrayList<>(checkout("slow"));
    records.add(WireRecord.begin("fast", "ping").at(NOON + 60 * SECOND).json());
    records.add(
        WireRecord.end("fast", 1, "succeeded", 0).at(NOON + 60 * SECOND + 1000).host("x").json());
    records.add(WireRecord.said("headless/4", 3).at(NOON + 30 * SECOND).level(Level.WARN).json());
    EventStore store = filled(records);

    List<TreeSummary> slowest = store.trees(all(), true, 10);
    List<TreeSummary> newest = store.trees(all(), false, 10);

    assertThat(slowest).extracting(TreeSummary::root).containsExactly("slow", "fast", "headless");
    assertThat(newest).extracting(TreeSummary::root).containsExactly("fast", "headless", "slow");
    TreeSummary slow = slowest.get(0);
    assertThat(slow.facts()).isNotNull();
    assertThat(slow.facts()).hasFieldOrPropertyWithValue("name", "checkout");
    assertThat(slow.facts()).hasFieldOrPropertyWithValue("status", "failed");
    assertThat(slow.facts()).hasFieldOrPropertyWithValue("duration", Duration.ofSeconds(3));
    assertThat(slow.events()).isEqualTo(8);
    assertThat(slow.matched()).isEqualTo(8);
    assertThat(slow.worst()).isEqualTo(Level.ERROR);
    assertThat(slow.hosts()).containsExactly("pay-3", "web-1");
    assertThat(slow.first()).hasToString(NOON + ":0@slow");
    assertThat(slow.last()).hasToString((NOON + 3 * SECOND) + ":3@slow");
    assertThat(slowest.get(2).facts()).isNull();
    assertThat(store.trees(selection("level:error"), true, 10))
        .singleElement()
        .satisfies(tree -> {
          assertThat(tree.matched()).isEqualTo(1);
          assertThat(tree.events()).isEqualTo(8);
        });
    assertThat(store.trees(all(), true, 1)).extracting(TreeSummary::root).containsExactly("slow");
  }

  @Test
  void roots_byPrefix_anExactOneAlone() throws Exception {
    EventStore store =
        filled(
            WireRecord.said("7c9f", 1),
            WireRecord.said("7c9f2c1e-1/4", 1),
            WireRecord.said("7c9f2c1e-2", 1),
            WireRecord.said("8000", 1),
            WireRecord.outside("7c9f", 1));

    assertThat(store.roots("7c9f2", 10)).containsExactly("7c9f2c1e-1", "7c9f2c1e-2");
    assertThat(store.roots("7c9f2", 1)).containsExactly("7c9f2c1e-1");
    assertThat(store.roots("7c9f", 10)).containsExactly("7c9f");
    assertThat(store.roots("8", 10)).containsExactly("8000");
    assertThat(store.roots("9", 10)).isEmpty();
    assertThat(store.roots("", 10)).hasSize(4);
  }

  @Test
  void changes_areInTheObjectsOwnOrder_whenTheyComeLate() throws Exception {
    EventStore store =
        filled(
            WireRecord.change("o", 2).at(NOON + 20).set("state", "declined"),
            WireRecord.change("o", 0).at(NOON + 30).status("born").set("state", "new"),
            WireRecord.change("other", 7).set("state", "x"));
    store.append(
        Records.batch(WireRecord.change("o", 1).at(NOON + 10).set("state", "pending").json()));
    shown(store);

    assertThat(ids(store.changes("o"))).containsExactly("0@~run-1", "1@~run-1", "2@~run-1");
    assertThat(store.changes("nobody")).isEmpty();
    assertThat(found(store, "obj.state:new->pending")).containsExactly("1@~run-1");
    assertThat(found(store, "obj.state:pending->declined")).containsExactly("2@~run-1");
    assertThat(found(store, "obj.state:new->declined")).isEmpty();
  }

  @Test
  void transitions_knowWhatWasThereBefore() throws Exception {
    EventStore store =
        filled(
            WireRecord.change("o", 0).at(NOON).status("born").set("state", "new").set("n", 1),
            WireRecord.change("o", 1).at(NOON + 1).set("n", 2),
            WireRecord.change("o", 2).at(NOON + 2).set("state", "done"),
            WireRecord.change("o", 3).at(NOON + 3).removed("state"),
            WireRecord.change("o", 4).at(NOON + 4).set("state", "done"),
            WireRecord.change("o", 5).at(NOON + 5).status("finished"),
            WireRecord.said("r", 1).field("state", "done"));

    assertThat(found(store, "obj.state:new->done")).containsExactly("2@~run-1");
    assertThat(found(store, "obj.state:->done")).containsExactly("2@~run-1", "4@~run-1");
    assertThat(found(store, "obj.state:new->")).containsExactly("2@~run-1");
    assertThat(found(store, "obj.n:1->2")).containsExactly("1@~run-1");
    assertThat(found(store, "obj.state:done")).containsExactly("2@~run-1", "4@~run-1");
  }

  @Test
  void objects_byTheirLastChange() throws Exception {
    EventStore store =
        filled(
            WireRecord.change("a", 0).at(NOON).weft("src", "p").status("born").set("x", 1),
            WireRecord.change("a", 1).at(NOON + 9).weft("src", "p").status("finished"),
            WireRecord.change("b", 0).at(NOON + 5).weft("src", "q").status("born").set("x", 1),
            WireRecord.change("c", 0).at(NOON + 7).weft("src", "r").key("t/1", 4).set("y", 1));

    List<ObjectSummary> objects = store.objects(all(), 10);

    assertThat(objects).extracting(ObjectSummary::id).containsExactly("a", "c", "b");
    assertThat(objects.get(0).name()).isEqualTo("shop.a");
    assertThat(objects.get(0).changes()).isEqualTo(2);
    assertThat(objects.get(0).finished()).isTrue();
    assertThat(objects.get(0).first().micros()).isEqualTo(NOON);
    assertThat(objects.get(0).last().micros()).isEqualTo(NOON + 9);
    assertThat(objects.get(1).finished()).isFalse();
    assertThat(store.objects(selection("obj.x:1"), 10))
        .extracting(ObjectSummary::id)
        .containsExactly("a", "b");
    assertThat(store.objects(all(), 1)).hasSize(1);
    assertThat(store.changes("c")).extracting(StoredEvent::id).hasToString("[4@t/1]");
  }
}
