package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event;
import dev.weft.event.Event.Logged;
import dev.weft.event.Event.LossReported;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Event.Opaque;
import dev.weft.event.Event.Outcome;
import dev.weft.event.Event.ScopeEnded;
import dev.weft.event.Event.ScopeStarted;
import dev.weft.event.Event.SourceStarted;
import dev.weft.event.EventKey;
import dev.weft.event.Failure;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final String LOG = "\"msg\":\"m\",\"levelno\":20";

  @Test
  void anyEvent_readsAsItWasWritten() {
    EventEncoder encoder = new EventEncoder();
    for (long seed = 0; seed < 20_000; seed++) {
      Event event = event(new RandomJson(seed));

      assertThat(EventDecoder.decode(encoder.encode(event))).as("seed %d", seed).isEqualTo(event);
    }
  }

  private static Event event(RandomJson random) {
    Instant time =
        Instant.ofEpochSecond(1_795_165_727L + random.below(1000), random.below(1_000_000) * 1000L);
    Source source =
        new Source(
            "vm" + random.below(2), "shop", random.below(3), random.below(2) == 0 ? null : "run");
    OptionalLong n =
        random.below(2) == 0 ? OptionalLong.empty() : OptionalLong.of(random.below(99));
    EventKey key = new EventKey(1 + random.below(5), new ScopeId("root/" + random.below(3)));
    Level level = random.oneOf(Level.values());
    String text = words(random);
    Map<String, Object> fields = fields(random);
    Failure failure =
        random.below(2) == 0 ? null : new Failure("a.B", words(random), "a.B\n\tat c");
    return switch (random.below(7)) {
      case 0 ->
          new Logged(
              time,
              source,
              n,
              nullable(random, key),
              level,
              "a.log",
              text,
              words(random),
              fields,
              failure);
      case 1 ->
          new ScopeStarted(
              time,
              source,
              n,
              new EventKey(0, key.scope()),
              level,
              "root",
              text,
              text,
              fields,
              n,
              random.below(2) == 0,
              random.below(2) == 0,
              nullable(random, key));
      case 2 ->
          new ScopeEnded(
              time,
              source,
              n,
              key,
              level,
              "root",
              text,
              words(random),
              fields,
              random.oneOf(Outcome.values()),
              failure,
              n,
              n,
              List.of(1L, 4L));
      case 3 ->
          new ObjectChanged(
              time,
              source,
              n,
              nullable(random, key),
              "id",
              random.below(2) == 0 ? null : "shop.Order",
              random.below(2) == 0 ? Map.of() : Map.of("item_id", "17", "hostname", "h"),
              random.oneOf(ObjectKind.values()),
              n,
              fields,
              random.below(2) == 0 ? Set.of() : Set.of("gone", "x y"),
              1 + random.below(3),
              Level.INFO,
              random.below(2) == 0 ? null : text,
              random.below(2) == 0 ? null : Duration.ofMillis(random.below(100_000)),
              random.below(2) == 0 ? null : "gc");
      case 4 -> new SourceStarted(time, source, n, fields);
      case 5 ->
          new LossReported(
              time, source, n, 7, Map.of("queue-full", 5L, "budget", 2L), List.of(key));
      default -> opaque(fields);
    };
  }

  private static @Nullable EventKey nullable(RandomJson random, EventKey key) {
    return random.below(2) == 0 ? null : key;
  }

  private static Event opaque(Map<String, Object> fields) {
    return EventDecoder.decode(new JsonWriter().value(fields).toBytes());
  }

  // A backslash before an n is the one thing that the wire cannot tell from a line feed.
  private static String words(RandomJson random) {
    return random.text().replace("\\", "|");
  }

  private static Map<String, Object> fields(RandomJson random) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = random.below(4); i > 0; i--) {
      fields.put("f" + random.below(9), random.value(2));
    }
    return fields;
  }

  @Test
  void backslashAndN_stayWhereTheTemplateIsTheMessage() {
    assertThat(
            logged("{\"levelno\":20,\"msg\":\"C:\\\\new\\n\",\"message\":\"C:\\\\new\\\\n\"}")
                .message())
        .isEqualTo("C:\\new\n");
  }

  @Test
  void numberZeroWithoutAMark_isAPythonTasksStart() {
    String start = "{" + LOG + ",\"context\":{\"key\":\"0@u/1\",\"user\":\"leo\"}}";

    assertThat(decode(start))
        .isInstanceOfSatisfying(
            ScopeStarted.class,
            started -> {
              assertThat(started.key()).hasToString("0@u/1");
              assertThat(started.fields()).containsExactly(Map.entry("user", "leo"));
              assertThat(started.spawnedAt()).isEmpty();
            });
    assertThat(decode(start.replace("0@", "1@"))).isInstanceOf(Logged.class);
  }

  @Test
  void fields_areThoseOfContextRecordAndMdc() {
    assertThat(
            logged(
                    "{"
                        + LOG
                        + ",\"context\":{\"key\":\"mine\",\"a\":1},\"a\":2,\"taskName\":null,"
                        + "\"mdc\":{\"a\":\"3\",\"b\":\"4\"},\"markers\":[\"x\"]}")
                .fields())
        .isEqualTo(Map.of("key", "mine", "a", 2L, "b", "4", "markers", List.of("x")));
  }

  @Test
  void pythonTrace_givesTypeAndMessage() {
    Logged logged =
        logged(
            "{"
                + LOG
                + ",\"exc_text\":\"Traceback (most recent call last):\\\\n  File\\\\n"
                + "ZeroDivisionError: division by zero\"}");

    assertThat(logged.failure())
        .isEqualTo(
            new Failure(
                "ZeroDivisionError",
                "division by zero",
                "Traceback (most recent call last):\n  File\nZeroDivisionError: division by zero"));
  }

  @Test
  void objectsChange_isReadInBothOfContexturesForms() {
    assertThat(
            decode("{\"obj_id\":\"o\",\"obj\":{\"x\":null},\"action\":\"delete\",\"time_in\":1.5}"))
        .isInstanceOfSatisfying(
            ObjectChanged.class,
            changed -> {
              assertThat(changed.removed()).containsExactly("x");
              assertThat(changed.set()).isEmpty();
              assertThat(changed.time()).isEqualTo(Instant.ofEpochMilli(1500));
            });
    assertThat(decode("{\"id\":\"o\",\"obj\":{\"x\":1},\"status\":\"born\"," + LOG + "}"))
        .isInstanceOfSatisfying(
            ObjectChanged.class,
            changed -> {
              assertThat(changed.kind()).isEqualTo(ObjectKind.BORN);
              assertThat(changed.message()).isEqualTo("m");
            });
  }

  @Test
  void otherKinds_areToldByTheirMembers() {
    assertThat(decode("{\"recovered\":3}"))
        .isInstanceOfSatisfying(LossReported.class, loss -> assertThat(loss.lost()).isEqualTo(3));
    assertThat(
            decode("{\"contexture\":\"1.3.1\",\"pid\":5,\"host\":\"h\",\"handler_id\":\"u\"}")
                .source())
        .isEqualTo(new Source("h", "?", 5, "u"));
    assertThat(decode("{\"status\":\"born\",\"error\":\"x\"}")).isInstanceOf(Opaque.class);
    assertThat(decode("{\"weft\":{\"kind\":\"begin\"}}")).isInstanceOf(Opaque.class);
  }

  @Test
  void recordOfWrongKinds_isReadAllTheSame() {
    Logged logged =
        logged(
            "{\"msg\":{\"a\":1},\"levelno\":1e999999999,\"created\":\"now\",\"context\":5,"
                + "\"weft\":[],\"process\":null,\"mdc\":1,\"name\":null,\"exc_text\":false}");

    assertThat(logged.time()).isEqualTo(Instant.EPOCH);
    assertThat(logged.template()).isEqualTo("{\"a\":1}");
    assertThat(logged.level()).isEqualTo(Level.FATAL);
  }

  @Test
  void brokenRecord_isRefusedWithItsPlace() {
    assertThatThrownBy(() -> decode("{\"a\":1"))
        .isInstanceOf(JsonException.class)
        .hasMessage("expected ',' or '}', found the end at byte 6");
  }

  private static Logged logged(String json) {
    return (Logged) decode(json);
  }

  private static Event decode(String json) {
    return EventDecoder.decode(json.getBytes(UTF_8));
  }
}
