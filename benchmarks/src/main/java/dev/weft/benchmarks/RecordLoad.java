package dev.weft.benchmarks;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import dev.weft.zeromq.ZeroMqSenderFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/**
 * Sends 600-byte records as distlog's clients do, two frames a record, as fast as the collector
 * takes them.
 *
 * <pre>RecordLoad zeromq://HOST:PORT?batch=off COUNT</pre>
 */
final class RecordLoad {
  static final int RECORD_BYTES = 600;
  private static final int TEMPLATES = 4_096;
  private static final int BATCH = 256;
  private static final int SEQUENCE_OFFSET = "{\"seq\":".length();
  private static final String[] LEVELS = {
    "DEBUG\",\"levelno\":10",
    "INFO\",\"levelno\":20",
    "WARNING\",\"levelno\":30",
    "ERROR\",\"levelno\":40"
  };
  private static final String[] WORDS = {
    "order",
    "payment",
    "accepted",
    "user",
    "session",
    "timeout",
    "retry",
    "gateway",
    "cache",
    "miss",
    "invoice",
    "customer",
    "queue",
    "latency",
    "shipped",
    "refused",
    "request",
    "upstream",
    "closed"
  };

  private RecordLoad() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long count = Long.parseLong(arguments[1]);
    byte[][] records = records();
    long start = System.nanoTime();
    try (Sink sender = new ZeroMqSenderFactory().create(URI.create(arguments[0]))) {
      sender.open();
      long sent = 0;
      while (sent < count) {
        Batch.Builder batch = Batch.builder("load");
        for (; batch.size() < BATCH && sent < count; sent++) {
          byte[] record = records[(int) (sent % TEMPLATES)];
          writeSequence(record, 1_000_000_000L + sent);
          batch.add(record);
        }
        deliver(sender, batch.build());
      }
      sender.flush();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "sent %d in %.2f s (%,.0f/s)%n", count, seconds, count / seconds);
  }

  private static void deliver(Sink sender, Batch batch) throws IOException, InterruptedException {
    long limit = System.nanoTime() + 60_000_000_000L;
    while (sender.deliver(batch) instanceof Delivery.Unavailable unavailable) {
      if (System.nanoTime() > limit) {
        throw new IOException("the collector takes nothing: " + unavailable.reason());
      }
    }
  }

  private static void writeSequence(byte[] record, long sequence) {
    long rest = sequence;
    for (int k = 9; k >= 0; k--) {
      record[SEQUENCE_OFFSET + k] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static byte[][] records() {
    Random random = new Random(7);
    byte[][] records = new byte[TEMPLATES][];
    for (int i = 0; i < TEMPLATES; i++) {
      records[i] = record(random, i);
    }
    return records;
  }

  private static byte[] record(Random random, int index) {
    StringBuilder text = new StringBuilder();
    text.append("{\"seq\":1000000000,\"name\":\"shop.")
        .append(word(random))
        .append("\",\"levelname\":\"")
        .append(LEVELS[index % LEVELS.length])
        .append(
            String.format(
                Locale.ROOT, ",\"created\":17951%05d.%06d", index, random.nextInt(1_000_000)))
        .append(",\"hostname\":\"node07.example.net\",\"process\":")
        .append(1_000 + random.nextInt(30_000))
        .append(",\"processName\":\"MainProcess\",\"thread\":140")
        .append(100_000_000 + random.nextInt(1_000_000))
        .append(
            ",\"threadName\":\"worker-7\",\"args\":null,\"exc_info\":null,\"exc_text\":null,\"context\":{\"key\":\"")
        .append(random.nextInt(100))
        .append("@e252a11f-d33d-483d-ba08-bc8f642b2f10/1/3\",\"user_id\":")
        .append(random.nextInt(1_000_000))
        .append(",\"amount\":12.50,\"ok\":true,\"tags\":[\"")
        .append(word(random))
        .append("\",\"")
        .append(word(random))
        .append("\"]},\"msg\":\"");
    while (text.length() < RECORD_BYTES - 2) {
      text.append(word(random)).append(' ');
    }
    text.setLength(RECORD_BYTES - 2);
    return text.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
