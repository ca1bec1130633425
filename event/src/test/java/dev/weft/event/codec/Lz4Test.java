package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lz4Test {
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

  private static byte[] read(byte[] block, int length) {
    byte[] target = new byte[length];
    assertThat(Lz4.read(block, 0, block.length, target, 0, length)).isTrue();
    return target;
  }
}
