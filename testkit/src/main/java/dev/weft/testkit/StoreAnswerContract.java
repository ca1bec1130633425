package dev.weft.testkit;

import static dev.weft.testkit.WireRecord.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Level;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.ErrorGroup;
import dev.weft.event.store.EventIdentity;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import dev.weft.event.store.Histogram;
import dev.weft.event.store.PatternGroup;
import dev.weft.event.store.Selection;
import dev.weft.event.store.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts, facets, groups, suggestions: a part of {@link EventStoreContract}. */
abstract class StoreAnswerContract extends StoreOrderContract {
  private static final String TRACE =
      "java.io.IOException: refused for 17\n\tat com.acme.Pay.charge(Pay.java:42)\n"
          + "\tat com.acme.Shop.buy(Shop.java:7)";
  private static final int LONG = 10_000_000;

  private static List<String> mixed() {
    List<String> records = new ArrayList<>();
    Level[] levels = Level.values();
    for (int i = 0; i < 300; i++) {
      WireRecord record =
          WireRecord.said("root-" + i % 10, i)
              .at(NOON + i * 1_000_000L)
              .level(levels[i % levels.length])
              .logger("com.acme." + (i % 3 == 0 ? "Pay" : "Shop"))
              .said("order %s", "order " + i)
              .host("web-" + i % 4);
      records.add((i % 5 == 0 ? record : record.field("order", i % 7)).json());
    }
    return records;
  }

  @Test
  void count_isTheSumOfHistogramAndOfEachFacet() throws Exception {
    EventStore store = filled(mixed());
    Selection selection = selection("logger:com.acme.Shop level:>=info");
    long count = store.count(selection);

    Histogram histogram = store.histogram(selection, Duration.ofSeconds(7));
    List<Facet> facets = store.facets(selection, List.of("level", "host", "order", "none"), 2);

    assertThat(count).isEqualTo(search(store, "logger:com.acme.Shop level:>=info").size());
    assertThat(count).isPositive();
    assertThat(histogram.total()).isEqualTo(count);
    assertThat(histogram.sampling()).isEqualTo(1);
    assertThat(facets).extracting(Facet::field).containsExactly("level", "host", "order", "none");
    for (Facet facet : facets) {
      long listed = facet.values().stream().mapToLong(Facet.Count::count).sum();
      assertThat(listed + facet.missing() + facet.others()).as(facet.toString()).isEqualTo(count);
      assertThat(facet.values()).hasSizeLessThanOrEqualTo(2);
      assertThat(facet.sampling()).isEqualTo(1);
    }
    assertThat(facets.get(3).missing()).isEqualTo(count);
  }

  @Test
  void facets_areMostFrequentFirst_thenByValue() throws Exception {
    EventStore store =
        filled(
            WireRecord.said("r", 1).host("b").field("n", 1),
            WireRecord.said("r", 2).host("c").field("n", true),
            WireRecord.said("r", 3).host("c").field("n", "x"),
            WireRecord.said("r", 4).host("a").field("n", 1));

    List<Facet> facets = store.facets(all(), List.of("host", "n", "level"), 10);

    assertThat(facets.get(0).values()).hasToString(counts("c", 2, "a", 1, "b", 1));
    assertThat(facets.get(1).values()).hasToString(counts("1", 2, "true", 1, "x", 1));
    assertThat(facets.get(2).values()).hasToString(counts("info", 4));
  }

  private static String counts(Object... valuesAndCounts) {
    List<Facet.Count> counts = new ArrayList<>();
    for (int i = 0; i < valuesAndCounts.length; i += 2) {
      counts.add(new Facet.Count((String) valuesAndCounts[i], ((Integer) valuesAndCounts[i + 1])));
    }
    return counts.toString();
  }

  @Test
  void histogram_hasBucketsByLevelOverTheWholeTime() throws Exception {
    EventStore store =
        filled(
            WireRecord.said("r", 1).at(NOON + 2_000_000),
            WireRecord.said("r", 2).at(NOON + 2_999_999).level(Level.ERROR),
            WireRecord.said("r", 3).at(NOON + 5_000_000));

    Histogram open = store.histogram(all(), Duration.ofSeconds(1));
    Histogram bounded =
        store.histogram(
            new Selection(query(""), instant(NOON), instant(NOON + 8_000_000)),
            Duration.ofSeconds(2));

    assertThat(open.start()).isEqualTo(instant(NOON + 2_000_000));
    assertThat(open.buckets())
        .containsExactly(
            Map.of(Level.INFO, 1L, Level.ERROR, 1L), Map.of(), Map.of(), Map.of(Level.INFO, 1L));
    assertThat(bounded.start()).isEqualTo(instant(NOON));
    assertThat(bounded.buckets()).hasSize(4);
    assertThat(bounded.total(Level.INFO)).isEqualTo(2);
    assertThat(store.histogram(selection("nothing"), Duration.ofSeconds(1)).buckets()).isEmpty();
  }

  @Test
  void histogram_ofMoreBucketsThanAnybodyDraws_saysSo() throws Exception {
    EventStore store = filled(WireRecord.said("r", 1).at(0), WireRecord.said("r", 2));

    assertThatThrownBy(() -> store.histogram(all(), Duration.ofMillis(1)))
        .hasMessageContaining("buckets")
        .hasMessageContaining("ask for wider ones");
    assertThatThrownBy(() -> store.histogram(all(), Duration.ZERO))
        .hasMessageContaining("microsecond");
  }

  @Test
  void errors_ofOneFault_areOneGroup() throws Exception {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      records.add(
          WireRecord.said("root-" + i % 3, i + 1)
              .at(NOON + i * 1_000_000L)
              .level(Level.ERROR)
              .said("card of %s declined", "card of " + i + " declined")
              .exception(TRACE.replace("17", "" + i))
              .host("web-" + i % 2)
              .json());
    }
    records.add(WireRecord.said("x", 1).level(Level.FATAL).logger("db").message("gone").json());
    records.add(WireRecord.said("x", 2).level(Level.WARN).logger("db").message("slow").json());
    records.add(WireRecord.said("x", 3).level(Level.WARN).exception("a.b.Tired: once more").json());
    EventStore store = filled(records);

    List<ErrorGroup> groups = store.errors(all(), 10);

    assertThat(groups).as("whatever its level, who has an exception is one").hasSize(3);
    assertThat(groups).extracting(ErrorGroup::title).contains("a.b.Tired", "db");
    ErrorGroup declined = groups.get(0);
    assertThat(declined.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(declined.title()).isEqualTo("java.io.IOException");
    assertThat(declined.message()).isEqualTo("refused for 11");
    assertThat(declined.count()).isEqualTo(12);
    assertThat(declined.trees()).isEqualTo(3);
    assertThat(declined.reasons()).isNotEmpty();
    assertThat(declined.hosts()).isEqualTo(Map.of("web-0", 6L, "web-1", 6L));
    assertThat(declined.first()).hasToString(NOON + ":1@root-0");
    assertThat(declined.last()).hasToString((NOON + 11_000_000) + ":12@root-2");
    assertThat(declined.newest()).extracting(Object::toString).startsWith("12@root-2", "11@root-1");
    assertThat(declined.newest()).hasSize(5);
    assertThat(declined.spark()).hasSize(24);
    assertThat(declined.spark().stream().mapToLong(n -> n).sum()).isEqualTo(12);
    assertThat(store.errors(all(), 1)).hasSize(1);
    assertThat(store.errors(selection("host:web-1"), 10).get(0).fingerprint())
        .isEqualTo(declined.fingerprint());
  }

  @Test
  void patterns_foldWhatOneLineSaid() throws Exception {
    EventStore store = filled(mixed());

    List<PatternGroup> patterns = store.patterns(all(), 10);

    assertThat(patterns).hasSize(2);
    PatternGroup shop = patterns.get(0);
    assertThat(shop.logger()).isEqualTo("com.acme.Shop");
    assertThat(shop.template()).isEqualTo("order %s");
    assertThat(shop.count()).isEqualTo(200);
    assertThat(shop.level()).isEqualTo(Level.FATAL);
    assertThat(shop.newest()).hasToString("299@root-9");
    assertThat(shop.id()).matches("p[0-9a-f]{12}");
    assertThat(store.patterns(all(), 1)).hasSize(1);
  }

  @Test
  void suggest_offersValuesByHowOftenTheyOccur() throws Exception {
    EventStore store = filled(mixed());

    assertThat(store.suggest("logger", "com.", 5))
        .hasToString(counts("com.acme.Shop", 200, "com.acme.Pay", 100));
    assertThat(store.suggest("host", "web-", 2)).hasSize(2);
    assertThat(store.suggest("host", "nobody", 2)).isEmpty();
    assertThat(store.suggest("nothing", "", 2)).isEmpty();
  }

  @Test
  void fields_namesWhatEventsCarry() throws Exception {
    EventStore store =
        filled(
            WireRecord.said("r", 1).field("order", 1).field("address", Map.of("city", "Bern")),
            WireRecord.said("r", 2).with("own", 1).with("mdc", Map.of("user", "ann")),
            WireRecord.change("o", 1).set("state", "new"));

    assertThat(store.fields("", 100))
        .containsExactly("address.city", "obj.state", "order", "own", "user");
    assertThat(store.fields("o", 2)).containsExactly("obj.state", "order");
    assertThat(store.fields("zz", 10)).isEmpty();
  }

  @Test
  void hostileRecords_areKeptFoundAndCounted() throws Exception {
    List<String> records = new ArrayList<>(Records.hostile(0));
    records.add(WireRecord.said("h", 1).message("needle" + "x".repeat(LONG)).json());
    records.add(
        WireRecord.said("h", 2).message("bell \u0007 esc \u001b[31m \u202e nul \u0000").json());
    records.add(WireRecord.said("h", 3).field("order", Map.of("not", "a number")).json());
    records.add(WireRecord.said("h", 4).field("order", 1).json());
    records.add(WireRecord.said("h", 5).field("order", List.of(1, "two", true)).json());
    records.add(
        "{\"created\":1795176000,\"levelno\":1e99,\"name\":17,\"msg\":{\"a\":[1]},\"hostname\":[]}");
    records.add("{\"levelno\":\"ERROR\",\"created\":null,\"context\":[],\"weft\":7,\"obj\":3}");
    records.add("{\"context\":{\"order\":NaN}}");
    EventStore store = filled(records);
    long kept =
        records.stream()
            .filter(record -> EventIdentity.kept(new RawEvent().over(record.getBytes(UTF_8))))
            .count();

    assertThat(store.count(all())).isEqualTo(kept);
    assertThat(found(store, "needle*")).containsExactly("1@h");
    assertThat(found(store, "\"esc\"")).containsExactly("2@h");
    assertThat(
            store
                .histogram(new Selection(query(""), instant(0), null), Duration.ofDays(400))
                .total())
        .isEqualTo(kept);
    assertThat(store.facets(all(), List.of("order", "large", "deep", "logger", "host"), 5))
        .hasSize(5);
    assertThat(store.patterns(all(), 100)).isNotEmpty();
    assertThat(store.errors(all(), 100)).isNotNull();
    assertThat(store.trees(all(), true, 100)).isNotEmpty();
    assertThat(store.tree("h")).hasSize(5);
    assertThat(store.fields("", 1000)).contains("order", "unicode");
    assertThat(store.suggest("order", "", 10)).isNotEmpty();
  }

  @Test
  void pythonsRecords_areKept() throws Exception {
    Batch.Builder batch = Batch.builder("python");
    DistlogFixtures.quirksJson().forEach(message -> batch.add(message.body()));
    DistlogFixtures.python311Json().forEach(message -> batch.add(message.body()));
    batch.add(DistlogFixtures.hostile("nan.json"));
    int records = batch.size();
    EventStore store = store();

    int fresh = store.append(batch.build());
    shown(store);

    assertThat(fresh).isBetween(40, records);
    assertThat(store.state().duplicates()).isEqualTo(records - fresh);
    for (StoredEvent event : search(store, "")) {
      assertThat(store.find(event.id())).map(StoredEvent::arrival).contains(event.arrival());
    }
    for (String root : store.roots("", 100)) {
      assertThat(store.tree(root)).isNotEmpty();
    }
  }
}
