package dev.weft.event.collate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event;
import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TaskForestTest {
  private final Story story = new Story();
  private final Story.Program web = story.new Program("web", Duration.ZERO);
  private final Story.Program pay = story.new Program("pay", Duration.ofHours(-1));

  @Test
  void child_standsWhereItsBeginSays_whateverTheClock() {
    Story.Open root = web.task("r", "checkout");
    root.say("before");
    Story.Open child = root.child("charge");
    child.end();
    root.say("after");
    root.end();

    Task tree = only(story.events);
    assertThat(Shapes.of(tree)).isEqualTo("r SUCCEEDED [1 r/1 SUCCEEDED [] 2]");
    assertThat(tree.complete()).isTrue();
    assertThat(tree.totals().events()).isEqualTo(6);
    assertThat(tree.totals().tasks()).isEqualTo(2);
    assertThat(tree.duration()).contains(Duration.ofMillis(5));
  }

  @Test
  void childOfAClockBehind_isMarkedAndKeptBehindItsParentsStart() {
    Story.Open root = web.task("r", "checkout");
    root.say("before");
    root.remote(pay, "charge").end();
    root.end();

    Item.Child child = children(only(story.events)).get(0);
    assertThat(child.skewed()).isTrue();
    assertThat(child.behind()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    assertThat(Shapes.of(only(story.events))).isEqualTo("r SUCCEEDED [r/1 SUCCEEDED [] 1]");
  }

  @Test
  void childOfAnotherClock_isHeldBetweenSiblingsWhosePlaceIsCertain() {
    Story.Open root = web.task("r", "checkout");
    root.say("one");
    root.child("a").end();
    root.say("two");
    root.remote(pay, "b").end();
    root.say("three");
    root.end();

    assertThat(Shapes.of(only(story.events)))
        .isEqualTo("r SUCCEEDED [1 r/1 SUCCEEDED [] r/2 SUCCEEDED [] 2 3]");
    assertThat(children(only(story.events)).get(1).placement()).isEqualTo(Item.Placement.CLAMPED);
  }

  @Test
  void missingRecords_areGaps() {
    Story.Open root = web.task("r", "checkout");
    for (int i = 1; i <= 5; i++) {
      root.say("line " + i);
    }
    root.end();
    List<Event> received = new ArrayList<>(story.events);
    received.subList(2, 4).clear();

    Task tree = only(received);
    assertThat(Shapes.of(tree)).isEqualTo("r SUCCEEDED [1 gap2-3 4 5]");
    assertThat(tree.totals().holes()).isEqualTo(2);
    assertThat(forest(received).sources().get(0).missing()).isEqualTo(2);
  }

  @Test
  void lostTail_isKnownFromTheEndsCount() {
    Story.Open root = web.task("r", "checkout");
    root.say("one");
    root.end();
    Event.ScopeEnded end = (Event.ScopeEnded) story.events.get(2);
    Event.ScopeEnded later = counting(end, OptionalLong.of(5), end.children(), end.remote());
    assertThat(Shapes.of(only(List.of(story.events.get(0), story.events.get(1), later))))
        .isEqualTo("r SUCCEEDED [1 gap3-4]");
  }

  @Test
  void missingChildren_areToldApartFromThoseHandedOver() {
    Story.Open root = web.task("r", "checkout");
    root.child("a").end();
    Story.Open lost = root.child("b");
    lost.end();
    root.handOver();
    root.child("d").end();
    root.end();
    List<Event> received =
        story.events.stream().filter(e -> !e.key().scope().equals(lost.id)).toList();

    assertThat(Shapes.of(only(received)))
        .isEqualTo("r SUCCEEDED [r/1 SUCCEEDED [] unseen2-2 handed3-3 r/4 SUCCEEDED []]");
    assertThat(only(received).totals().holes()).isEqualTo(1);
  }

  @Test
  void missingBeginAndParents_areHoles() {
    Story.Open root = web.task("r", "checkout");
    Story.Open middle = root.child("middle");
    Story.Open inner = middle.child("inner");
    inner.say("hello");
    List<Event> received = List.of(story.events.get(3));

    Task tree = only(received);
    assertThat(Shapes.of(tree)).isEqualTo("r UNSEEN [r/1 UNSEEN [r/1/1 OPEN [1]]]");
    assertThat(tree.totals().holes()).isEqualTo(3);
    assertThat(tree.begin()).isNull();
    assertThat(tree.source()).isNull();
  }

  @Test
  void traceOfAnotherSystem_isForeign_andNoHole() {
    Story.Open request = web.task("r/00f067aa0ba902b7/53995c3f42cd8ad8", "GET /ping");
    request.end();

    Task tree = only(story.events);
    assertThat(Shapes.of(tree))
        .isEqualTo(
            "r FOREIGN [r/00f067aa0ba902b7 FOREIGN [r/00f067aa0ba902b7/53995c3f42cd8ad8 SUCCEEDED []]]");
    assertThat(tree.totals().holes()).isZero();
    assertThat(tree.complete()).isTrue();
  }

  @Test
  void idImportedTwice_givesTwoTasks_withTheirOwnChildren() {
    Story.Open root = web.task("r", "checkout");
    ScopeId handed = root.handOver();
    Story.Program other = story.new Program("other", Duration.ZERO);
    Story.Open first = pay.begin(handed, "pay", OptionalLong.empty(), true);
    Story.Open second = other.begin(handed, "pay", OptionalLong.empty(), true);
    first.child("of first").end();
    second.child("of second").end();
    second.say("only second");

    List<Item.Child> branches = children(only(story.events));
    assertThat(branches).hasSize(2).allMatch(b -> b.task().repeated());
    assertThat(branches)
        .extracting(b -> b.task().source().host() + children(b.task()).get(0).task().name())
        .containsExactly("otherOptional[of second]", "payOptional[of first]");
  }

  @Test
  void idImportedTwiceInOneProcess_keepsEveryRecordAndIsFlagged() {
    ScopeId id = new ScopeId("r");
    web.begin(id, "first time", OptionalLong.empty(), true).say("a");
    web.begin(id, "second time", OptionalLong.empty(), true).say("b");

    Task tree = only(story.events);
    assertThat(tree.repeated()).isTrue();
    assertThat(tree.totals().events()).isEqualTo(4);
    assertThat(Shapes.of(tree)).isEqualTo("r OPEN [0 1 1]");
  }

  @Test
  void recordAfterTheEnd_isLate() {
    Story.Open root = web.task("r", "checkout");
    root.end();
    root.say("too late");
    assertThat(only(story.events).items())
        .singleElement()
        .isInstanceOfSatisfying(Item.Said.class, said -> assertThat(said.late()).isTrue());
  }

  @Test
  void lossReports_areSummedAndExplainGaps() {
    Story.Open root = web.task("r", "checkout");
    EventKey gone = new EventKey(1, root.id);
    Event.Logged after =
        new Event.Logged(
            Story.NOON,
            web.source,
            OptionalLong.of(9),
            new EventKey(3, root.id),
            Level.INFO,
            "app",
            "x",
            "x",
            Map.of(),
            null);
    web.lost(List.of(gone));
    web.lost(List.of(gone));
    story.events.add(after);

    TaskForest forest = forest(story.events);
    assertThat(forest.sources().get(0).lost()).isEqualTo(2);
    assertThat(forest.sources().get(0).byReason()).containsEntry("queue-full", 2L);
    assertThat(forest.roots().get(0).items().get(0)).isEqualTo(new Item.Gap(1, 2, 1));
  }

  @Test
  void recordsOutsideTasks_areKeptPerSource_asMade() {
    web.outside("one");
    pay.outside("other");
    web.outside("two");
    List<Event> backwards = new ArrayList<>(story.events);
    java.util.Collections.reverse(backwards);

    TaskForest forest = forest(backwards);
    assertThat(forest.roots()).isEmpty();
    assertThat(forest.sources())
        .extracting(s -> s.outside().stream().map(Texts::message).toList())
        .containsExactly(List.of("other"), List.of("one", "two"));
  }

  @Test
  void pythonsEnd_isInferredFromTheSameWords() {
    Task tree =
        only(
            List.of(
                python(0, "r", "root", Level.INFO, "top"),
                python(1, "r", "root", Level.INFO, "inside"),
                python(0, "r/1", "root", Level.INFO, "sub"),
                python(1, "r/1", "root", Level.INFO, "done otherwise"),
                python(2, "r", "root", Level.INFO, "top")));
    assertThat(tree.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(tree.inferred()).isTrue();
    Task child = children(tree).get(0).task();
    assertThat(child.status()).isEqualTo(Status.OVER);
    assertThat(Shapes.of(tree)).isEqualTo("r SUCCEEDED [1 r/1 OVER [1]]");
  }

  @Test
  void pythonsFailure_isInferredFromItsWords() {
    Task tree =
        only(
            List.of(
                python(0, "r", "root", Level.INFO, "top"),
                python(1, "r", "root", Level.ERROR, "FAILED top")));
    assertThat(tree.status()).isEqualTo(Status.FAILED);
    assertThat(tree.inferred()).isTrue();
  }

  @Test
  void hostileCounts_costNothing() {
    Story.Open root = web.task("r", "checkout");
    root.end();
    Event.ScopeEnded end = (Event.ScopeEnded) story.events.get(1);
    Event.ScopeEnded boast =
        counting(end, OptionalLong.of(Long.MAX_VALUE), OptionalLong.of(Long.MAX_VALUE), List.of());
    Task tree = only(List.of(story.events.get(0), boast));
    assertThat(tree.totals().holes()).isEqualTo(Long.MAX_VALUE);
    assertThat(tree.items()).hasSize(2);
  }

  @Test
  void absurdlyDeepId_isKeptOutsideTasks() {
    String deep = "r" + "/1".repeat(Gatherer.MAX_DEPTH + 1);
    TaskForest forest = forest(List.of(python(1, deep, "app", Level.INFO, "x")));
    assertThat(forest.roots()).isEmpty();
    assertThat(forest.sources().get(0).outside()).hasSize(1);
  }

  @Test
  void find_takesIdsPathsAndBeginnings() {
    Story.Open root = web.task("7c9f2c1e-aa", "checkout");
    root.child("charge").end();
    web.task("7c9f0000-bb", "other").end();
    TaskForest forest = forest(story.events);
    assertThat(forest.find("7c9f2c1e-aa/1"))
        .extracting(t -> t.id().value())
        .containsExactly("7c9f2c1e-aa/1");
    assertThat(forest.find("7c9f2/1")).hasSize(1);
    assertThat(forest.find("7c9f")).hasSize(2);
    assertThat(forest.find("8")).isEmpty();
  }

  @Test
  void runs_foldThreeOrMoreOfOneName() {
    Story.Open root = web.task("r", "checkout");
    for (int i = 0; i < 4; i++) {
      root.child("fetch").end(i == 2 ? Event.Outcome.FAILED : Event.Outcome.SUCCEEDED);
    }
    root.say("between");
    root.child("fetch").end();
    root.child("other").end();
    List<List<Item>> rows = Run.rows(only(story.events).items());
    assertThat(rows).extracting(List::size).containsExactly(4, 1, 1, 1);
    Run run = new Run(rows.get(0).stream().map(Item.Child.class::cast).toList());
    assertThat(run.statuses()).isEqualTo(Map.of(Status.SUCCEEDED, 3L, Status.FAILED, 1L));
    assertThat(run.median()).contains(Duration.ofMillis(1));
  }

  private static Event python(long n, String id, String logger, Level level, String message) {
    Instant time = Story.NOON.plusMillis(n * 2 + (id.contains("/") ? 2 : 0));
    return new Event.Logged(
        time,
        new Source("vm", "MainProcess", 15, null),
        OptionalLong.empty(),
        new EventKey(n, new ScopeId(id)),
        level,
        logger,
        message,
        message,
        Map.of(),
        null);
  }

  private static TaskForest forest(List<Event> events) {
    TaskForest.Builder builder = TaskForest.builder();
    events.forEach(builder::add);
    return builder.build();
  }

  private static Task only(List<Event> events) {
    assertThat(forest(events).roots()).hasSize(1);
    return forest(events).roots().get(0);
  }

  private static List<Item.Child> children(Task task) {
    return task.items().stream()
        .filter(Item.Child.class::isInstance)
        .map(Item.Child.class::cast)
        .toList();
  }

  private static Event.ScopeEnded counting(
      Event.ScopeEnded end, OptionalLong count, OptionalLong children, List<Long> remote) {
    return new Event.ScopeEnded(
        end.time(),
        end.source(),
        end.sourceNumber(),
        end.key(),
        end.level(),
        end.logger(),
        end.template(),
        end.message(),
        end.fields(),
        end.outcome(),
        null,
        count,
        children,
        remote);
  }
}
