package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.event.Level;
import dev.weft.event.query.QueryException;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.Page;
import dev.weft.event.store.Search;
import dev.weft.event.store.Search.Order;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import dev.weft.testkit.Records;
import dev.weft.testkit.WireRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random events and random queries: the index finds what a look at every event finds. */
class DifferentialTest {
  private static final Instant NOON = Instant.EPOCH.plus(WireRecord.NOON, ChronoUnit.MICROS);
  private static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(3600), ZoneOffset.UTC);
  private static final List<Level> LEVELS = List.of(Level.values());
  private static final int EVENTS = 600;
  private static final int QUERIES = 500;

  private static final List<String> WORDS =
      List.of(
          "card",
          "declined",
          "Time_out",
          "timeout",
          "timeouts",
          "x1",
          "1",
          "17",
          "é",
          "ÉTÉ",
          "ß",
          "ı",
          "foo-bar",
          "a.b",
          "http://x.y/z",
          "%s",
          "K",
          "\u212a",
          "ſ",
          "²",
          "日本",
          "_",
          "--",
          "x".repeat(120),
          "y\\nz",
          "{}",
          "\"q\"");
  private static final List<Object> VALUES =
      List.of(
          1,
          1.0,
          1.5,
          1000,
          "1",
          "1e3",
          "0x1f",
          31,
          "card",
          "Card",
          "",
          true,
          "true",
          List.of(1, "two"),
          List.of(),
          Map.of("city", "Bern", "zip", 3000),
          "a b",
          "x".repeat(300),
          -5,
          "1.50",
          1e18);
  private static final List<String> ATOMS =
      List.of(
          "card",
          "Card",
          "declined",
          "tim*",
          "*out",
          "*meou*",
          "t*t",
          "time_out",
          "1",
          "17",
          "x1",
          "été",
          "ss",
          "i",
          "foo-bar",
          "foo",
          "bar*",
          "\"foo-b\"",
          "\"card decl\"",
          "\"ard\"",
          "\"d d\"",
          "\"\"",
          "/tim(e|_)/",
          "/CARD/i",
          "a.b",
          "http://x.y/z",
          "k",
          "s",
          "²",
          "日本",
          "日*",
          "_",
          "\"--\"",
          "x".repeat(120),
          "x".repeat(90) + "*",
          "*" + "x".repeat(110),
          "y",
          "z",
          "nz",
          "q",
          "level:error",
          "level:>=warn",
          "level:<info",
          "level:[debug TO warn}",
          "level:*",
          "level:>25",
          "level:(info fatal)",
          "logger:com.acme.*",
          "logger:com.acme.Pay",
          "logger:com*",
          "logger:*Pay",
          "logger:/pay/i",
          "logger:com.acme",
          "logger:*",
          "logger:>com.b",
          "host:web-1",
          "host:web*",
          "host:(web-0 web-2)",
          "host:*",
          "process:4711",
          "process:47*",
          "thread:main",
          "service:*",
          "object:o1",
          "object:o*",
          "rkey:shop.*",
          "rkey:#",
          "rkey:shop.o1",
          "type:begin",
          "type:end",
          "type:msg",
          "type:change",
          "type:born",
          "type:*",
          "status:failed",
          "status:running",
          "status:succeeded",
          "status:*",
          "name:work*",
          "name:work1",
          "name:*",
          "duration:>1ms",
          "duration:*",
          "seq:1",
          "seq:>2",
          "depth:>=1",
          "task:root-0001",
          "task:root-0001/1",
          "task:root-000",
          "task:root-0002/1/2",
          "key:1@root-0001",
          "key:*",
          "n:1",
          "n:1.0",
          "n:1e3",
          "n:>1",
          "n:[1 TO 50]",
          "n:*",
          "n:card",
          "n:c*",
          "n:true",
          "n:two",
          "n:0x1f",
          "n:\"\"",
          "n:\"1\"",
          "n:/ar/",
          "n.city:Bern",
          "n.city:*",
          "n.zip:>=3000",
          "f.n:1",
          "f.n:*",
          "obj.n:1",
          "obj.n:*",
          "obj.n:->1",
          "obj.n:1->",
          "obj.n:1->card",
          "m:1",
          "m:x*",
          "f.m:*",
          "mdc.m:1",
          "context.n:1",
          "n:" + "x".repeat(300),
          "n:" + "x".repeat(250) + "*",
          "n:*x",
          "msg:card",
          "msg:\"d d\"",
          "msg:*",
          "msg:/c.r/",
          "exception:IOException",
          "exception:*",
          "exception:Pay.java*",
          "time:>=2026-11-20T12:00:00.200Z",
          "time:<now",
          "time:>-3599s",
          "levelno:40",
          "hostname:web-1",
          "weft.src:run-1",
          "in{level:error}",
          "in{card host:web-1}",
          "under{level:error}",
          "under{name:work1}",
          "in{under{card} type:end}",
          "pattern:*");

  @TempDir private Path folder;

  private final Random random = new Random(20261128);

  private String event(int i) {
    WireRecord record =
        switch (random.nextInt(8)) {
          case 0 -> WireRecord.outside("run-" + random.nextInt(2), i);
          case 1 -> WireRecord.unnumbered();
          case 2 -> change(i);
          case 3 -> WireRecord.begin(task(), "work" + random.nextInt(4));
          case 4 ->
              WireRecord.end(
                  task(), 90 + random.nextInt(3), random.nextBoolean() ? "failed" : "succeeded", 0);
          default -> WireRecord.said(task(), 1 + random.nextInt(80));
        };
    // Few times, so that many are equal.
    record
        .at(WireRecord.NOON + random.nextInt(20) * 50_000L)
        .level(LEVELS.get(random.nextInt(6)))
        .host("web-" + random.nextInt(3));
    if (random.nextBoolean()) {
      record.logger(List.of("com.acme", "com.acme.Pay", "com.b.Pay", "com").get(random.nextInt(4)));
    }
    if (random.nextInt(3) > 0) {
      String message = word() + " " + word() + (random.nextBoolean() ? " " : "") + word();
      record.said(random.nextBoolean() ? message : word() + " %s", message);
    }
    for (String name : List.of("n", "m", "n.city", "a")) {
      if (random.nextInt(3) == 0) {
        record.field(name, value());
      }
    }
    if (random.nextInt(6) == 0) {
      record.with(random.nextBoolean() ? "n" : "m", value());
    }
    if (random.nextInt(6) == 0) {
      record.with("mdc", Map.of("m", value(), "n", value()));
    }
    if (random.nextInt(9) == 0) {
      record.exception("java.io.IOException: " + word() + "\n\tat com.acme.Pay.x(Pay.java:4)");
    }
    return record.json();
  }

  private WireRecord change(int i) {
    WireRecord change =
        WireRecord.change("o" + random.nextInt(3), i).set("n", value()).set("state", word());
    return random.nextInt(4) == 0 ? change.status("born") : change;
  }

  private String task() {
    String task = "root-000" + random.nextInt(5);
    for (int i = random.nextInt(3); i > 0; i--) {
      task += "/" + (1 + random.nextInt(2));
    }
    return task;
  }

  private Object value() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String query(int depth) {
    return switch (random.nextInt(depth == 0 ? 1 : 5)) {
      case 1 -> query(depth - 1) + " " + query(depth - 1);
      case 2 -> "(" + query(depth - 1) + " OR " + query(depth - 1) + ")";
      case 3 -> "-(" + query(depth - 1) + ")";
      default -> ATOMS.get(random.nextInt(ATOMS.size()));
    };
  }

  @Test
  void randomQueries_findWhatALookAtEveryEventFinds() throws IOException {
    try (MemoryStore memory = MemoryStore.create(1 << 29);
        LuceneStore lucene =
            new LuceneStore(
                "test", Settings.of(folder.resolve("store")).slices(250).memory(4).clock(CLOCK))) {
      lucene.open();
      for (int from = 0; from < EVENTS; from += 100) {
        List<String> records = new ArrayList<>();
        for (int i = from; i < from + 100; i++) {
          records.add(event(i));
        }
        assertThat(lucene.append(Records.batch(records)))
            .isEqualTo(memory.append(Records.batch(records)));
      }
      long all = memory.state().events();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> lucene.count(new Selection(parse(""), null, null)) == all);
      for (String atom : ATOMS) {
        compare(memory, lucene, atom);
        compare(memory, lucene, "-" + atom);
      }
      for (int i = 0; i < QUERIES; i++) {
        compare(memory, lucene, query(2));
      }
    }
  }

  private void compare(EventStore memory, EventStore lucene, String text) throws IOException {
    SearchQuery query;
    try {
      query = parse(text);
    } catch (QueryException notOne) {
      fail("\"%s\": %s", text, notOne.getMessage());
      return;
    }
    boolean part = random.nextInt(4) == 0;
    Selection selection =
        new Selection(
            query,
            part ? NOON.plusMillis(random.nextInt(600)) : null,
            part ? NOON.plusMillis(500 + random.nextInt(600)) : null);
    Order order = random.nextBoolean() ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
    List<String> expected = found(memory, selection, order, 10_000);
    List<String> actual = found(lucene, selection, order, 1 + random.nextInt(300));
    if (!actual.equals(expected)) {
      assertThat(actual).as(text).isEqualTo(expected);
    }
    if (lucene.count(selection) != expected.size()) {
      assertThat(lucene.count(selection)).as("count of " + text).isEqualTo(expected.size());
    }
  }

  private static List<String> found(EventStore store, Selection selection, Order order, int limit)
      throws IOException {
    List<String> found = new ArrayList<>();
    Cursor after = null;
    do {
      Page page = store.search(new Search(selection, order, limit, after));
      for (StoredEvent event : page.events()) {
        found.add(event.toString());
      }
      after = page.next();
    } while (after != null);
    return found;
  }

  private static SearchQuery parse(String text) {
    return SearchQuery.parse(text, CLOCK, ZoneOffset.UTC);
  }
}
