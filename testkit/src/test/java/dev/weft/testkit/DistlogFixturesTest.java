package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event;
import dev.weft.event.Event.Logged;
import dev.weft.event.Event.ScopeStarted;
import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.EventEncoder;
import dev.weft.event.codec.RawEvent;
import dev.weft.testkit.DistlogFixtures.Message;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads what Python really sent. */
class DistlogFixturesTest {
  private static final String EXAMPLE = "2fbd8ba5-26bc-4e02-b903-dd4b3000ab07";

  @Test
  void sets_areWhole() {
    assertThat(DistlogFixtures.exampleJson()).hasSize(7).allSatisfy(m -> topic(m, "PLJ"));
    assertThat(DistlogFixtures.examplePickle()).hasSize(7).allSatisfy(m -> topic(m, "PLP"));
    assertThat(DistlogFixtures.quirksJson()).hasSize(53).allSatisfy(m -> topic(m, "PLJ"));
    assertThat(DistlogFixtures.python311Json()).hasSize(7).allSatisfy(m -> topic(m, "PLJ"));
    assertThat(DistlogFixtures.python311Pickle()).hasSize(7).allSatisfy(m -> topic(m, "PLP"));
    assertThat(DistlogFixtures.hostile("deep.pickle")).hasSize(400_002);
    assertThatThrownBy(() -> DistlogFixtures.hostile("x")).hasMessage("no such hostile body: x");
  }

  @Test
  void example_hasTheTutorialsKeys() {
    assertThat(keys(DistlogFixtures.exampleJson()))
        .containsExactly(
            "0@" + EXAMPLE,
            "1@" + EXAMPLE,
            "0@" + EXAMPLE + "/1",
            "1@" + EXAMPLE + "/1",
            "2@" + EXAMPLE + "/1",
            "2@" + EXAMPLE,
            null);
  }

  @Test
  void example_isReadInFull() {
    Event event = decode(DistlogFixtures.exampleJson().get(5));

    assertThat(event)
        .isInstanceOfSatisfying(
            Logged.class,
            logged -> {
              assertThat(logged.message()).isEqualTo("toplevel");
              assertThat(logged.logger()).isEqualTo("root");
              assertThat(logged.level()).isEqualTo(Level.INFO);
              assertThat(logged.fields()).isEqualTo(Map.of("user", "leo"));
              assertThat(logged.source())
                  .isEqualTo(new Source("vm", "MainProcess", logged.source().pid(), null));
              assertThat(logged.time())
                  .isBetween(
                      Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));
            });
    assertThat(decode(DistlogFixtures.exampleJson().get(0))).isInstanceOf(ScopeStarted.class);
  }

  @Test
  void values_ofManyTypesAreExact() {
    List<Message> messages = DistlogFixtures.python311Json();
    assertThat(((ScopeStarted) decode(messages.get(0))).message()).isEqualTo("top héllo ☃ 😀");
    assertThat(((ScopeStarted) decode(messages.get(2))).fields())
        .containsEntry("arg", -7L)
        .containsEntry("big", new BigInteger("1180591620717411303424"))
        .containsEntry("f", 1.5)
        .containsEntry("none", null)
        .containsEntry("lst", Arrays.asList(1L, "a", null, List.of(2L)))
        .containsEntry("dct", Map.of("k", Map.of("z", 1L)));
    assertThat(((Logged) decode(messages.get(4))).failure())
        .satisfies(failure -> assertThat(failure.trace()).contains("\n").doesNotContain("\\n"));
  }

  @Test
  void quirks_areReadAsTheyAre() {
    List<Event> events = DistlogFixtures.quirksJson().stream().map(m -> decode(m)).toList();

    assertThat(((Logged) events.get(3)).message()).isEqualTo("line1\nline2");
    assertThat(((Logged) events.get(13)).failure())
        .satisfies(failure -> {
          assertThat(failure.type()).isEqualTo("ZeroDivisionError");
          assertThat(failure.message()).isEqualTo("division by zero");
        });
    assertThat(events.get(20).key()).as("a key that the program overwrote").isNull();
    assertThat(((Logged) events.get(20)).fields()).isEqualTo(Map.of("key", "mine"));
    assertThat(events.get(29).key()).hasToString("1@<built-in function id>");
    assertThat(((Logged) events.get(35)).fields()).containsEntry("user_ip", "10.0.0.1");
  }

  @Test
  void everyRecord_readsTheSameAfterOurWriting() {
    EventEncoder encoder = new EventEncoder();
    for (Message message : allJson()) {
      Event event = decode(message);

      assertThat(EventDecoder.decode(encoder.encode(event))).as(message.name()).isEqualTo(event);
    }
  }

  @Test
  void hostileJson_isReadOrRefused() {
    RawEvent event = new RawEvent();
    assertThat(event.over(DistlogFixtures.hostile("not_json.bin")).problem())
        .isEqualTo("expected a name in quotes, found 'n' at byte 1");
    assertThat(event.over(DistlogFixtures.hostile("nan.json")).problem()).isNull();
    assertThat(EventDecoder.decode(event).time()).isEqualTo(Instant.EPOCH);
  }

  private static List<Message> allJson() {
    List<Message> all = new ArrayList<>(DistlogFixtures.exampleJson());
    all.addAll(DistlogFixtures.quirksJson());
    all.addAll(DistlogFixtures.python311Json());
    return all;
  }

  private static List<@Nullable String> keys(List<Message> messages) {
    List<@Nullable String> keys = new ArrayList<>();
    for (Message message : messages) {
      EventKey key = decode(message).key();
      keys.add(key == null ? null : key.toString());
    }
    return keys;
  }

  private static Event decode(Message message) {
    return EventDecoder.decode(message.body());
  }

  private static void topic(Message message, String expected) {
    assertThat(new String(message.topic(), US_ASCII)).isEqualTo(expected);
  }
}
