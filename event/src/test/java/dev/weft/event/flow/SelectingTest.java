package dev.weft.event.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectingTest {
  private static final String ORDER =
      "{\"obj_id\":\"1\",\"obj\":{},\"weft\":{\"rkey\":\"shop.order\",\"headers\":{\"env\":\"prod\",\"item\":17}}}";
  private static final String CART =
      "{\"obj_id\":\"2\",\"obj\":{},\"hostname\":\"web-1\",\"weft\":{\"rkey\":\"shop.cart\"}}";
  private static final String LINE =
      "{\"name\":\"com.acme\",\"msg\":\"hi\",\"levelno\":20,\"hostname\":\"web-1\"}";
  private static final String OTHER = "{\"recovered\":3}";

  private final Kept kept = new Kept();

  private List<String> selected(Interest interest, String... records) {
    interest.selecting(kept).accept(batch(records));
    return kept.records;
  }

  private static Batch batch(String... records) {
    Batch.Builder builder = Batch.builder("test");
    for (String record : records) {
      builder.add(record.getBytes(UTF_8));
    }
    return builder.build();
  }

  private static Interest keys(String... keys) {
    return Interest.EVERYTHING.routingKeys(List.of(keys));
  }

  @Test
  void everything_needsNoSelecting() {
    assertThat(Interest.EVERYTHING.selecting(kept)).isSameAs(kept);
    assertThat(keys("a", "#").selecting(kept)).isSameAs(kept);
  }

  @Test
  void routingKey_isTheRecordsOwn() {
    assertThat(selected(keys("shop.*"), ORDER, LINE, CART, OTHER)).containsExactly(ORDER, CART);
  }

  @Test
  void logRecords_areRoutedByTheirLogger() {
    assertThat(selected(keys("log.com.#"), ORDER, LINE)).containsExactly(LINE);
    assertThat(selected(keys("log.root"), "{\"msg\":\"\",\"levelno\":20}")).hasSize(2);
  }

  @Test
  void allElse_isRoutedAsDefault() {
    assertThat(selected(keys("default"), ORDER, LINE, OTHER)).containsExactly(OTHER);
  }

  @Test
  void arguments_areMatchedWithHeadersAndHost() {
    Interest production = Interest.EVERYTHING.arguments(Map.of("env", "prod", "item", 17), true);
    assertThat(selected(production, ORDER, CART)).containsExactly(ORDER);
    kept.records.clear();
    Interest host = Interest.EVERYTHING.arguments(Map.of("hostname", "web-1", "x", 1), false);
    assertThat(selected(host, ORDER, CART, LINE)).containsExactly(CART, LINE);
  }

  @Test
  void batchOfWhichAllIsTaken_passesAsItIs() {
    Batch batch = batch(ORDER, CART);
    keys("shop.#").selecting(kept).accept(batch);
    assertThat(kept.batches).containsExactly(batch);
  }

  @Test
  void batchOfWhichNothingIsTaken_isNotPassed() {
    assertThat(selected(keys("nothing"), ORDER)).isEmpty();
    assertThat(kept.batches).isEmpty();
  }

  @Test
  void whatIsNoRecord_isRejected() {
    assertThat(selected(keys("shop.#"), ORDER, "{\"weft\":", CART)).containsExactly(ORDER, CART);
    assertThat(kept.notices).containsExactly("not-json: expected a value, found the end at byte 8");
  }

  @Test
  void rejectionsAndLosses_pass() {
    Intake selecting = keys("shop.#").selecting(kept);
    selecting.reject(new byte[0], "frames", "one");
    selecting.lost(3, "overflow");
    assertThat(kept.notices).containsExactly("frames: one", "overflow: 3");
  }

  @Test
  void keysWithoutEnd_takeNoMemory() {
    Intake selecting = keys("k.7").selecting(kept);
    for (int i = 0; i < 5_000; i++) {
      selecting.accept(batch("{\"weft\":{\"rkey\":\"k." + i % 2_500 + "\"}}"));
    }
    assertThat(kept.records).hasSize(2);
  }

  private static final class Kept implements Intake {
    private final List<Batch> batches = new ArrayList<>();
    private final List<String> records = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    @Override
    public void accept(Batch batch) {
      batches.add(batch);
      for (int i = 0; i < batch.size(); i++) {
        int start = batch.start(i);
        records.add(new String(batch.bytes(), start, batch.end(i) - start, UTF_8));
      }
    }

    @Override
    public void reject(byte[] bytes, String reason, String detail) {
      notices.add(reason + ": " + detail);
    }

    @Override
    public void lost(long number, String reason) {
      notices.add(reason + ": " + number);
    }
  }
}
