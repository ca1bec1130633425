package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Names what belongs together, so that stores, machines and versions agree: FNV-1a of 64 bits over
 * the UTF-8 of the texts, each ended by a zero byte, stirred at the end as MurmurHash3 does. Used
 * by one thread.
 */
final class StableHash {
  private long hash = 0xcbf29ce484222325L;

  StableHash text(String text) {
    for (byte b : text.getBytes(UTF_8)) {
      add(b);
    }
    add((byte) 0);
    return this;
  }

  private void add(byte b) {
    hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
  }

  /** Sixteen hex digits. */
  String hex() {
    long stirred = hash;
    stirred = (stirred ^ (stirred >>> 33)) * 0xff51afd7ed558ccdL;
    stirred = (stirred ^ (stirred >>> 33)) * 0xc4ceb9fe1a85ec53L;
    stirred ^= stirred >>> 33;
    String digits = Long.toHexString(stirred);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
