package dev.weft.amqp;

import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A connection's frames, where a thread can have those of many messages written together.
 *
 * <p>The library writes each message to the socket by itself, and that call of the operating system
 * is most of what publishing one costs. Between {@link #hold} and {@link #release} the calling
 * thread's frames wait in the library's buffer, and go whenever that is full. Other threads'
 * heartbeats and answers go at once, and take with them what waits.
 *
 * <p>{@link #hold} and {@link #release}: one thread at a time. All else as the library has it.
 */
final class BatchedFrames implements FrameHandler {
  private final FrameHandler frames;
  private volatile @Nullable Thread holder;

  BatchedFrames(FrameHandler frames) {
    this.frames = frames;
  }

  /** Lets the frames that the calling thread writes from now on wait. */
  void hold() {
    holder = Thread.currentThread();
  }

  /** Ends that. What waits goes with the next frame, or by {@link #send}. */
  void release() {
    holder = null;
  }

  /**
   * Writes what waits.
   *
   * @throws IOException when it cannot be written
   */
  void send() throws IOException {
    frames.flush(null);
  }

  @Override
  public void flush(@Nullable WriteListener listener) throws IOException {
    if (listener != null || !Thread.currentThread().equals(holder)) {
      frames.flush(listener);
    }
  }

  @Override
  public void writeFrame(Frame frame) throws IOException {
    frames.writeFrame(frame);
  }

  @Override
  public @Nullable Frame readFrame() throws IOException {
    return frames.readFrame();
  }

  @Override
  public void initialize(AMQConnection connection) {
    frames.initialize(connection);
  }

  @Override
  public void startProcessing() {
    frames.startProcessing();
  }

  @Override
  public void finishConnectionNegotiation() {
    frames.finishConnectionNegotiation();
  }

  @Override
  public boolean internalHearbeat() {
    return frames.internalHearbeat();
  }

  @Override
  public void setTimeout(int millis) throws SocketException {
    frames.setTimeout(millis);
  }

  @Override
  public int getTimeout() throws SocketException {
    return frames.getTimeout();
  }

  @Override
  public void setFrameMax(int bytes) {
    frames.setFrameMax(bytes);
  }

  @Override
  public void sendHeader() throws IOException {
    frames.sendHeader();
  }

  @Override
  public InetAddress getLocalAddress() {
    return frames.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return frames.getLocalPort();
  }

  @Override
  public InetAddress getAddress() {
    return frames.getAddress();
  }

  @Override
  public int getPort() {
    return frames.getPort();
  }

  @Override
  public void close() {
    frames.close();
  }
}
