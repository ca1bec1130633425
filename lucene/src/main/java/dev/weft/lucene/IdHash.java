package dev.weft.lucene;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;

/**
 * 128 bits of an identity's bytes. Two identities share them so seldom (once in some
 * 10<sup>20</sup> stores of a billion events) that equal hashes count as equal identities while an
 * event is in the log only; in the index the bytes themselves are compared.
 *
 * <p>Two lanes, each word mixed by the finalizer of MurmurHash3 (Austin Appleby), which is in the
 * public domain.
 *
 * @param high one half
 * @param low the other half
 */
record IdHash(long high, long low) {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static IdHash of(BytesRef key) {
    long high = 0x9E3779B97F4A7C15L ^ key.length;
    long low = 0xC2B2AE3D27D4EB4FL + key.length;
    int at = key.offset;
    int end = key.offset + key.length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long word = (long) WORDS.get(key.bytes, at);
      high = mix(high ^ word) + low;
      low = mix(low + Long.rotateLeft(word, 29)) ^ high;
    }
    long word = 0;
    for (int shift = 0; at < end; at++, shift += 8) {
      word |= (key.bytes[at] & 0xFFL) << shift;
    }
    high = mix(high ^ word) + low;
    low = mix(low + Long.rotateLeft(word, 29)) ^ high;
    return new IdHash(mix(high), mix(low));
  }

  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
