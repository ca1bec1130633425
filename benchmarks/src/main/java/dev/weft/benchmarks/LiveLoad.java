package dev.weft.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import dev.weft.zeromq.ZeroMqSenderFactory;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Sends a shop's events as if they happened now, at a steady rate. They are made before; then each
 * gets another tree, number and time.
 *
 * <pre>LiveLoad zeromq://HOST:PORT EVENTS_A_SECOND SECONDS</pre>
 */
final class LiveLoad {
  private static final int BATCH = 256;
  private static final int PREPARED = 20_000;
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int ROOT_DIGITS = 8;
  private static final int SECOND_DIGITS = 10;
  private static final int NUMBER_DIGITS = 16;

  /** What is prepared is sent once in so many milliseconds at most, at 200,000 events a second. */
  private static final int MILLIS_FOR_EACH_TURN = 100;

  /** A record and where in it is what changes. */
  private static final class Prepared {
    private final byte[] bytes;
    private final int root;
    private final int created;
    private final int number;

    Prepared(byte[] bytes) {
      String text = new String(bytes, UTF_8);
      this.bytes = bytes;
      root = text.indexOf('@') + 1;
      created = text.indexOf("\"created\":") + "\"created\":".length();
      number = text.lastIndexOf("\"n\":") + "\"n\":".length();
    }

    byte[] at(long micros, int turn, long sent) {
      put(root, ROOT_DIGITS, String.format(Locale.ROOT, "%08x", turn));
      put(created, SECOND_DIGITS, Long.toString(micros / 1_000_000));
      put(number, NUMBER_DIGITS, Long.toString(1_000_000_000_000_000L + sent));
      return bytes;
    }

    private void put(int from, int length, String digits) {
      System.arraycopy(digits.getBytes(US_ASCII), 0, bytes, from, length);
    }
  }

  private final Prepared[] prepared = new Prepared[PREPARED];
  // Trees are numbered from the time of the start on: those of another run are none of these.
  private final int firstTurn = (int) (System.currentTimeMillis() / MILLIS_FOR_EACH_TURN);
  private long sent;

  private LiveLoad() {
    ShopLog log = new ShopLog(System.currentTimeMillis() * 1000, 1);
    Batch batch = log.batch(PREPARED);
    for (int i = 0; i < PREPARED; i++) {
      int start = batch.start(i);
      byte[] record = new byte[batch.end(i) - start];
      System.arraycopy(batch.bytes(), start, record, 0, record.length);
      prepared[i] = new Prepared(record);
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    LiveLoad load = new LiveLoad();
    int rate = Integer.parseInt(arguments[1]);
    long limit = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2]));
    long start = System.nanoTime();
    try (Sink sender = new ZeroMqSenderFactory().create(URI.create(arguments[0]))) {
      sender.open();
      while (System.nanoTime() - start < limit) {
        long due = (long) ((System.nanoTime() - start) / 1e9 * rate);
        while (load.sent + BATCH <= due && System.nanoTime() - start < limit) {
          deliver(sender, load.batch());
        }
        TimeUnit.NANOSECONDS.sleep(SLICE_NANOS);
      }
      sender.flush();
    }
    double took = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "sent                             %,12.0f events/s over %.0f s%n",
        load.sent / took,
        took);
  }

  private Batch batch() {
    Batch.Builder batch = Batch.builder("live");
    long micros = System.currentTimeMillis() * 1000;
    for (int i = 0; i < BATCH; i++, sent++) {
      int turn = firstTurn + (int) (sent / PREPARED);
      batch.add(prepared[(int) (sent % PREPARED)].at(micros, turn, sent));
    }
    return batch.build();
  }

  private static void deliver(Sink sender, Batch batch) throws IOException, InterruptedException {
    while (sender.deliver(batch) instanceof Delivery.Unavailable) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
