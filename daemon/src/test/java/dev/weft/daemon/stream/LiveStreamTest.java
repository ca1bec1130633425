package dev.weft.daemon.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.daemon.stream.StreamRequest.Mode;
import dev.weft.event.Level;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.StoredEvent;
import dev.weft.testkit.WireRecord;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private static final long SECOND = 1_000_000;
  private static final long T0 = WireRecord.NOON;

  private final Arrivals arrivals = new Arrivals();

  static StreamRequest request(Mode mode, int max, String query, String... pins) {
    return new StreamRequest(
        SearchQuery.parse(query, Clock.systemUTC(), ZoneOffset.UTC),
        mode,
        max,
        OptionalLong.empty(),
        List.of(pins));
  }

  private static LiveStream stream(Mode mode, int max, String query, String... pins) {
    LiveStream stream = new LiveStream("s1", request(mode, max, query, pins), 0, 1 << 20);
    stream.tick(T0);
    return stream;
  }

  private static void take(LiveStream stream, List<StoredEvent> events) {
    stream.take(events, LiveStream.Hole.SLOW);
  }

  @Test
  void window_underItsLimit_showsAllWithinTheSecond_inOrder() {
    LiveStream stream = stream(Mode.WINDOW, 400, "");
    take(stream, arrivals.some(300, Level.INFO));
    Reader reader = new Reader();
    for (int slot = 1; slot <= 9; slot++) {
      stream.tick(T0 + slot * SECOND / 10);
      reader.read(stream.outbox());
    }
    assertThat(reader.rows)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());

    stream.tick(T0 + SECOND);
    reader.read(stream.outbox());
    assertThat(reader.gaps).isEmpty();
    assertThat(reader.rates)
        .singleElement()
        .satisfies(rate -> {
          assertThat(Reader.number(rate, "t")).isEqualTo(T0);
          assertThat(Reader.number(rate, "matched")).isEqualTo(300);
          assertThat(Reader.number(rate, "shown")).isEqualTo(300);
          assertThat(rate.get("levels")).isEqualTo(List.of(0L, 0L, 300L, 0L, 0L, 0L));
        });
    assertThat(reader.id).isEqualTo(300);
  }

  @Test
  void window_underABurst_showsItsLimit_errorsFirst_andAccountsForTheRest() {
    LiveStream stream = stream(Mode.WINDOW, 100, "");
    Reader reader = new Reader();
    for (int slot = 0; slot < 10; slot++) {
      take(stream, arrivals.some(999, Level.DEBUG));
      take(stream, arrivals.some(1, Level.ERROR));
      stream.tick(T0 + slot * SECOND / 10);
      reader.read(stream.outbox());
    }
    stream.tick(T0 + SECOND);
    reader.read(stream.outbox());

    assertThat(reader.rows).hasSize(100).isSorted().doesNotHaveDuplicates();
    // Every error is there: each thousandth.
    assertThat(reader.rows)
        .containsAll(LongStream.rangeClosed(1, 10).map(n -> n * 1000).boxed().toList());
    assertThat(reader.gaps)
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap).containsEntry("n", 9_900L).containsEntry("why", "thinned");
          assertThat(gap).containsEntry("by", Map.of("debug", 9_900L)).doesNotContainKey("unread");
          assertThat(Reader.number(gap, "from")).isEqualTo(26);
          assertThat(Reader.number(gap, "toTime")).isEqualTo(T0 + Reader.number(gap, "to"));
        });
    assertThat(reader.matched()).isEqualTo(10_000).isEqualTo(reader.shown() + reader.missed());
    assertThat(reader.rates.get(0)).containsEntry("errors", 10L);
    // The rest evenly: each tenth of the burst has its share.
    for (int tenth = 1; tenth < 10; tenth++) {
      long from = tenth * 1000L;
      assertThat(reader.rows.stream().filter(row -> row > from && row < from + 1000).count())
          .as("tenth %s", tenth)
          .isBetween(3L, 12L);
    }
    assertThat(reader.id).isEqualTo(10_000);
  }

  @Test
  void window_ofMoreErrorsThanItsLimit_showsItsLimit_andCountsTheOthers() {
    LiveStream stream = stream(Mode.WINDOW, 20, "");
    take(stream, arrivals.some(1_000, Level.ERROR));
    stream.tick(T0 + SECOND);
    Reader reader = new Reader().read(stream.outbox());

    assertThat(reader.rows).hasSize(20);
    assertThat(reader.missed()).isEqualTo(980);
  }

  @Test
  void pinnedTrees_goBeforeTheOthers() {
    LiveStream stream = stream(Mode.WINDOW, 40, "", "7c9f2c1e");
    LiveStream other = stream(Mode.WINDOW, 40, "", "00000000");
    List<StoredEvent> before = arrivals.some(10, Level.DEBUG);
    List<StoredEvent> burst = arrivals.some(30, Level.DEBUG);
    for (LiveStream each : List.of(stream, other)) {
      take(each, before);
      take(each, burst);
      each.tick(T0 + SECOND);
    }
    assertThat(new Reader().read(stream.outbox()).rows).hasSize(40);
    assertThat(request(Mode.WINDOW, 1, "", "7c9f2c1e").pinned(Arrivals.TASK)).isTrue();
    assertThat(request(Mode.WINDOW, 1, "", "00000000").pinned(Arrivals.TASK)).isFalse();
  }

  @Test
  void counts_sendNumbersAlone_withTheMostFrequentPatterns() {
    LiveStream stream = stream(Mode.COUNTS, 400, "level:>=info");
    take(stream, arrivals.some(5, Level.DEBUG));
    take(stream, arrivals.some(7, Level.INFO));
    stream.tick(T0 + SECOND);
    stream.tick(T0 + 2 * SECOND);
    Reader reader = new Reader().read(stream.outbox());

    assertThat(reader.events).containsExactly("rate", "rate");
    assertThat(reader.matched()).isEqualTo(7);
    assertThat(reader.rates.get(1))
        .containsEntry("matched", 0L)
        .containsEntry("patterns", List.of());
    assertThat(reader.id).isEqualTo(12);
  }

  @Test
  void full_sendsAll_andTellsASlowReaderWhatItMissed() {
    LiveStream stream = new LiveStream("s1", request(Mode.FULL, 1, ""), 0, 40_000);
    stream.tick(T0);
    take(stream, arrivals.some(1_000, Level.INFO));
    stream.tick(T0 + SECOND);
    stream.tick(T0 + 2 * SECOND);
    Reader reader = new Reader().read(stream.outbox());
    assertThat(reader.rows).isNotEmpty().hasSizeLessThan(1_000);
    assertThat(reader.rates).isEmpty();

    // The reader takes again: first the gap, then what is new.
    take(stream, arrivals.some(10, Level.INFO));
    stream.tick(T0 + 2 * SECOND + SECOND / 2);
    stream.tick(T0 + 3 * SECOND);
    int shown = reader.rows.size();
    reader.read(stream.outbox());
    assertThat(reader.gaps)
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap).containsEntry("why", "slow").containsEntry("from", shown + 1L);
          assertThat(gap).containsEntry("to", 1_000L).containsEntry("n", 1_000L - shown);
        });
    assertThat(reader.rows).hasSize(shown + 10).endsWith(1_010L);
    assertThat(reader.matched()).isEqualTo(1_010).isEqualTo(reader.shown() + reader.missed());
  }

  @Test
  void whatNobodyLookedAt_isAGap_thatSaysSo() {
    LiveStream stream = stream(Mode.WINDOW, 400, "level:error");
    take(stream, arrivals.some(2, Level.ERROR));
    arrivals.unseen(500);
    take(stream, arrivals.some(1, Level.ERROR));
    stream.tick(T0 + SECOND);
    Reader reader = new Reader().read(stream.outbox());

    assertThat(reader.rows).containsExactly(1L, 2L, 503L);
    assertThat(reader.gaps)
        .containsExactly(
            Map.of(
                "from", 3L, "to", 502L, "n", 500L, "by", Map.of(), "why", "slow", "unread", true));
    assertThat(reader.matched()).isEqualTo(503);
  }

  @Test
  void arrivals_areTakenOnce_andAHoleThatCanBeFetchedStopsThem() {
    LiveStream stream = stream(Mode.FULL, 1, "");
    List<StoredEvent> some = arrivals.some(5, Level.INFO);
    stream.take(some, LiveStream.Hole.FETCH);
    stream.take(some.subList(2, 5), LiveStream.Hole.FETCH);
    arrivals.unseen(1);
    assertThat(stream.take(arrivals.some(1, Level.INFO), LiveStream.Hole.FETCH)).isFalse();
    stream.tick(T0 + SECOND);

    assertThat(new Reader().read(stream.outbox()).rows).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(stream.last()).isEqualTo(5);
  }

  @Test
  void lossReports_areTold_whateverTheQuery() {
    LiveStream stream = stream(Mode.WINDOW, 400, "level:fatal");
    WireRecord loss =
        WireRecord.outside("src", 1).weft("kind", "loss").weft("lost", Map.of("queue-full", 12));
    take(stream, List.of(arrivals.one(loss)));
    stream.tick(T0 + SECOND);

    assertThat(new Reader().read(stream.outbox()).losses)
        .singleElement()
        .satisfies(lost -> {
          assertThat(lost).containsEntry("process", "web-1/4711").containsEntry("n", 12L);
          assertThat(lost).containsEntry("why", "queue-full").containsKey("id");
        });
  }

  @Test
  void end_saysWhy_andNothingFollows() {
    LiveStream stream = stream(Mode.WINDOW, 400, "");
    stream.end("shutdown", 2_000);
    take(stream, arrivals.some(1, Level.INFO));
    stream.tick(T0 + SECOND);

    assertThat(stream.outbox().poll())
        .hasToString("event: bye\ndata: {\"why\":\"shutdown\",\"retry\":2000}\n\n");
    assertThat(stream.outbox().done()).isTrue();
  }

  @Test
  void max_hasARange() {
    assertThatThrownBy(() -> request(Mode.WINDOW, 0, "")).hasMessage("max is 1 to 5000, not 0");
  }
}
