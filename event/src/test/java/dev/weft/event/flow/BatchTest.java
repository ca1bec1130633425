package dev.weft.event.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void batch_isABlockOfLines() {
    Batch batch = Batch.builder("test").add(bytes("{\"a\":1}")).add(bytes("{\"a\":\r\n2}")).build();

    assertThat(text(batch)).isEqualTo("{\"a\":1}\n{\"a\":  2}\n");
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.start(1)).isEqualTo(8);
    assertThat(batch.end(1)).isEqualTo(17);
    assertThat(batch.origin()).isEqualTo("test");
  }

  @Test
  void view_showsOneRecord_andItsChangesGoIntoTheNextBatch() {
    Batch batch = Batch.builder("test").add(bytes("{\"a\":1}")).add(bytes("{\"a\":2}")).build();
    RawEvent view = batch.view(1, new RawEvent());
    view.put(FieldPath.of("b"), "c");

    assertThat(text(Batch.builder("next").add(view).build())).isEqualTo("{\"a\":2,\"b\":\"c\"}\n");
    assertThat(text(batch)).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
  }

  @Test
  void builder_startsAnew() {
    Batch.Builder builder = Batch.builder("test");
    for (int i = 0; i < 1000; i++) {
      builder.add(bytes("{\"number\":" + i + "}"));
    }
    Batch large = builder.build();
    Batch empty = builder.build();
    Batch small = builder.add(bytes("{}")).build();

    assertThat(large.size()).isEqualTo(1000);
    assertThat(empty.size()).isZero();
    assertThat(empty.length()).isZero();
    assertThat(text(small)).isEqualTo("{}\n");
    assertThat(text(large)).endsWith("{\"number\":999}\n");
  }

  @Test
  void blockOfLines_isABatch() {
    Batch batch = Batch.over(bytes("{}\n[]\nrest"), new int[] {2, 5, 0}, 2, "file");

    assertThat(batch.length()).isEqualTo(6);
    assertThat(batch.view(1, new RawEvent()).toBytes()).isEqualTo(bytes("[]"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(Batch batch) {
    return new String(batch.bytes(), 0, batch.length(), UTF_8);
  }
}
