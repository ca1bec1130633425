package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import dev.weft.event.Event;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveObjectTest {
  private final Published published = new Published().start();

  @AfterEach
  void stop() {
    published.close();
  }

  private LiveObject request() {
    return published.named("web.request").id("r-1").create();
  }

  @Test
  void life_isToldFromBirthToEnd() {
    try (LiveObject request =
        published.named("web.request").id("r-1").with("url", "http://foo.com").create()) {
      request.set("status", 200);
      published.nanos.addAndGet(430_000);
    }

    List<ObjectChanged> changes = published.changes();
    assertThat(changes)
        .extracting(ObjectChanged::kind)
        .containsExactly(ObjectKind.BORN, ObjectKind.UPDATED, ObjectKind.FINISHED);
    assertThat(changes)
        .extracting(change -> change.sequence().orElse(-1))
        .containsExactly(0L, 1L, 2L);
    assertThat(changes).extracting(ObjectChanged::objectId).containsOnly("r-1");
    assertThat(changes).extracting(ObjectChanged::routingKey).containsOnly("web.request");
    assertThat(changes.get(0).set()).isEqualTo(Map.of("url", "http://foo.com"));
    assertThat(changes.get(1).set()).isEqualTo(Map.of("status", 200L));
    assertThat(changes.get(2).set()).isEmpty();
    assertThat(changes.get(2).elapsed()).isEqualTo(Duration.ofNanos(430_000));
    assertThat(changes.get(2).ending()).isNull();
    assertThat(changes.get(0).source().process()).isEqualTo("shop");
  }

  @Test
  void pureChange_isNoLogRecord() {
    request().set("status", 200);

    String update = published.records().get(1);
    assertThat(update)
        .contains("\"obj_id\":\"r-1\"", "\"obj\":{\"status\":200}", "\"seq\":1", "\"time_in\":")
        .contains("\"rkey\":\"web.request\"")
        .doesNotContain("\"msg\"", "\"levelno\"", "\"status\":\"", "\"context\"", "\"headers\"");
  }

  @Test
  void update_isOneMessage() {
    LiveObject request = request();
    request.set("x", 1);

    request.update(
        change -> change.set("z", 3).remove("x").message(Level.WARN, "z is {z}, x was {x}"));

    assertThat(published.changes()).hasSize(3);
    ObjectChanged last = published.last();
    assertThat(last.set()).isEqualTo(Map.of("z", 3L));
    assertThat(last.removed()).containsExactly("x");
    assertThat(last.message()).isEqualTo("z is 3, x was {x}");
    assertThat(last.level()).isEqualTo(Level.WARN);
    assertThat(published.records().get(2))
        .contains("\"name\":\"web.request\"", "\"levelno\":30", "\"msg\":\"z is {z}, x was {x}\"");
    assertThat(request.values()).isEqualTo(Map.of("z", 3));
  }

  @Test
  void updateThatThrows_changesNothing() {
    LiveObject request = request();

    assertThatThrownBy(() ->
            request.update(change -> {
              change.set("z", 3);
              throw new IllegalStateException("bok");
            }))
        .hasMessage("bok");

    assertThat(request.values()).isEmpty();
    assertThat(published.changes()).hasSize(1);
  }

  @Test
  void remove_differsFromNull() {
    LiveObject request = request();
    request.set("x", null);
    request.remove("x");
    request.remove("x");
    request.remove("never");

    List<String> records = published.records();
    assertThat(records).hasSize(3);
    assertThat(records.get(1)).contains("\"obj\":{\"x\":null}").doesNotContain("\"action\"");
    assertThat(records.get(2)).contains("\"obj\":{\"x\":null}", "\"action\":\"delete\"");
    assertThat(published.changes().get(1).set()).containsEntry("x", null);
    assertThat(published.changes().get(2).removed()).containsExactly("x");
  }

  @Test
  void nothing_sendsNothing() {
    LiveObject request = request();

    request.update(change -> {});
    request.log().info("");
    request.set(Map.of());

    assertThat(published.changes()).hasSize(1);
  }

  @Test
  void log_isRecordAndChangeInOne() {
    LiveObject request = request();
    IllegalStateException bok = new IllegalStateException("bok");

    request.log().with("retry", 2).with("host", "h1").thrown(bok).warn("slow {retry!r} at %s", "h");

    ObjectChanged change = published.last();
    assertThat(change.message()).isEqualTo("slow 2 at h");
    assertThat(change.set()).isEqualTo(Map.of("retry", 2L, "host", "h1"));
    assertThat(published.records().get(1))
        .contains("\"name\":\"web.request\"", "\"levelname\":\"WARNING\"", "\"threadName\":")
        .contains("\"failure\":{\"type\":\"java.lang.IllegalStateException\",\"message\":\"bok\"}")
        .doesNotContain("\"retry\":2,\"mdc\"");
    assertThat(request.get("retry")).isEqualTo(2);
  }

  @Test
  void log_belowTheThreshold_isAPureChange() {
    published.close();
    Weft.configure().localLines(false).level(Level.WARN).to(published.sink).start();
    LiveObject request = request();

    request.log().with("retry", 2).info("slow");
    request.log().info("not said");

    assertThat(published.changes()).hasSize(2);
    assertThat(published.last().set()).isEqualTo(Map.of("retry", 2L));
    assertThat(published.last().message()).isNull();
    assertThat(published.last().sequence()).hasValue(1);
  }

  @Test
  void links_travelAsIds() {
    LiveObject db = published.named("db").id("db-1").create();
    try (Scope task = Scopes.task("work").start();
        LiveObject request = request();
        Crawler crawler = new Crawler()) {
      request.update(change ->
          change.set("db", db).set("task", task).set("self", request).set("crawler", crawler));
      assertThat(request.values())
          .isEqualTo(
              Map.of(
                  "db",
                  "db-1",
                  "task",
                  task.id().value(),
                  "self",
                  "r-1",
                  "crawler",
                  crawler.live().id()));
      assertThat(request.get("db")).isSameAs(db);
    }
  }

  @Test
  void changesInsideATask_standAtTheirPlace() {
    LiveObject outside = request();
    try (Scope task = Scopes.task("work").start()) {
      ScopeId id = task.id();
      LiveObject inside = published.named("job").create();
      try (Scope sub = Scopes.to("sub").start()) {
        inside.set("stage", "parse");
        inside.log().info("parsing");
        sub.success();
      }
      outside.set("seen", true);
      task.success();
      List<Event> events = published.events();
      assertThat(events)
          .extracting(Event::key)
          .containsExactly(
              null,
              new EventKey(0, id),
              new EventKey(1, id),
              new EventKey(0, id.child("1")),
              new EventKey(1, id.child("1")),
              new EventKey(2, id.child("1")),
              new EventKey(3, id.child("1")),
              new EventKey(2, id));
    }
  }

  @Test
  void reservedNames_areRefusedWithACure() {
    LiveObject request = request();
    for (String name : List.of("context", "log", "update", "_")) {
      assertThatThrownBy(() -> request.set(name, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("\"%s\" is reserved, as in contexture; call the field \"%s_\"", name, name);
    }
    assertThatThrownBy(() -> request.log().with("log", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> published.named("n").with(Map.of("update", 1)).create())
        .isInstanceOf(IllegalArgumentException.class);
    request.set("level", 3);
    request.set("key", 4);
    assertThat(published.last().set()).isEqualTo(Map.of("key", 4L));
  }

  @Test
  void endsOnce_andWhatComesLaterIsMarked() {
    LiveObject request = request();
    request.close();
    request.close();
    request.set("more", 1);

    assertThat(request.ended()).isTrue();
    assertThat(published.changes())
        .extracting(ObjectChanged::kind)
        .containsExactly(ObjectKind.BORN, ObjectKind.FINISHED, ObjectKind.UPDATED);
    assertThat(published.records().get(2)).contains("\"late\":true");
  }

  @Test
  void failure_endsAsAnErrorWithItsException() {
    LiveObject request = request();
    request.fail(new IllegalStateException("bok"));
    request.close();

    ObjectChanged end = published.last();
    assertThat(end.kind()).isEqualTo(ObjectKind.FINISHED);
    assertThat(end.ending()).isEqualTo("fail");
    assertThat(end.level()).isEqualTo(Level.ERROR);
    assertThat(end.message()).isEqualTo("FAILED web.request");
    assertThat(end.elapsed()).isNotNull();
    assertThat(published.records().get(1)).contains("IllegalStateException: bok");
  }

  @Test
  void transientObject_isOneMessageAndHasNoEnd() {
    LiveObject spark = published.named("spark").transientObject().with("foo", "whatever").create();
    spark.set("later", 1);
    spark.close();
    published.pass(Duration.ofMinutes(1));

    assertThat(published.changes())
        .extracting(ObjectChanged::kind)
        .containsExactly(ObjectKind.TRANSIENT, ObjectKind.UPDATED);
    assertThat(published.changes().get(0).set()).isEqualTo(Map.of("foo", "whatever"));
  }

  @Test
  void sendTransient_needsARoutingKeyAndValuesOnly() {
    LiveObject.sendTransient("my.routing.key", Map.of("foo", "whatever"));

    ObjectChanged only = published.last();
    assertThat(only.kind()).isEqualTo(ObjectKind.TRANSIENT);
    assertThat(only.routingKey()).isEqualTo("my.routing.key");
    assertThat(only.set()).isEqualTo(Map.of("foo", "whatever"));
  }

  @Test
  void silentObject_sendsNothing() {
    LiveObject quiet = published.named("quiet").silent().with("a", 1).create();
    quiet.set("b", 2);
    quiet.log().error("said");
    quiet.close();
    published.pass(Duration.ofMinutes(1));

    assertThat(published.records()).isEmpty();
    assertThat(quiet.values()).isEqualTo(Map.of("a", 1, "b", 2));
  }

  @Test
  void headersAndRoutingKey_travelWithEachMessage() {
    LiveObject request =
        published
            .named("web.request")
            .routingKey("web.shop.request")
            .header("item_id", "17")
            .header("attempt", 2)
            .header("env", Level.INFO)
            .create();
    request.set("x", 1);

    assertThat(published.changes())
        .extracting(ObjectChanged::routingKey)
        .containsOnly("web.shop.request");
    assertThat(published.changes())
        .extracting(ObjectChanged::headers)
        .containsOnly(Map.of("item_id", "17", "attempt", 2L, "env", "INFO"));
  }

  @Test
  void name_isThatOfTheCallingClass() {
    LiveObject unnamed = new LiveObjectBuilder(published.registry).longLived().create();

    assertThat(unnamed.name()).isEqualTo("dev.weft.object.LiveObjectTest");
    assertThat(unnamed.toString()).isEqualTo(unnamed.name() + ' ' + unnamed.id());
    assertThat(unnamed.id()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.*");
  }

  @Test
  void base_isNamedAfterItsClass() {
    try (Crawler crawler = new Crawler()) {
      crawler.crawl(3);
      assertThat(crawler.live().name()).isEqualTo("dev.weft.object.LiveObjectTest.Crawler");
      assertThat(published.last().set()).isEqualTo(Map.of("pages", 3L));
      assertThat(crawler.pages()).isEqualTo(3);
    }
  }

  static class Crawler extends LiveObject.Base {
    void crawl(int pages) {
      set("pages", pages);
    }

    Object pages() {
      return get("pages");
    }
  }

  @Test
  void twoOpenObjectsOfOneId_areToldApart() {
    LiveObject first = request();
    LiveObject second = request();

    assertThat(second.id()).isEqualTo("r-1~2");
    first.close();
    assertThat(request().id()).isEqualTo("r-1");
  }

  @Test
  void wrongSettings_areRefusedAtOnce() {
    assertThatThrownBy(() -> published.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"name:  \" is not from 1 to 255 bytes");
    assertThatThrownBy(() -> published.named("n").routingKey("x".repeat(256)))
        .hasMessageStartingWith("\"routingKey: xxx");
    assertThatThrownBy(() -> published.named("n").id(""))
        .hasMessage("id: \"\" is not from 1 to 256 characters");
    assertThatThrownBy(() -> published.named("n").keyframes(Duration.ofMillis(1)))
        .hasMessage("\"keyframes: PT0.001S\" is not 0, or 100ms or more");
    assertThatThrownBy(() -> published.named("n").coalesce(Duration.ofHours(1)))
        .hasMessage("\"coalesce: PT1H\" is not from 0 to 1 minute");
    assertThatThrownBy(() -> published.named("n").waitOnExit(Duration.ofSeconds(-1)))
        .hasMessage("\"waitOnExit: PT-1S\" is not from 0 to 10 minutes");
    LiveObjectBuilder used = published.named("n");
    used.create();
    assertThatThrownBy(used::create).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hostileValues_spoilNothing() {
    LiveObject request = request();
    Map<String, Object> cycle = new HashMap<>();
    cycle.put("me", cycle);
    Map<String, Object> large = new LinkedHashMap<>();
    IntStream.range(0, 10_000).forEach(i -> large.put("k" + i, i));
    Object throwing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("bok");
          }
        };

    request.update(change ->
        change
            .set("cycle", cycle)
            .set("throwing", throwing)
            .set("text", "x".repeat(10 << 20))
            .set("nan", Double.NaN)
            .set("long", Long.MAX_VALUE)
            .set("large", large)
            .set(null, 1)
            .set("n".repeat(1000), 1)
            .set("good", 7));

    ObjectChanged change = published.last();
    assertThat(change.set())
        .containsEntry("cycle", Map.of("me", "<cycle>"))
        .containsEntry("text", "x".repeat(4096))
        .containsEntry("nan", "NaN")
        .containsEntry("long", Long.MAX_VALUE)
        .containsEntry("null", 1L)
        .containsEntry("n".repeat(256), 1L)
        .containsEntry("good", 7L);
    assertThat((String) change.set().get("throwing")).contains("threw java.lang.IllegalState");
    assertThat((Map<?, ?>) change.set().get("large")).hasSize(129);
    assertThat(published.records().get(1)).contains("\"trunc\":[\"obj.text\",\"obj.large.…\"]");
  }

  @Test
  void tenThousandFields_areKeptWithinTheBudget() {
    Map<String, Object> many = new LinkedHashMap<>();
    IntStream.range(0, 10_000).forEach(i -> many.put("k" + i, i));
    LiveObject request = published.named("web.request").with(many).create();

    assertThat(published.last().set())
        .hasSize(Fields.MOST + 1)
        .containsEntry("k1023", 1023L)
        .containsEntry(Fields.OTHERS, "<more than 1024 fields>");
    request.set("another", 1);
    request.set("k7", 8);
    assertThat(published.changes()).hasSize(2);
    assertThat(published.last().set()).isEqualTo(Map.of("k7", 8L));
    request.remove("k7");
    request.set("another", 2);
    assertThat(published.last().set()).isEqualTo(Map.of("another", 2L));
  }

  @Test
  void manyLongTexts_areKeptWithinTheBudget() {
    LiveObject request = request();
    for (int i = 0; i < 100; i++) {
      request.set("t" + i, "x".repeat(4000));
    }
    request.set("small", 1);

    assertThat(request.values()).hasSize(101).containsEntry("small", 1);
    assertThat(String.valueOf(request.values().get("t99")))
        .isEqualTo("<left out: 4000 characters>");
    for (int i = 0; i < 100; i++) {
      request.remove("t" + i);
    }
    request.set("t", "y".repeat(4000));
    assertThat(published.last().set()).isEqualTo(Map.of("t", "y".repeat(4000)));
  }

  @Test
  void mapThatBreaksOff_isReadAsFarAsItGoes() {
    Map<String, Object> broken =
        new IdentityHashMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            throw new IllegalStateException("bok");
          }
        };
    LiveObject request = request();

    request.set(broken);
    request.set(Collections.singletonMap(null, 1));

    assertThat(request.values()).containsOnlyKeys("…", "null");
  }

  @Test
  void mutableValues_areTakenAtTheCall() {
    LiveObject request = request();
    Map<String, Object> changing = new HashMap<>(Map.of("a", 1));
    request.set("map", changing);
    changing.put("a", 2);

    assertThat(published.last().set()).isEqualTo(Map.of("map", Map.of("a", 1L)));
    assertThat(request.get("map")).isSameAs(changing);
  }

  @Test
  void programsOwnCode_runsBeforeTheChangeIsMade() {
    LiveObject request = request();
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            request.set("inner", 1);
            return "chatty";
          }
        };

    request.log().with("value", chatty).info("{value} %s", chatty);

    List<ObjectChanged> changes = published.changes();
    assertThat(changes).hasSize(4);
    assertThat(changes.get(3).message()).isEqualTo("chatty chatty");
    assertThat(changes.get(3).sequence()).hasValue(3);
    assertThat(changes.get(3).set()).isEqualTo(Map.of("value", "chatty"));
  }

  @Test
  void secrets_areNowhere() {
    LiveObject request =
        published
            .named("web.request")
            .ignore("private")
            .redact("iban")
            .header("authorization", "s3cret")
            .with("private", "s3cret")
            .with("iban", "s3cret")
            .with("card", Secret.of("s3cret"))
            .create();
    request.set("password", "s3cret");
    request.set("private", "s3cret-2");
    request.update(change ->
        change
            .set("private", "s3cret")
            .set("ok", 2)
            .message(Level.ERROR, "{private} {iban!r} {card} {password:>20} {ok}"));
    published.pass(Duration.ofSeconds(31));
    request.log().with("private", "s3cret").with("deep", Map.of("token", "s3cret")).warn("{deep}");

    assertThat(published.records()).hasSize(6).noneMatch(record -> record.contains("s3cret"));
    ObjectChanged born = published.changes().get(0);
    assertThat(born.set()).isEqualTo(Map.of("iban", "***", "card", "***"));
    assertThat(published.changes().get(2).set()).isEqualTo(Map.of("ok", 2L));
    assertThat(published.changes().get(2).message())
        .isEqualTo("*** '***' ***                  *** 2");
    assertThat(published.changes().get(3).kind()).isEqualTo(ObjectKind.SNAPSHOT);
    assertThat(request.get("private")).isEqualTo("s3cret");
    assertThat(request.get("password")).isEqualTo("s3cret");
  }

  @Test
  void patternsInTexts_areMaskedInValuesAndMessages() {
    published.close();
    Weft.configure().localLines(false).redactText("\\d{16}").to(published.sink).start();
    LiveObject request = request();

    request
        .log()
        .with("card", "of 1234567812345678")
        .info("card %s {card} 12345678%s", 7, "12345678");

    ObjectChanged change = published.last();
    assertThat(change.set()).isEqualTo(Map.of("card", "of ***"));
    assertThat(change.message()).isEqualTo("card 7 of *** ***");
  }

  @Test
  void flush_waitsForWhatWasPublished() {
    try (LiveObject live = LiveObject.named("job").id("flushed").create()) {
      live.set("x", 1);

      assertThat(LiveObject.flush(Published.PATIENCE)).isTrue();
      assertThat(published.sink.recordsWithoutSources()).hasSize(2);
    }
  }
}
