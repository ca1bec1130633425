package dev.weft.event.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.codec.RecordWriter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Source SOURCE = new Source("vm", "shop", 1, "run");

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
  void joined_holdsTheRecordsOfAll_foldedOrNot() {
    Batch.Builder folding = Batch.foldingBuilder("folded");
    folding.record().raw(bytes("{\"b\":2}"));
    Batch folded = folding.endRecord().build();
    Batch lines = Batch.builder("test").add(bytes("{\"a\":1}")).add(bytes("{}")).build();

    Batch joined = Batch.joined(List.of(lines, folded, lines));

    assertThat(text(joined)).isEqualTo("{\"a\":1}\n{}\n{\"b\":2}\n{\"a\":1}\n{}\n");
    assertThat(joined.size()).isEqualTo(5);
    assertThat(joined.start(4)).isEqualTo(joined.end(3) + 1);
    assertThat(joined.origin()).isEqualTo("test");
    assertThat(Batch.joined(List.of(lines))).isSameAs(lines);
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

  @Test
  void lines_areRecords_whateverStandsBetweenThem() {
    Batch.Builder builder = Batch.builder("test").add(bytes("{\"first\":1}"));
    byte[] block = bytes("..{\"a\":\r\"long enough for some words\"}\n{}\n\n\r\n\n[1]..");
    Batch batch = builder.addLines(block, 2, block.length - 2).build();

    assertThat(text(batch))
        .isEqualTo("{\"first\":1}\n{\"a\": \"long enough for some words\"}\n{}\n \n[1]\n");
    assertThat(batch.size()).isEqualTo(5);
    assertThat(batch.view(4, new RawEvent()).toBytes()).isEqualTo(bytes("[1]"));
  }

  @Test
  void lines_areAsAddedOneByOne() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] block = new byte[random.nextInt(200)];
      for (int i = 0; i < block.length; i++) {
        block[i] = (byte) "\n\r\tabcdefghijklmnopqrst\u0000".charAt(random.nextInt(24));
      }
      Batch.Builder oneByOne = Batch.builder("test");
      for (String line : new String(block, UTF_8).split("\n", -1)) {
        if (!line.isEmpty()) {
          oneByOne.add(bytes(line));
        }
      }
      Batch expected = oneByOne.build();
      Batch batch = Batch.builder("test").addLines(block, 0, block.length).build();

      assertThat(text(batch)).isEqualTo(text(expected));
      assertThat(batch.size()).isEqualTo(expected.size());
    }
  }

  @Test
  void recordWrittenInPlace_isEndedOrTakenBack() {
    Batch.Builder builder = Batch.builder("test");
    builder.record().beginObject().name("a").number(1).endObject();
    builder.endRecord();
    builder.record().beginObject().name("half");
    builder.dropRecord();
    builder.record().beginObject().endObject();
    Batch batch = builder.endRecord().build();

    assertThat(text(batch)).isEqualTo("{\"a\":1}\n{}\n");
    assertThat(batch.size()).isEqualTo(2);
  }

  @Test
  void foldedBatch_showsItsRecordsAsTheyWere() {
    Batch.Builder builder = Batch.foldingBuilder("test");
    RecordWriter writer = new RecordWriter(builder.record(), SOURCE, 0);
    Batch first = write(builder, writer, "first").build();
    Batch second = write(builder, writer, "second").build(first);
    Batch third = write(builder, writer, "third").build();

    assertThat(builder.size()).isZero();
    assertThat(builder.length()).isZero();
    for (Batch batch : List.of(second, third)) {
      Batch.Builder plain = Batch.builder("test");
      RecordWriter again = new RecordWriter(plain.record(), SOURCE, 0);
      Batch expected = write(plain, again, batch == second ? "second" : "third").build();

      assertThat(expected.folded()).isNull();
      assertThat(expected.storedLength()).isEqualTo(expected.length());
      assertThat(batch.folded()).isNotNull();
      assertThat(batch.storedLength()).isLessThan(expected.length() / 2);
      assertThat(batch.length()).isEqualTo(expected.length());
      assertThat(batch.size()).isEqualTo(11);
      assertThat(text(batch)).isEqualTo(text(expected)).endsWith("\n{\"a\": 1}\n");
      assertThat(batch.view(10, new RawEvent()).toBytes()).isEqualTo(bytes("{\"a\": 1}"));
    }
  }

  private static Batch.Builder write(Batch.Builder builder, RecordWriter writer, String text) {
    for (int i = 0; i < 20; i++) {
      writer.begin(1_795_165_727_000_000L + i, Level.INFO, "a.b", "some {}", 7, "main");
      if (i < 10) {
        builder.dropRecord();
      } else {
        writer.message(text).context(i, "root").extra("row", i).number(i).end();
        builder.endRecord();
      }
    }
    return builder.add(bytes("{\"a\":\n1}"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(Batch batch) {
    return new String(batch.bytes(), 0, batch.length(), UTF_8);
  }
}
