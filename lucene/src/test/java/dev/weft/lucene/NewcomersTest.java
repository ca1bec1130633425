package dev.weft.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.store.StoredEvent;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewcomersTest {
  private static final String FIRST = "{\"created\":7,\"context\":{\"key\":\"0@a\"}}";
  private static final String SECOND = "{\"created\":5,\"context\":{\"key\":\"1@a\"}}";
  private static final String THIRD = "{\"created\":5,\"context\":{\"key\":\"2@a\"}}";
  private static final String UNNUMBERED = "{\"created\":6}";

  private final Newcomers newcomers = new Newcomers();

  static Batch batch(String... records) {
    Batch.Builder batch = Batch.builder("test");
    for (String record : records) {
      batch.add(record.getBytes(UTF_8));
    }
    return batch.build();
  }

  private static String text(ByteBuffer records) {
    return UTF_8.decode(records).toString();
  }

  @Test
  void settle_numbersWhatIsLeft_inTheOrderOfItsArrival() {
    newcomers.read(batch(FIRST, SECOND, UNNUMBERED, THIRD));
    newcomers.strike(0);
    newcomers.settle(10);

    assertThat(newcomers.events(10))
        .extracting(event -> event.arrival() + " " + event.cursor())
        .containsExactly("10 5000000:1@a", "11 6000000:11@~~", "12 5000000:2@a");
    assertThat(text(newcomers.records()))
        .isEqualTo(String.join("\n", SECOND, UNNUMBERED, THIRD, ""));
    assertThat(newcomers.repeated()).isEqualTo(1);
  }

  @Test
  void read_strikesWhatABatchRepeats_andLeavesOutWhatIsNoEvent() {
    newcomers.read(
        batch(FIRST, "no event", UNNUMBERED, FIRST, UNNUMBERED, "{\"weft\":{\"kind\":\"alive\"}}"));
    newcomers.settle(1);

    assertThat(newcomers.size()).isEqualTo(3);
    assertThat(newcomers.repeated()).isEqualTo(1);
    assertThat(text(newcomers.records()))
        .isEqualTo(String.join("\n", FIRST, UNNUMBERED, UNNUMBERED, ""));
  }

  @Test
  void oldestAndNewest_goByTimeAndThenByIdentity() {
    newcomers.read(batch(THIRD, FIRST, SECOND));
    newcomers.settle(1);

    assertThat(newcomers.oldest()).hasToString("5000000:1@a");
    assertThat(newcomers.newest()).hasToString("7000000:0@a");
  }

  @Test
  void read_startsAnew_withBatchesOfAnySize() {
    newcomers.read(batch(FIRST));
    newcomers.strike(0);
    String[] many = new String[100_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "{\"context\":{\"key\":\"" + i + "@a\"}}";
    }
    newcomers.read(batch(many));
    newcomers.settle(1);
    assertThat(newcomers.size()).isEqualTo(many.length);

    newcomers.read(batch(FIRST));
    newcomers.settle(1);
    assertThat(newcomers.events(1)).extracting(StoredEvent::arrival).isEqualTo(List.of(1L));
  }
}
