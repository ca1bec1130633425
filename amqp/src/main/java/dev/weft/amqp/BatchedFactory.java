package dev.weft.amqp;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection whose frames can be {@linkplain BatchedFrames written together}.
 *
 * <p>Used by one thread.
 */
final class BatchedFactory extends ConnectionFactory {
  private @Nullable BatchedFrames frames;

  @Override
  protected synchronized FrameHandlerFactory createFrameHandlerFactory() throws IOException {
    FrameHandlerFactory plain = super.createFrameHandlerFactory();
    return (address, name) -> {
      BatchedFrames made = new BatchedFrames(plain.create(address, name));
      frames = made;
      return made;
    };
  }

  /** The frames of the connection that was made last; null before the first. */
  @Nullable BatchedFrames frames() {
    return frames;
  }
}
