package dev.weft.daemon.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.daemon.stream.StreamRequest.Mode;
import dev.weft.event.flow.Batch;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.StoredEvent;
import dev.weft.testkit.WireRecord;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private final MemoryStore memory = MemoryStore.create();
  private final ScheduledThreadPoolExecutor readers = new ScheduledThreadPoolExecutor(1);
  private final List<StoredEvent> heard = new ArrayList<>();
  private long number;
  private volatile long shown = Long.MAX_VALUE;
  private volatile long expired;

  /** As the memory is, but late in what it shows, and without what has expired. */
  private final EventStore store =
      (EventStore)
          Proxy.newProxyInstance(
              EventStore.class.getClassLoader(),
              new Class<?>[] {EventStore.class},
              (proxy, method, arguments) -> {
                try {
                  Object answer = method.invoke(memory, arguments);
                  return method.getName().equals("arrivals") ? visible((List<?>) answer) : answer;
                } catch (InvocationTargetException failed) {
                  throw failed.getCause();
                }
              });

  private List<?> visible(List<?> events) {
    return events.stream()
        .map(StoredEvent.class::cast)
        .filter(event -> event.arrival() <= shown && event.arrival() > expired)
        .toList();
  }

  FollowerTest() {
    memory.listen(heard::addAll);
  }

  @AfterEach
  void stop() {
    readers.shutdownNow();
  }

  private List<StoredEvent> append(int count) throws IOException {
    heard.clear();
    Batch.Builder batch = Batch.builder("test");
    for (int i = 0; i < count; i++) {
      batch.add(WireRecord.said(Arrivals.TASK, number++).toString().getBytes(UTF_8));
    }
    memory.append(batch.build());
    return List.copyOf(heard);
  }

  private Follower follower(Mode mode, long after) {
    StreamRequest request =
        new StreamRequest(
            SearchQuery.parse("", Clock.systemUTC(), ZoneOffset.UTC),
            mode,
            400,
            OptionalLong.of(after),
            List.of());
    LiveStream stream = new LiveStream("s1", request, after, 8 << 20);
    stream.tick(WireRecord.NOON);
    return new Follower(store, stream, readers);
  }

  private static Reader ended(Follower follower) {
    follower.stream().tick(WireRecord.NOON + 1_000_000);
    return new Reader().read(follower.stream().outbox());
  }

  private static void awaitLast(Follower follower, long last) {
    Awaitility.await().until(() -> follower.stream().last() == last);
  }

  @Test
  void whatAStoreShowsLate_isHadOnce_fromTheOneSideOrTheOther() throws Exception {
    append(700);
    shown = 650;
    Follower follower = follower(Mode.FULL, 0);
    follower.read();
    awaitLast(follower, 650);

    // It arrives before the store shows what was before it.
    follower.arrived(append(10));
    follower.arrived(append(10));
    shown = 705;
    awaitLast(follower, 720);
    follower.arrived(append(1));

    assertThat(ended(follower).rows)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 721).boxed().toList());
  }

  @Test
  void whatWasPassedOver_isReadByAProgram() throws Exception {
    Follower follower = follower(Mode.FULL, 0);
    follower.live();
    follower.arrived(append(5));
    append(5);
    follower.arrived(append(5));
    awaitLast(follower, 15);

    Reader reader = ended(follower);
    assertThat(reader.gaps).isEmpty();
    assertThat(reader.rows).hasSize(15).isSorted();
  }

  @Test
  void whatWasPassedOver_isAGapForAPerson() throws Exception {
    Follower follower = follower(Mode.WINDOW, 0);
    follower.live();
    follower.arrived(append(5));
    append(5);
    follower.arrived(append(5));

    Reader reader = ended(follower);
    assertThat(reader.rows).hasSize(10);
    assertThat(reader.gaps)
        .singleElement()
        .satisfies(gap ->
            assertThat(gap)
                .containsAllEntriesOf(
                    Map.of("from", 6L, "to", 10L, "n", 5L, "why", "slow", "unread", true)));
  }

  @Test
  void whatWasPassedOverLast_isNotForgotten_thoughNothingFollows() throws Exception {
    Follower person = follower(Mode.COUNTS, 0);
    Follower program = follower(Mode.FULL, 0);
    append(5);
    for (Follower each : List.of(person, program)) {
      each.live();
      each.passedOver(5);
      awaitLast(each, 5);
    }
    assertThat(ended(person).matched()).isEqualTo(5);
    assertThat(ended(program).rows).hasSize(5);
  }

  @Test
  void whatRetentionTook_isAGap_whenAReaderComesBack() throws Exception {
    append(100);
    expired = 60;
    Follower follower = follower(Mode.WINDOW, 20);
    follower.read();
    awaitLast(follower, 100);

    Reader reader = ended(follower);
    assertThat(reader.rows).hasSize(40).first().isEqualTo(61L);
    assertThat(reader.gaps)
        .singleElement()
        .satisfies(gap ->
            assertThat(gap)
                .containsAllEntriesOf(
                    Map.of("from", 21L, "to", 60L, "n", 40L, "why", "expired", "unread", true)));
    assertThat(reader.matched()).isEqualTo(reader.shown() + reader.missed());
  }

  @Test
  void aStoreThatCannotBeRead_endsTheStream_withTheReason() throws Exception {
    append(1);
    Follower follower = follower(Mode.FULL, 0);
    Thread.currentThread().interrupt();
    // The store takes an interrupted question as one that is to end.
    new Follower(store, follower.stream(), sameThread()).read();
    assertThat(Thread.interrupted()).isTrue();

    assertThat(new Reader().read(follower.stream().outbox()).events).contains("bye");
  }

  private ScheduledThreadPoolExecutor sameThread() {
    return new ScheduledThreadPoolExecutor(1) {
      @Override
      public void execute(Runnable work) {
        work.run();
      }
    };
  }
}
