package dev.weft.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.ToByteBufEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * Writes records straight from their batch. Reads texts, though nothing is read but numbers.
 *
 * <p>Immutable, usable from any thread.
 */
final class SliceCodec implements RedisCodec<String, Slice>, ToByteBufEncoder<String, Slice> {
  @Override
  public void encodeKey(String key, ByteBuf target) {
    target.writeBytes(key.getBytes(UTF_8));
  }

  @Override
  public void encodeValue(Slice value, ByteBuf target) {
    target.writeBytes(value.batch().bytes(), value.start(), value.length());
  }

  @Override
  public int estimateSize(Object keyOrValue) {
    return keyOrValue instanceof Slice slice
        ? slice.length()
        : String.valueOf(keyOrValue).getBytes(UTF_8).length;
  }

  @Override
  public boolean isEstimateExact() {
    return true;
  }

  @Override
  public ByteBuffer encodeKey(String key) {
    return ByteBuffer.wrap(key.getBytes(UTF_8));
  }

  @Override
  public ByteBuffer encodeValue(Slice value) {
    return ByteBuffer.wrap(value.batch().bytes(), value.start(), value.length());
  }

  @Override
  public String decodeKey(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  @Override
  public Slice decodeValue(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new Slice(Batch.builder("redis").add(copy).build(), 0);
  }
}
