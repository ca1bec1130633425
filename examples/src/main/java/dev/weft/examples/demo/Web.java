package dev.weft.examples.demo;

import dev.weft.Scopes;
import dev.weft.Weft;
import dev.weft.object.LiveObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The living shop's front: a task and a live object for each order. Some orders are slow, some meet
 * a network that fails at first, some cards are declined.
 */
final class Web {
  private static final System.Logger LOG = System.getLogger("shop.web.Checkout");
  private static final List<String> CUSTOMERS = List.of("leo", "mia", "ida", "tom", "eva");
  private static final int THREADS = 8;
  private static final int MOST_WAITING = 100;
  private static final int ATTEMPTS = 3;

  private final String stock;
  private final String payment;
  private final String mail;
  private final Random random = new Random();
  private final AtomicInteger sold = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  private Web(String stock, String payment, String mail) {
    this.stock = stock;
    this.payment = payment;
    this.mail = mail;
  }

  /** Takes the collector, the ports of stock, payment and mail, and orders a second. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Service.observe("web", arguments[0]);
    Web web = new Web(arguments[1], arguments[2], arguments[3]);
    web.open(Double.parseDouble(arguments[4]));
    System.out.println(web.sold + " orders sold, " + web.failed + " failed");
    Weft.close();
  }

  /** Serves customers until standard input ends, and those who are in the shop to their end. */
  private void open(double rate) throws IOException, InterruptedException {
    ThreadPoolExecutor customers =
        new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(MOST_WAITING));
    customers.setRejectedExecutionHandler((customer, full) ->
        LOG.log(System.Logger.Level.WARNING, "too many customers, one is sent away"));
    ScheduledExecutorService door = new ScheduledThreadPoolExecutor(1);
    AtomicInteger number = new AtomicInteger(48_200);
    try (LiveObject till =
        LiveObject.named("shop.till")
            .id("till-" + ProcessHandle.current().pid())
            .longLived()
            .create()) {
      ScheduledFuture<?> coming =
          door.scheduleAtFixedRate(
              () -> customers.execute(() -> serve(number.incrementAndGet(), till)),
              0,
              Math.max(1, Math.round(1e6 / rate)),
              TimeUnit.MICROSECONDS);
      System.out.println("open for customers");
      while (System.in.read() >= 0) {
        // The shop is open until nobody holds its input.
      }
      coming.cancel(false);
      door.shutdownNow();
      customers.shutdown();
      customers.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private void serve(int number, LiveObject till) {
    String order = "order-" + number;
    String user = CUSTOMERS.get(number % CUSTOMERS.size());
    try {
      Scopes.task("checkout %s", order)
          .with("user", user)
          .with("order", number)
          .call(() -> checkout(number, order));
      till.set("sold", sold.incrementAndGet());
    } catch (IOException | RuntimeException noSale) {
      till.set("failed", failed.incrementAndGet());
      LOG.log(System.Logger.Level.WARNING, "no sale for " + order);
    }
  }

  private String checkout(int number, String order) throws IOException {
    try (LiveObject state =
        LiveObject.open("shop.order", Map.of("order", number, "state", "new"))) {
      try {
        int articles = 1 + random.nextInt(6);
        Scopes.to("load cart").with("articles", articles).call(() -> cart(number, articles));
        state.update(change -> change.set("articles", articles).set("state", "reserving"));
        Service.ask(stock, order);
        state.set("state", "charging");
        charge(number, order, state);
        state.set("state", "sold");
        confirm(order);
        return order;
      } catch (IOException refused) {
        state.update(change -> change.set("state", "refused").set("why", refused.getMessage()));
        state.fail(refused);
        throw refused;
      }
    }
  }

  private String cart(int number, int articles) throws InterruptedIOException {
    LOG.log(System.Logger.Level.DEBUG, "cache miss for cart " + number);
    // One in fifteen is slow, so that there is something to look for.
    pause(number % 15 == 0 ? 900 + random.nextInt(900) : 2 + random.nextInt(30));
    LOG.log(System.Logger.Level.INFO, "cart has " + articles + " articles");
    return "";
  }

  private void charge(int number, String order, LiveObject state) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int now = attempt;
      state.set("attempts", now);
      try {
        Scopes.to("charge, attempt %d", now).call(() -> chargeOnce(number, order, now));
        return;
      } catch (SocketTimeoutException network) {
        if (attempt == ATTEMPTS) {
          throw new IOException("the bank does not answer", network);
        }
        LOG.log(System.Logger.Level.WARNING, "attempt " + attempt + " of 3 failed, trying again");
        pause(50L * attempt);
      }
    }
  }

  private String chargeOnce(int number, String order, int attempt) throws IOException {
    // One in twelve meets a bad network at first, one in sixty throughout.
    boolean lost = number % 60 == 7 || (number % 12 == 5 && attempt == 1);
    if (lost) {
      pause(120);
      throw new SocketTimeoutException("no answer from the bank in 120 ms");
    }
    return Service.ask(payment, order);
  }

  private static void pause(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the shop closes");
    }
  }

  /** A mail that cannot be sent does not undo the sale. */
  private void confirm(String order) {
    try {
      Service.ask(mail, order);
    } catch (IOException noMail) {
      LOG.log(System.Logger.Level.ERROR, "no confirmation for " + order, noMail);
    }
  }
}
