package dev.weft.daemon.source;

import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.time.Clock;

/** Lines of standard input. Usable from any thread. */
final class StdinReceiver implements Receiver {
  private static final Logger LOG = System.getLogger(StdinReceiver.class.getName());
  private static final int CHUNK = 64 << 10;

  private final Options options;
  private final InputStream input;
  private volatile boolean closed;
  private volatile boolean exhausted;

  StdinReceiver(Options options, InputStream input) {
    this.options = options;
    this.input = input;
  }

  @Override
  public void start(Intake intake) {
    LineIntake lines = new LineIntake(options, "-", Clock.systemUTC(), intake);
    Thread thread = new Thread(() -> read(lines), "weft-source{stdin}");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(LineIntake lines) {
    byte[] chunk = new byte[CHUNK];
    try {
      int count = input.read(chunk);
      while (count >= 0 && !closed) {
        lines.feed(chunk, count);
        count = input.read(chunk);
      }
      if (!closed) {
        lines.end();
      }
    } catch (IOException broken) {
      LOG.log(Logger.Level.WARNING, "standard input ended: {0}", broken.getMessage());
    }
    exhausted = true;
  }

  @Override
  public String address() {
    return "standard input";
  }

  @Override
  public boolean exhausted() {
    return exhausted;
  }

  // A read of standard input cannot be ended from outside; its thread is a daemon, and what it
  // would still read is nobody's any more.
  @Override
  public void close() {
    closed = true;
  }
}
