package dev.weft.browser;

import dev.weft.event.Level;
import dev.weft.event.flow.Batch;
import dev.weft.testkit.WireRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a small shop sends: many requests that go well; one whose payment fails on another host,
 * with a gap, a task whose begin was lost and one that still runs; a live object; a text that means
 * harm. Its times end now.
 *
 * <p>Used by one thread.
 */
final class Shop {
  /** The request that fails. */
  static final String FAILED = "7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11";

  /** The event at which its payment fails. */
  static final String TIMEOUT = "2@" + FAILED + "/2/4";

  /** Two roots that begin alike. */
  static final String TWIN = "abcdef01";

  /** One whose id is that of a proxy, which does not send here. */
  static final String PROXIED = "0bad0bad-0000-4000-a000-000000000030";

  /** The payment that the failed request works on. */
  static final String PAYMENT = "91b0f2c4";

  /** What would run, were it taken for markup or for terminal commands. */
  static final String HOSTILE =
      "<img src=x onerror=\"window.hurt=1\"><script>window.hurt=1</script>\u001b]0;owned\u0007\u202etxt.exe";

  private static final int GOOD_REQUESTS = 60;
  private static final String TRACE =
      """
      com.acme.pay.AcquirerTimeoutException: no answer within 500 ms
      \tat com.acme.pay.CardClient.send(CardClient.java:88)
      \tat org.lib.Proxy.invoke(Proxy.java:12)
      \tat com.acme.pay.ChargeTask.run(ChargeTask.java:29)
      Caused by: java.net.SocketTimeoutException: Read timed out
      \tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)\
      """;

  private static final String REFUSED =
      """
      com.acme.pay.PaymentRefusedException: order 48213 is not paid
      \tat com.acme.pay.ChargeTask.run(ChargeTask.java:34)
      \tat org.lib.Proxy.invoke(Proxy.java:12)\
      """;

  private final List<String> records = new ArrayList<>();
  private final long now;

  private Shop(long nowMicros) {
    now = nowMicros;
  }

  /** All of it, as if it had just been sent. */
  static Batch batch(long nowMicros) {
    Shop shop = new Shop(nowMicros);
    for (int i = 0; i < GOOD_REQUESTS; i++) {
      shop.good(i);
    }
    shop.failed();
    shop.add(
        at(WireRecord.unnumbered(), nowMicros - 90_000_000)
            .message(HOSTILE)
            .level(Level.ERROR)
            .logger("com.acme.Search"));
    Batch.Builder batch = Batch.builder("shop");
    shop.records.forEach(record -> batch.add(record.getBytes(StandardCharsets.UTF_8)));
    return batch.build();
  }

  private void good(int i) {
    String root =
        i < 2
            ? TWIN + "-0000-4000-a000-00000000000" + i
            : "%08x-0000-4000-a000-%012x".formatted(i * 7919, i);
    long begin = now - 600_000_000L + i * 9_000_000L;
    String task = i == 30 ? PROXIED + "/53995c3f42cd8ad8" : root;
    add(at(WireRecord.begin(task, "browse"), begin));
    add(
        at(WireRecord.said(task, 1), begin + 4_000)
            .said("rendered %s", "rendered tea-" + i)
            .logger("com.acme.web.Catalog"));
    add(at(WireRecord.end(task, 2, "succeeded", 0), begin + 12_000 + i * 500L).message("browse"));
  }

  private void failed() {
    long begin = now - 120_000_000L;
    add(at(WireRecord.begin(FAILED, "checkout"), begin));
    add(at(WireRecord.said(FAILED, 1), begin + 10_000).message("cart has 3 items"));
    String reserve = FAILED + "/1";
    add(at(stock(WireRecord.begin(reserve, "reserve-stock")), begin + 15_000));
    add(
        at(stock(WireRecord.end(reserve, 1, "succeeded", 0)), begin + 46_000)
            .message("reserve-stock"));
    charge(begin + 100_000);
    add(
        at(mail(WireRecord.said(FAILED + "/3", 1)), begin + 1_900_000)
            .message("queued payment-problem"));
    add(at(mail(WireRecord.begin(FAILED + "/4", "notify-customer")), begin + 2_450_000));
    add(
        at(WireRecord.said(FAILED, 5), begin + 2_490_000)
            .message("checkout ends badly")
            .level(Level.WARN));
    add(
        at(WireRecord.end(FAILED, 6, "failed", 4), begin + 2_514_000)
            .message("checkout")
            .level(Level.ERROR));
  }

  private void charge(long begin) {
    String charge = FAILED + "/2";
    add(at(pay(WireRecord.begin(charge, "charge")), begin));
    for (int i = 1; i <= 3; i++) {
      add(at(pay(WireRecord.begin(charge + '/' + i, "fetch-rate")), begin + i * 10_000L));
      add(
          at(pay(WireRecord.end(charge + '/' + i, 1, "succeeded", 0)), begin + i * 10_000L + 3_000)
              .message("fetch-rate"));
    }
    payment(0, begin + 20_000, "born", "state", "new");
    payment(1, begin + 60_000, null, "state", "pending");
    String authorize = charge + "/4";
    add(at(pay(WireRecord.begin(authorize, "authorize")), begin + 100_000));
    add(at(pay(WireRecord.said(authorize, 1)), begin + 110_000).message(HOSTILE));
    add(
        at(pay(WireRecord.said(authorize, 2)), begin + 600_000)
            .said("timeout after %d ms", "timeout after 500 ms")
            .level(Level.ERROR)
            .logger("com.acme.pay.CardClient")
            .exception(TRACE)
            .field("order", 48213)
            .field("card", "***"));
    add(
        at(pay(WireRecord.end(authorize, 3, "failed", 0)), begin + 601_000)
            .message("authorize")
            .level(Level.ERROR));
    payment(2, begin + 700_000, null, "state", "declined");
    payment(3, begin + 900_000, "finished", "closed", true);
    add(
        at(pay(WireRecord.end(charge, 1, "failed", 4)), begin + 2_314_000)
            .message("charge")
            .level(Level.ERROR)
            .exception(REFUSED));
  }

  private void payment(long number, long micros, String status, String field, Object value) {
    WireRecord change = pay(WireRecord.change(PAYMENT, number)).set(field, value).at(micros);
    if (number == 0) {
      change.set("card", "***").set("amount", 129.9);
    }
    add(status == null ? change : change.status(status));
  }

  private static WireRecord at(WireRecord record, long micros) {
    return record.at(micros);
  }

  private static WireRecord pay(WireRecord record) {
    return record.host("pay-3").pid(99);
  }

  private static WireRecord stock(WireRecord record) {
    return record.host("stock-2").pid(7);
  }

  private static WireRecord mail(WireRecord record) {
    return record.host("mail-1").pid(21);
  }

  private void add(WireRecord record) {
    records.add(record.json());
  }
}
