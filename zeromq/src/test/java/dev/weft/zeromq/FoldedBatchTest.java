package dev.weft.zeromq;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.Fragment;
import dev.weft.event.codec.RecordWriter;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.RecordingIntake;
import dev.weft.testkit.Records;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedBatchTest {
  private static final int RECORDS = 200;
  private static final Source SOURCE = new Source("vm", "shop", 1, "run");

  @ParameterizedTest
  @ValueSource(strings = {"json", "frame"})
  void foldedBatch_arrivesAsItWas(String validate) throws Exception {
    Batch batch = batch();
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(validate)) {
      receiver.start(intake);
      URI address = URI.create(receiver.address().replace("tcp:", "zeromq:"));
      try (Sink sender = new ZeroMqSenderFactory().create(address)) {
        sendTwice(sender, batch);
      }

      assertThat(intake.awaitRecords(RECORDS + 1))
          .startsWith(Records.texts(batch).toArray(String[]::new))
          .endsWith("{\"a\":1}");
    }
  }

  @Test
  void foldedBatch_takesLessThanAThird() {
    Batch batch = batch();
    Outgoing outgoing = new Outgoing('P', true);
    outgoing.fill(batch, 0);

    assertThat(outgoing.bytes().remaining()).isLessThan(batch.length() / 3);
    assertThat(outgoing.end()).isEqualTo(RECORDS);
    assertThat(outgoing.written(0)).isZero();
    outgoing.bytes().position(outgoing.bytes().limit());
    assertThat(outgoing.written(0)).isEqualTo(RECORDS);
  }

  @Test
  void foldedBatch_thatHasNoSuchForm_goesAsLines() {
    Batch.Builder builder = Batch.foldingBuilder("test");
    RecordWriter writer = new RecordWriter(builder.record(), SOURCE, 0);
    Fragment piece = RecordWriter.piece("x".repeat(2_000));
    for (int i = 0; i < 18; i++) {
      writer.begin(0, Level.INFO, "a.b", "x", 7, "main").beginMessage();
      for (int pieces = 0; pieces < 100; pieces++) {
        writer.messagePart(piece);
      }
      writer.endMessage().end();
      builder.endRecord();
    }
    Batch unfoldsTooWell = builder.build();
    Outgoing outgoing = new Outgoing('P', true);
    outgoing.fill(unfoldsTooWell, 0);

    assertThat(unfoldsTooWell.storedLength()).isLessThan(unfoldsTooWell.length() / 255);
    assertThat(outgoing.bytes().remaining()).isGreaterThan(unfoldsTooWell.length());
    assertThat(outgoing.end()).isEqualTo(18);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "frame"})
  void brokenBatches_areRejectedAndSurvived(String validate) throws Exception {
    List<byte[]> bodies =
        Stream.of(
                "",
                "\2",
                "\1\0\0",
                "\1\377\377\377\377\22{}\20",
                "\1\177\377\377\377\22{}\20",
                "\1\0\0\0\2\22{}\20",
                "\1\0\0\0\3\22{}",
                "\1\0\0\0\3\22{}\23",
                "\1\0\0\0\3\22{\n\20",
                "\1\0\0\0\3\22{}\20",
                "\1\0\0\0\3\22[]\20")
            .map(body -> body.getBytes(ISO_8859_1))
            .toList();

    assertRejected(
        validate,
        'F',
        bodies,
        "expected folded lines of version 1, received 0",
        "expected folded lines of version 1, received 2",
        "expected a size of 0 to 0, received -1",
        "expected a size of 0 to 1020, received -1",
        "expected a size of 0 to 1020, received 2147483647",
        "expected folded lines of 2 bytes",
        "expected folded lines of 3 bytes",
        "expected folded lines of 3 bytes",
        "expected folded lines of 3 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "frame"})
  void lz4Blocks_areReadAsEarlierSendersMadeThem(String validate) throws Exception {
    List<byte[]> bodies =
        List.of(
            new byte[] {1, 2},
            block(-1, new byte[] {0}),
            block(Integer.MAX_VALUE, new byte[] {0}),
            block(5, new byte[] {0x10, 'a', 9, 0, 0}),
            block(9, new byte[] {(byte) 0x90, '{', '}', '\n', '\n'}),
            block(7, new byte[] {0x70, '{', '}', '\n', '\n', '[', ']', '\n'}));

    assertRejected(
        validate,
        'Z',
        bodies,
        "expected a size of 0 to 0, received -1",
        "expected a size of 0 to 255, received -1",
        "expected a size of 0 to 255, received 2147483647",
        "expected an LZ4 block of 5 bytes",
        "expected an LZ4 block of 9 bytes");
  }

  /**
   * Rejected with these reasons, behind which {@code {}} is received, and, where records are
   * checked, {@code []} is rejected.
   */
  private static void assertRejected(
      String validate, char form, List<byte[]> bodies, String... details) throws Exception {
    RecordingIntake intake = new RecordingIntake();
    try (Receiver receiver = receiver(validate)) {
      receiver.start(intake);
      try (PushConnection peer = Peers.raw(receiver.address())) {
        for (byte[] body : bodies) {
          Peers.sendFrames(peer, topic(form), body);
        }
        Peers.sendFrames(peer, "PLJ", "{\"a\":1}");

        int checked = validate.equals("json") ? 1 : 0;
        assertThat(intake.awaitRejected(details.length + checked))
            .extracting(RecordingIntake.Rejected::detail)
            .startsWith(details);
        assertThat(intake.awaitRecords(2)).startsWith("{}").endsWith("{\"a\":1}");
      }
    }
  }

  private static Batch batch() {
    Batch.Builder builder = Batch.foldingBuilder("test");
    RecordWriter writer = new RecordWriter(builder.record(), SOURCE, 0);
    for (int i = 0; i < RECORDS; i++) {
      writer.begin(1_795_165_727_000_000L + i, Level.INFO, "a.b", "read {} rows", 7, "main");
      writer.message("read " + i + " rows").context(i, "root").extra("rows", i).number(i).end();
      builder.endRecord();
    }
    return builder.build();
  }

  private static Receiver receiver(String validate) {
    return Peers.receiver(Map.of("bind", "tcp://127.0.0.1:*", "validate", validate));
  }

  private static void sendTwice(Sink sender, Batch batch) throws Exception {
    sender.open();
    assertThat(sender.deliver(batch)).isEqualTo(Delivery.DELIVERED);
    // Behind it the connection goes on as before.
    assertThat(sender.deliver(Records.batch("{\"a\":1}"))).isEqualTo(Delivery.DELIVERED);
  }

  private static byte[] topic(char form) {
    return ("PL" + form).getBytes(ISO_8859_1);
  }

  private static byte[] block(int size, byte[] block) {
    return ByteBuffer.allocate(Integer.BYTES + block.length).putInt(size).put(block).array();
  }
}
