package dev.weft.event.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Task;
import dev.weft.event.collate.TaskForest;
import dev.weft.event.store.EventStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SkeletonTest {
  private static final String ROOT = "7c9f2c1e";

  private static List<String> drawn(JsonNode tree) {
    List<String> lines = new ArrayList<>();
    for (JsonNode node : tree.get("nodes")) {
      String text = " ".repeat(node.get("depth").asInt()) + node.get("type").asText();
      for (String member :
          List.of("name", "status", "message", "count", "from", "to", "children")) {
        boolean sum = member.equals("children") && node.get(member) != null;
        if (node.has(member) && !(sum && node.get(member).isNumber())) {
          text += " " + node.get(member).asText().replace('\n', ' ');
        }
      }
      lines.add(text);
    }
    return lines;
  }

  @Test
  void tree_isOpenWhereItFailed() {
    JsonNode tree = new Asking(Logbook.checkout().store()).good("/trees/7c9f");

    assertThat(drawn(tree))
        .containsExactly(
            "task checkout failed",
            " said cart has 3 items",
            " gap 2 2",
            " task reserve-stock succeeded",
            " task charge failed",
            "  run fetch-rate {} succeeded 3",
            "  said card declined for good",
            "  gap 2 3",
            " unseen 3 4");
    assertThat(tree.get("events").asInt()).isEqualTo(14);
    assertThat(tree.get("tasks").asInt()).isEqualTo(6);
    assertThat(tree.get("failures").asInt()).isEqualTo(2);
    assertThat(tree.get("holes").asInt()).isEqualTo(5);
    assertThat(tree.get("processes")).hasToString("[\"web-1/4711\",\"pay-3/99\"]");
  }

  @Test
  void traceOfAnotherSystem_isNoHole_andItsOnlyTaskIsOpen() {
    String request = ROOT + "/00f067aa0ba902b7/53995c3f42cd8ad8";
    Logbook log =
        new Logbook()
            .begin(request, 0, "GET /ping")
            .say(request, 1, 5, 20, "pinged")
            .end(request, 2, 10, "GET /ping", "succeeded", 0);

    JsonNode tree = new Asking(log.store()).good("/trees/7c9f");
    assertThat(drawn(tree))
        .containsExactly(
            "task foreign", " task foreign", "  task GET /ping succeeded", "   said pinged");
    assertThat(tree.get("holes").asInt()).isZero();
    JsonNode listed = new Asking(log.store()).good("/trees").get("trees").get(0);
    assertThat(listed.get("name").asText()).isEqualTo("GET /ping");
    assertThat(listed.get("status").asText()).isEqualTo("succeeded");
    assertThat(listed.get("duration").asDouble()).isEqualTo(0.01);
  }

  @Test
  void lostTask_isAHole_alsoBelowATraceOfAnotherSystem() {
    String request = ROOT + "/53995c3f42cd8ad8";
    Logbook log =
        new Logbook().begin(request + "/1", 0, "a").end(request + "/1", 1, 10, "a", "succeeded", 0);

    JsonNode tree = new Asking(log.store()).good("/trees/7c9f");
    assertThat(drawn(tree)).containsExactly("task foreign", " task unseen", "  task a succeeded");
    assertThat(tree.get("holes").asInt()).isEqualTo(1);
  }

  @Test
  void taskThatFailed_namesTheEventThatEndedIt() {
    Logbook log =
        new Logbook()
            .begin("7c9f2c1e", 0, "checkout")
            .begin("7c9f2c1e/1", 1, "reserve")
            .end("7c9f2c1e/1", 1, 2, "reserve", "succeeded", 0)
            .begin("7c9f2c1e/2", 3, "charge")
            .end("7c9f2c1e/2", 1, 4, "charge", "failed", 0)
            .begin("7c9f2c1e/3", 5, "notify")
            .end("7c9f2c1e/3", 1, 6, "notify", "aborted", 0);

    JsonNode tree = new Asking(log.store()).good("/trees/7c9f?expand=all");
    assertThat(tree.get("nodes"))
        .extracting(task -> task.get("name").asText(), task -> task.path("endKey").asText())
        .containsExactly(
            tuple("checkout", ""),
            tuple("reserve", ""),
            tuple("charge", "1@7c9f2c1e/2"),
            tuple("notify", "1@7c9f2c1e/3"));
  }

  @Test
  void times_areMovedWhereKeysProveClocksWrong() {
    JsonNode nodes = new Asking(Logbook.checkout().store()).good("/trees/7c9f").get("nodes");
    JsonNode charge = nodes.get(4);

    assertThat(charge.get("hop").asBoolean()).isTrue();
    assertThat(charge.get("adjusted").asBoolean()).isTrue();
    assertThat(charge.get("begin").asLong()).isEqualTo(Logbook.NINE);
    assertThat(charge.get("end").asLong()).isEqualTo(Logbook.NINE + 2_300_000);
    assertThat(charge.get("shift").asLong()).isEqualTo(5_000_000);
    assertThat(charge.get("duration").asDouble()).isEqualTo(2.3);
    assertThat(nodes.get(5).get("begin").asLong()).isEqualTo(Logbook.NINE + 10_000);
    assertThat(nodes.get(3).get("adjusted").asBoolean()).isFalse();
  }

  @Test
  void tree_opensAsMuchAsIsAskedFor() {
    Asking asking = new Asking(Logbook.checkout().store());

    assertThat(drawn(asking.good("/trees/7c9f?expand=none")))
        .contains(" task charge failed")
        .doesNotContain("  said card declined for good");
    assertThat(drawn(asking.good("/trees/7c9f?expand=none&at=1@7c9f2c1e/2/2")))
        .contains(
            "  task fetch-rate 1 succeeded",
            "  task fetch-rate 2 succeeded",
            "  said card declined for good");
    assertThat(drawn(asking.good("/trees/7c9f?path=2&expand=all")))
        .startsWith("  task fetch-rate 1 succeeded");
    assertThat(drawn(asking.good("/trees/7c9f?children=7c9f2c1e/2:0-3")))
        .containsExactly(
            "  task fetch-rate 1 succeeded",
            "  task fetch-rate 2 succeeded",
            "  task fetch-rate 3 succeeded");
  }

  @Test
  void events_areTheRowsByTaskAndNumberInPagesThatMeet() {
    Asking asking = new Asking(Logbook.checkout().store());
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = asking.good("/trees/7c9f/events?path=2&limit=4" + cursor);
      page.get("rows").forEach(row -> ids.add(row.get("id").asText()));
      cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(ids)
        .hasSize(9)
        .startsWith("0@7c9f2c1e/2", "1@7c9f2c1e/2", "4@7c9f2c1e/2", "0@7c9f2c1e/2/1")
        .endsWith("1@7c9f2c1e/2/3");
    assertThat(asking.good("/trees/7c9f/events").get("rows")).hasSize(14);
    assertThat(asking.wrong("/trees/7c9f/events?cursor=x", 400).get("message").asText())
        .isEqualTo("\"x\" is no cursor of a tree");
  }

  @Test
  void difference_pairsChildrenByTheirNames() {
    Logbook logbook = Logbook.checkout();
    logbook
        .begin("aaaaaaaa", 0, "checkout")
        .begin("aaaaaaaa/1", 2, "charge")
        .end("aaaaaaaa/1", 1, 3, "charge", "succeeded", 0)
        .begin("aaaaaaaa/2", 4, "send-mail");
    JsonNode difference = new Asking(logbook.store()).good("/trees/7c9f/diff/aaaaaaaa");

    List<String> changes = new ArrayList<>();
    difference
        .get("nodes")
        .forEach(
            node -> changes.add(node.get("name").asText() + " " + node.get("change").asText()));
    assertThat(changes)
        .containsExactly(
            "checkout changed",
            "reserve-stock removed",
            "charge changed",
            "fetch-rate 1 removed",
            "fetch-rate 2 removed",
            "fetch-rate 3 removed",
            "send-mail added");
    assertThat(difference.at("/nodes/2/right/status").asText()).isEqualTo("succeeded");
    assertThat(
            new Asking(logbook.store()).good("/trees/7c9f/diff/aaaaaaaa?limit=2").get("complete"))
        .hasToString("false");
  }

  @Test
  void prefixThatFitsSeveralTrees_namesThem() {
    Logbook logbook = Logbook.checkout().begin("7c9f9999", 0, "another");

    JsonNode several = new Asking(logbook.store()).wrong("/trees/7c9f", 300);

    assertThat(several.get("roots")).hasToString("[\"7c9f2c1e\",\"7c9f9999\"]");
  }

  @Test
  void manySiblings_comeInPagesThatMeet() {
    Logbook logbook = new Logbook().begin(ROOT, 0, "import");
    for (int i = 1; i <= 1_000; i++) {
      logbook.say(ROOT, i, i, 20, "line " + (char) ('a' + i % 26));
    }
    Asking asking = new Asking(logbook.store());
    List<String> messages = new ArrayList<>();
    String question = "/trees/" + ROOT;
    while (!question.isEmpty()) {
      JsonNode nodes = asking.good(question).get("nodes");
      question = "";
      for (JsonNode node : nodes) {
        if (node.get("type").asText().equals("more")) {
          question = "/trees/" + ROOT + "?children=" + node.get("children").asText();
          assertThat(node.get("count").asInt()).isEqualTo(1_000 - messages.size());
        } else if (node.has("message")) {
          messages.add(node.get("id").asText());
        }
      }
    }

    assertThat(messages).hasSize(1_000).doesNotHaveDuplicates();
    assertThat(drawn(asking.good("/trees/" + ROOT + "?at=500@" + ROOT)).get(1))
        .isEqualTo(" more 399 7c9f2c1e:0-399");
    assertThat(drawn(asking.good("/trees/" + ROOT + "?children=7c9f2c1e:0-399")))
        .hasSize(201)
        .endsWith(" more 199 7c9f2c1e:200-399");
  }

  @Test
  void failedSibling_standsOutsideARun() {
    Logbook logbook = new Logbook().begin(ROOT, 0, "import");
    for (int i = 1; i <= 9; i++) {
      String task = ROOT + '/' + i;
      logbook.begin(task, i, "row " + i);
      logbook.end(task, 1, i, "row " + i, i == 5 ? "failed" : "succeeded", 0);
    }
    Asking asking = new Asking(logbook.store());

    assertThat(drawn(asking.good("/trees/" + ROOT)))
        .containsExactly(
            "task import running",
            " run row {} succeeded 4",
            " task row 5 failed",
            " run row {} succeeded 4");
    JsonNode run = asking.good("/trees/" + ROOT + "?expand=none").get("nodes").get(1);
    assertThat(run.get("statuses")).hasToString("{\"succeeded\":8,\"failed\":1}");
    assertThat(run.get("failures").asInt()).isEqualTo(1);
  }

  @Test
  void gap_tellsHowManyAProgramSaidItLost() {
    Logbook logbook =
        Logbook.checkout()
            .line(
                3_000,
                30,
                "lost",
                Map.of(
                    "weft",
                    Map.of(
                        "kind",
                        "loss",
                        "src",
                        "web-14711",
                        "n",
                        99,
                        "lost",
                        Map.of("queue-full", 2),
                        "keys",
                        List.of("2@7c9f2c1e/2"))));

    JsonNode nodes = new Asking(logbook.store()).good("/trees/7c9f").get("nodes");

    assertThat(nodes.get(2).get("reported").asInt()).isZero();
    assertThat(nodes.get(7).get("reported").asInt()).isEqualTo(1);
  }

  static List<Long> seeds() {
    return new Random(4).longs(100).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damagedTree_isTheSameAsWhatCollationMakesOfIt(long seed) throws IOException {
    Random random = new Random(seed);
    Logbook logbook = new Logbook();
    grow(random, logbook, ROOT, "web-1", 0);
    List<byte[]> records = new ArrayList<>(logbook.records());
    double damage = random.nextDouble() * 0.5;
    records.removeIf(record -> random.nextDouble() < damage);
    Collections.shuffle(records, random);
    if (records.isEmpty()) {
      return;
    }
    EventStore store = Logbook.store(records);
    TaskForest.Builder forest = TaskForest.builder();
    records.forEach(record -> forest.add(EventDecoder.decode(record)));
    Task root = forest.build().roots().get(0);
    Handovers handovers = new Handovers(store);
    Skeleton skeleton = Skeleton.of(ROOT, store.tree(ROOT), handovers);

    assertSame(skeleton, handovers, 0, root);
    assertThat(skeleton.size()).isEqualTo((int) root.totals().tasks());
    for (String question : List.of("", "?expand=all", "?expand=none&limit=1", "?limit=7")) {
      JsonNode tree = new Asking(store).good("/trees/" + ROOT + question);
      assertThat(tree.get("events").asLong()).isEqualTo(records.size());
    }
    assertThat(counted(new Asking(store).good("/trees/" + ROOT + "?expand=all&limit=10000")))
        .isEqualTo(skeleton.size());
  }

  private static int counted(JsonNode tree) {
    int tasks = 0;
    for (JsonNode node : tree.get("nodes")) {
      tasks += node.get("type").asText().equals("task") ? 1 : 0;
    }
    return tasks;
  }

  /** Writes what a task says, begins and ends, all in one process. */
  private static void grow(Random random, Logbook logbook, String task, String host, int depth) {
    long number = 1;
    long child = 0;
    logbook.at(host, "shop", 7).begin(task, random.nextInt(2_000), "task " + random.nextInt(2));
    int things = random.nextInt(depth > 3 ? 2 : 7);
    for (int i = 0; i < things; i++) {
      long millis = random.nextInt(2_000);
      if (random.nextInt(3) > 0) {
        int level = random.nextInt(5) * 10 + 10;
        logbook.say(task, number++, millis, level, "line " + i);
      } else {
        String id = task + '/' + (random.nextInt(9) == 0 ? "f00d" + i : ++child);
        String elsewhere = random.nextBoolean() ? host : "pay-" + random.nextInt(2);
        grow(random, logbook, id, elsewhere, depth + 1);
        logbook.at(host, "shop", 7);
      }
    }
    if (random.nextInt(4) > 0) {
      String outcome = random.nextInt(3) == 0 ? "failed" : "succeeded";
      logbook.end(task, number++, 2_000, "end", outcome, child + random.nextInt(2));
    }
    if (random.nextInt(9) == 0) {
      logbook.say(task, number, 2_100, 20, "late");
    }
  }

  private static void assertSame(Skeleton skeleton, Handovers handovers, int task, Task expected)
      throws IOException {
    assertThat(skeleton.id(task)).isEqualTo(expected.id().value());
    assertThat(SkeletonWriter.word(skeleton.status(task)))
        .isEqualTo(expected.status().name().toLowerCase(Locale.ROOT).replace("open", "running"));
    assertThat(skeleton.events(task)).isEqualTo(expected.totals().events());
    assertThat(skeleton.tasks(task)).isEqualTo((int) expected.totals().tasks());
    assertThat(skeleton.failures(task)).isEqualTo((int) expected.totals().failures());
    assertThat(skeleton.holes(task)).as(skeleton.id(task)).isEqualTo(expected.totals().holes());
    List<Inside.Node> nodes = Inside.of(skeleton, task, handovers).nodes();
    assertThat(nodes).hasSameSizeAs(expected.items());
    for (int i = 0; i < nodes.size(); i++) {
      Item item = expected.items().get(i);
      Inside.Node node = nodes.get(i);
      if (item instanceof Item.Child child) {
        assertSame(skeleton, handovers, ((Inside.Node.Child) node).task(), child.task());
      } else if (item instanceof Item.Said said) {
        int entry = ((Inside.Node.Said) node).entry();
        assertThat(skeleton.entry(entry).cursor().id().number()).isEqualTo(said.number());
        assertThat(((Inside.Node.Said) node).late()).isEqualTo(said.late());
      } else if (item instanceof Item.Gap gap) {
        assertThat(node).isEqualTo(new Inside.Node.Gap(gap.from(), gap.to()));
      } else if (item instanceof Item.Unseen unseen) {
        assertThat(node)
            .isEqualTo(new Inside.Node.Unseen(unseen.from(), unseen.to(), unseen.handedOver()));
      }
    }
  }

  @Test
  void wildIds_areDrawnOrCountedAndNeverThrow() {
    Logbook logbook = new Logbook();
    for (String task :
        List.of(
            "a",
            "a/",
            "a//",
            "a/01",
            "a/1",
            "a/01/5",
            "a/1/x",
            "a/1/x/2",
            "a/\u0000",
            "/",
            "/1/2",
            "a/99999999999999999999",
            "b" + "/1".repeat(499),
            "a/1/".repeat(90) + "z")) {
      logbook.begin(task, 0, task).say(task, 7, -5, 50, task).end(task, 9, 1, "", "x", 1L << 60);
    }
    EventStore store = logbook.store();
    Asking asking = new Asking(store);

    for (String root : List.of("a", "b")) {
      JsonNode tree = asking.good("/trees/" + root + "?expand=all&limit=10000");
      assertThat(tree.get("events").asInt()).isPositive();
      assertThat(tree.get("holes").asLong()).isPositive();
    }
    assertThat(asking.good("/trees/b?expand=all").get("tasks").asInt()).isEqualTo(500);
  }
}
