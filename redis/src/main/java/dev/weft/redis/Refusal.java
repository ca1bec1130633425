package dev.weft.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.protocol.RedisHandshakeHandler;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a new connection until Redis first says anything but no, and keeps the last no. The
 * driver closes a connection that Redis refuses, and where that is faster than it looks at the
 * outcome it tells of the closing alone, so that a wrong password reads like a broken network.
 *
 * <p>Written by the driver's threads, usable from any.
 */
final class Refusal implements NettyCustomizer {
  private static final int LONGEST = 512;

  private volatile @Nullable String words;

  /** The last no since {@link #forget()}, such as "WRONGPASS invalid password"; null for none. */
  @Nullable String words() {
    return words;
  }

  void forget() {
    words = null;
  }

  @Override
  public void afterChannelInitialized(Channel channel) {
    // Behind TLS, where the connection has any, and in front of who takes the answers.
    String handshake = channel.pipeline().context(RedisHandshakeHandler.class).name();
    channel.pipeline().addBefore(handshake, null, new Ear());
  }

  private final class Ear extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf answer = (ByteBuf) message;
      if (answer.getByte(answer.readerIndex()) == '-') {
        words = line(answer);
      } else {
        // What was refused before is made up for: an older Redis knows no HELLO, and is asked
        // again.
        words = null;
        context.pipeline().remove(this);
      }
      context.fireChannelRead(message);
    }
  }

  private static String line(ByteBuf answer) {
    int begin = answer.readerIndex() + 1;
    int length = Math.min(answer.readableBytes() - 1, LONGEST);
    int end = answer.indexOf(begin, begin + length, (byte) '\r');
    return answer.toString(begin, end < 0 ? length : end - begin, UTF_8);
  }
}
