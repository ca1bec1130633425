package dev.weft.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import java.util.Locale;
import java.util.Random;

/**
 * What a shop's services say: trees of five tasks and some fifty events each, of about 600 bytes,
 * many trees at a time. The same events for the same number of the first.
 *
 * <p>Used by one thread.
 */
final class ShopLog {
  private static final int AT_A_TIME = 200;
  private static final int EVENTS_IN_TREE = 50;
  private static final int TASKS_IN_TREE = 5;

  /** Ten millions a day. */
  static final int MICROS_BETWEEN = 8_640;

  private static final String[] LOGGERS = {
    "com.acme.shop.Cart", "com.acme.shop.Checkout", "com.acme.pay.CardClient",
    "com.acme.pay.Ledger", "com.acme.stock.Reservation", "com.acme.mail.Sender",
    "org.hibernate.SQL", "io.netty.channel.Pool"
  };
  private static final String[] TEMPLATES = {
    "order {} accepted for customer {}",
    "card of customer {} declined by {}",
    "cache miss for key {} after {} ms",
    "reserved {} pieces of article {}",
    "request {} to upstream {} took longer than usual",
    "retrying {} after timeout of {} ms",
    "session {} closed by user {}",
    "mail {} queued for {}",
    "select o.id, o.total from orders o where o.customer = {} limit {}",
    "connection {} returned to pool {}"
  };
  private static final String[] FILL = {
    "gateway", "latency", "invoice", "shipped", "customer", "region", "batch", "warehouse",
    "voucher", "discount", "basket", "address", "tracking", "courier", "refund", "statement"
  };
  private static final String[] HOSTS = {"web-1", "web-2", "web-3", "pay-1", "pay-2", "stock-1"};

  private final Random random = new Random(11);
  private final String[] roots = new String[AT_A_TIME];
  private final int[] said = new int[AT_A_TIME];
  private final int between;
  private long micros;

  /**
   * Begins at that time.
   *
   * @param micros since 1970
   * @param between how many pass from one event to the next, on average
   */
  ShopLog(long micros, int between) {
    this.micros = micros;
    this.between = between;
    for (int i = 0; i < AT_A_TIME; i++) {
      roots[i] = root();
      said[i] = random.nextInt(EVENTS_IN_TREE);
    }
  }

  private String root() {
    return String.format(
        Locale.ROOT,
        "%08x-%04x-4%03x-a%03x-%012x",
        random.nextInt(),
        random.nextInt(1 << 16),
        random.nextInt(1 << 12),
        random.nextInt(1 << 12),
        random.nextLong() & 0xFFFFFFFFFFFFL);
  }

  /** When the newest event was. */
  long micros() {
    return micros;
  }

  /** The root of a tree that is under way. */
  String someRoot() {
    return roots[0];
  }

  Batch batch(int size) {
    Batch.Builder batch = Batch.builder("shop");
    for (int i = 0; i < size; i++) {
      batch.add(event().getBytes(UTF_8));
    }
    return batch.build();
  }

  private String event() {
    int tree = random.nextInt(AT_A_TIME);
    if (said[tree] == EVENTS_IN_TREE) {
      roots[tree] = root();
      said[tree] = 0;
    }
    int number = said[tree]++;
    int task = number % TASKS_IN_TREE;
    int inTask = number / TASKS_IN_TREE;
    micros += random.nextInt(between * 2);
    String place = roots[tree] + (task == 0 ? "" : "/" + task);
    boolean begin = inTask == 0;
    boolean end = inTask == EVENTS_IN_TREE / TASKS_IN_TREE - 1;
    int dice = random.nextInt(1000);
    String level = dice < 12 ? "ERROR" : dice < 60 ? "WARNING" : dice < 500 ? "INFO" : "DEBUG";
    int levelNumber = dice < 12 ? 40 : dice < 60 ? 30 : dice < 500 ? 20 : 10;
    int line = random.nextInt(TEMPLATES.length);
    String host = HOSTS[task + random.nextInt(2)];
    String message = begin ? "step-" + task : message(line);
    StringBuilder record = new StringBuilder(700);
    record.append("{\"name\":\"").append(LOGGERS[(line + task) % LOGGERS.length]);
    record.append("\",\"msg\":\"").append(begin ? message : TEMPLATES[line]);
    record.append("\",\"args\":null,\"levelname\":\"").append(level);
    record.append("\",\"levelno\":").append(levelNumber);
    record.append(",\"exc_info\":null,\"exc_text\":").append(dice < 12 ? trace(line) : "null");
    record.append(",\"stack_info\":null,\"created\":").append(seconds());
    record.append(",\"msecs\":").append(micros / 1000 % 1000);
    record.append(",\"relativeCreated\":").append(micros / 1000 % 100_000_000);
    record.append(",\"thread\":").append(20 + random.nextInt(8));
    record.append(",\"threadName\":\"worker-").append(random.nextInt(8));
    record.append("\",\"processName\":\"").append(host, 0, host.indexOf('-'));
    record.append("\",\"process\":").append(4000 + host.hashCode() % 50);
    record.append(",\"hostname\":\"").append(host);
    record.append("\",\"context\":{\"key\":\"").append(inTask).append('@').append(place);
    record.append("\",\"customer\":").append(random.nextInt(50_000));
    record.append(",\"order\":").append(random.nextInt(1_000_000));
    record.append(",\"region\":\"").append(FILL[random.nextInt(4)]);
    record.append("\"},\"message\":\"").append(message).append('"');
    record.append(",\"weft\":{\"v\":1,\"src\":\"").append(host).append("-1732800000\",\"n\":");
    record.append(micros);
    if (begin) {
      record.append(",\"kind\":\"begin\"");
    } else if (end) {
      record.append(",\"kind\":\"end\",\"count\":10,\"children\":");
      record.append(task == 0 ? TASKS_IN_TREE - 1 : 0);
      record.append(",\"outcome\":\"").append(dice < 100 ? "failed" : "succeeded").append('"');
    }
    return record.append("}}").toString();
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%d.%06d", micros / 1_000_000, micros % 1_000_000);
  }

  private String message(int line) {
    String filled =
        TEMPLATES[line]
            .replaceFirst("\\{}", Integer.toString(random.nextInt(100_000)))
            .replaceFirst("\\{}", FILL[random.nextInt(FILL.length)] + random.nextInt(500));
    StringBuilder message = new StringBuilder(filled);
    while (message.length() < 90) {
      message.append(' ').append(FILL[random.nextInt(FILL.length)]);
    }
    return message.toString();
  }

  private static String trace(int line) {
    return "\"java.io.IOException: refused by upstream\\\\n\\tat com.acme.pay.CardClient.charge(CardClient.java:"
        + (40 + line)
        + ")\\\\n\\tat com.acme.shop.Checkout.run(Checkout.java:71)\"";
  }
}
