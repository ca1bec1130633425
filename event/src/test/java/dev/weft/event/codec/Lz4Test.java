package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Level;
import dev.weft.event.Source;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lz4Test {
  @Test
  void records_comeBackAsTheyWere_andTakeLessThanHalf() {
    Repeats repeats = new Repeats();
    JsonWriter json = new JsonWriter(repeats);
    RecordWriter writer = new RecordWriter(json, new Source("vm", "shop", 1, "run"), 0);
    Fragment place = RecordWriter.place("e252a11f-d33d-483d-ba08-bc8f642b2f10", java.util.Map.of());
    for (int i = 0; i < 1_000; i++) {
      writer.begin(1_795_165_727_000_000L + i * 701L, Level.INFO, "a.b", "read {} rows", 7, "main");
      writer.message("read " + i + " rows").context(i, place).extra("rows", i).number(i).end();
      json.endLine();
    }

    byte[] block = write(json.bytes(), json.length(), repeats);

    assertThat(block.length).isLessThan(json.length() / 2);
    assertThat(read(block, json.length())).isEqualTo(json.toBytes());
  }

  @Test
  void randomRepeats_comeBackAsTheyWere() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      Repeats repeats = new Repeats();
      JsonWriter json = new JsonWriter(repeats);
      Fragment[] fragments = new Fragment[5];
      for (int i = 0; i < fragments.length; i++) {
        fragments[i] = new Fragment(new JsonWriter().text("f".repeat(1 + random.nextInt(600))));
      }
      for (int i = random.nextInt(60); i > 0; i--) {
        if (random.nextInt(3) > 0) {
          json.raw(fragments[random.nextInt(fragments.length)]);
        } else {
          json.text("x".repeat(random.nextInt(300)));
        }
        if (random.nextInt(20) == 0) {
          json.cutTo(random.nextInt(json.length() + 1));
        }
      }

      byte[] block = write(json.bytes(), json.length(), repeats);

      assertThat(read(block, json.length())).isEqualTo(json.toBytes());
    }
  }

  @Test
  void repeat_furtherAwayThanTheFormCanName_isWrittenOut() {
    Repeats repeats = new Repeats();
    JsonWriter json = new JsonWriter(repeats);
    Fragment fragment = new Fragment(new JsonWriter().text("a fragment of some length"));
    json.raw(fragment).text("x".repeat(Repeats.FURTHEST)).raw(fragment).raw(fragment);

    assertThat(repeats.count()).isEqualTo(1);
    assertThat(read(write(json.bytes(), json.length(), repeats), json.length()))
        .isEqualTo(json.toBytes());
  }

  @Test
  void blockOfAnotherWriter_isRead() {
    // "abcabcabcabcabcabcabc" + 5 literals, as the reference implementation writes it: an
    // overlapping copy of 18 bytes, three back; and a run of one character.
    byte[] overlapping = {0x3E, 'a', 'b', 'c', 3, 0, 0x50, 'v', 'w', 'x', 'y', 'z'};
    byte[] run = {0x1F, 'a', 1, 0, 6, 0x50, 'v', 'w', 'x', 'y', 'z'};

    assertThat(new String(read(overlapping, 26), UTF_8)).isEqualTo("abcabcabcabcabcabcabcvwxyz");
    assertThat(new String(read(run, 31), UTF_8)).isEqualTo("a".repeat(26) + "vwxyz");
  }

  @Test
  void brokenBlocks_areRefused() {
    byte[] good = {0x3E, 'a', 'b', 'c', 3, 0, 0x50, 'v', 'w', 'x', 'y', 'z'};
    byte[] target = new byte[26];

    assertThat(Lz4.read(good, 0, good.length, target, 0, 25)).as("too small a size").isFalse();
    assertThat(Lz4.read(good, 0, good.length, new byte[64], 0, 27)).as("too large").isFalse();
    for (int end = 0; end < good.length; end++) {
      assertThat(Lz4.read(good, 0, end, target, 0, 26)).as("cut at " + end).isFalse();
    }
    byte[] before = {0x3E, 'a', 'b', 'c', 4, 0, 0x50, 'v', 'w', 'x', 'y', 'z'};
    assertThat(Lz4.read(before, 0, before.length, target, 0, 26)).as("before the text").isFalse();
    byte[] nowhere = {0x3E, 'a', 'b', 'c', 0, 0, 0x50, 'v', 'w', 'x', 'y', 'z'};
    assertThat(Lz4.read(nowhere, 0, nowhere.length, target, 0, 26)).as("no distance").isFalse();
  }

  @Test
  void anyBytes_areReadWithinTheirBounds() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] block = new byte[random.nextInt(40)];
      random.nextBytes(block);
      byte[] target = new byte[300];
      Arrays.fill(target, (byte) '#');
      int length = random.nextInt(200);

      Lz4.read(block, 0, block.length, target, 50, length);

      for (int i = 0; i < target.length; i++) {
        if (i < 50 || i >= 50 + length) {
          assertThat(target[i]).isEqualTo((byte) '#');
        }
      }
    }
  }

  private static byte[] write(byte[] text, int length, Repeats repeats) {
    byte[] target = new byte[Lz4.largestBlock(length) + 3];
    return Arrays.copyOfRange(target, 3, Lz4.write(text, length, repeats, target, 3));
  }

  private static byte[] read(byte[] block, int length) {
    byte[] target = new byte[length];
    assertThat(Lz4.read(block, 0, block.length, target, 0, length)).isTrue();
    return target;
  }
}
