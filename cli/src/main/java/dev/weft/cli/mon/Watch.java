package dev.weft.cli.mon;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Interest;
import dev.weft.event.query.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A message's way from its line to what is printed: chosen, collated where wished, presented. Used
 * by one thread at a time.
 */
final class Watch {
  private final MonOptions options;
  private final Tally tally;
  private final Output output;
  private final Presenter presenter;
  private final boolean all;
  private final Rate rate;
  private final Message message = new Message();
  private final @Nullable Collator collator;
  private final @Nullable Statistics statistics;
  private final @Nullable Interest interest;

  /**
   * Makes one.
   *
   * @param interest what to choose by; null where the transport does that, or nobody wants it
   */
  Watch(
      MonOptions options,
      Tally tally,
      Output output,
      Presenter presenter,
      @Nullable Interest interest,
      @Nullable Statistics statistics,
      LongSupplier nanos) {
    this.options = options;
    this.tally = tally;
    this.output = output;
    this.presenter = presenter;
    this.interest = interest;
    this.statistics = statistics;
    this.all = options.where == Query.ALL && options.since == null;
    this.rate = new Rate(options.mostPerSecond, nanos);
    this.collator = options.collate == 0 || statistics != null ? null : collator();
  }

  private Collator collator() {
    if (options.compat) {
      return new PythonCollator(this::take);
    }
    boolean messages = options.verbose > 1;
    return new TableCollator(options.collate > 1, messages ? new Underlying() : null, this::take);
  }

  /**
   * Takes a line, or a record from a transport.
   *
   * @return what is wrong with it; null for nothing
   */
  @Nullable String line(byte[] bytes, int start, int end) {
    if (blank(bytes, start, end)) {
      return null;
    }
    String problem = message.over(bytes, start, end);
    if (problem != null) {
      return problem;
    }
    if (!message.machinery() && !enough()) {
      take();
    }
    return null;
  }

  private static boolean blank(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at == end;
  }

  private void take() {
    tally.seen++;
    tally.lost += message.reportedLost();
    if (interest != null && !interest.matches(message.routingKeyText(), headers())) {
      return;
    }
    if (collator != null) {
      if (message.record()) {
        collator.add(message);
      }
    } else if (chosen()) {
      print();
    }
  }

  private Map<String, ?> headers() {
    Map<String, Object> headers = new LinkedHashMap<>();
    Object read = message.headers().read();
    if (read instanceof Map<?, ?> map) {
      map.forEach((name, value) -> headers.put(String.valueOf(name), value));
    }
    return headers;
  }

  private boolean chosen() {
    return all || matches(message.flat());
  }

  private boolean matches(RawEvent record) {
    return (options.since == null || options.since.matches(record))
        && options.where.matches(record);
  }

  private void print() {
    if (statistics != null) {
      statistics.add(message);
    } else if (!rate.passes()) {
      tally.passedOver++;
    } else if (presenter.present(message, output.next())) {
      printed();
    }
  }

  /** Takes an object from the collator. */
  private void take(Collated object) {
    if (enough() || (!all && !matches(new RawEvent().over(object.record().toBytes())))) {
      return;
    }
    if (!rate.passes()) {
      tally.passedOver++;
    } else if (presenter.present(object, output.next())) {
      tally.partial += object.partial() ? 1 : 0;
      printed();
    }
  }

  private void printed() {
    tally.printed++;
    output.added();
  }

  /** Whether nothing more is to be printed, or counted. */
  boolean enough() {
    long done = statistics == null ? tally.printed : statistics.messages();
    return done >= options.count;
  }

  /** How many unfinished objects were let go. */
  long letGo() {
    return collator == null ? 0 : collator.letGo();
  }
}
