package dev.weft.testkit;

import java.util.List;
import java.util.Random;

/**
 * Makes random queries that are valid, over what an {@link EventGenerator} says, the same for the
 * same seed: every field, operator, scope and transition, so that two evaluators can be held
 * together. Times in them are absolute.
 *
 * <p>Used by one thread.
 */
public final class QueryGenerator {
  private static final List<String> OPERATORS = List.of(">", ">=", "<", "<=", "=");
  private static final List<String> LEVELS =
      List.of("trace", "debug", "info", "warn", "error", "fatal");
  private static final List<String> TYPES =
      List.of("begin", "end", "msg", "born", "change", "finished", "loss", "level");
  private static final List<String> STATUSES =
      List.of("succeeded", "failed", "cancelled", "unset", "aborted", "running", "lost");
  private static final List<String> TEXTS =
      List.of(
          "timeout",
          "card",
          "time*",
          "*clin*",
          "\"declined for\"",
          "/after \\d+0 ms/",
          "ann",
          "café",
          "IOException",
          "42",
          "CHECKOUT",
          "second",
          "a",
          "red",
          "absent",
          "pending",
          "\"a b\"");
  private static final List<String> NAMES =
      List.of("checkout", "check*", "\"charge card\"", "*rate", "/^c/", "report", "nobody", "*");
  private static final List<String> OWN =
      List.of(
          "order:7",
          "order:>20",
          "order:[10 TO 30}",
          "order:(1 2 3)",
          "order:*",
          "f.order:<5",
          "ratio:2.5",
          "ratio:<=3",
          "tags:red",
          "tags:b*",
          "tags:(slow blue)",
          "tags:*",
          "user:ann",
          "f.user:*",
          "user:café",
          "user:\"a b\"",
          "user:42",
          "user:>b",
          "context.user:Bob",
          "absent:*",
          "attempts:1",
          "obj.attempts:>0",
          "obj.state:failed",
          "obj.state:(new done)",
          "obj.state:*",
          "state:d*",
          "levelno:25",
          "f.levelno:>=40");

  private final Random random;
  private final EventGenerator events;

  private QueryGenerator(long seed, EventGenerator events) {
    this.random = new Random(seed);
    this.events = events;
  }

  /** A generator of that seed, of queries about what the other made so far. */
  public static QueryGenerator seeded(long seed, EventGenerator events) {
    return new QueryGenerator(seed, events);
  }

  /** A query without stages. */
  public String next() {
    return random.nextInt(30) == 0 ? "" : expression(3);
  }

  /** A query that single events answer. */
  public String nextAlone() {
    return random.nextInt(30) == 0 ? "" : alone(3);
  }

  private String expression(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 9)) {
      case 0 -> task();
      case 1 -> transition();
      case 2, 3 -> single();
      case 4 -> "in{" + expression(depth - 1) + "}";
      case 5 -> "under{" + expression(depth - 1) + "}";
      case 6 -> "-(" + expression(depth - 1) + ")";
      case 7 -> "(" + expression(depth - 1) + " OR " + expression(depth - 1) + ")";
      default -> "(" + expression(depth - 1) + " " + expression(depth - 1) + ")";
    };
  }

  private String alone(int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 5)) {
      case 0, 1 -> single();
      case 2 -> "NOT (" + alone(depth - 1) + ")";
      case 3 -> "(" + alone(depth - 1) + " OR " + alone(depth - 1) + ")";
      default -> "(" + alone(depth - 1) + " AND " + alone(depth - 1) + ")";
    };
  }

  private String task() {
    return switch (random.nextInt(4)) {
      case 0 -> "status:" + (random.nextInt(9) == 0 ? "*" : one(STATUSES));
      case 1 -> "name:" + one(NAMES);
      case 2 -> "duration:" + one(OPERATORS) + random.nextInt(900) + one(List.of("ms", "us", "s"));
      default -> "duration:[100ms TO " + (1 + random.nextInt(5)) + "s}";
    };
  }

  private String transition() {
    String from = random.nextInt(3) == 0 ? "" : state();
    String to = from.isEmpty() || random.nextInt(3) > 0 ? state() : "";
    return "obj.state:" + from + "->" + to;
  }

  private String state() {
    return random.nextInt(5) == 0 ? "*e*" : one(GeneratedTree.STATES);
  }

  private String single() {
    return switch (random.nextInt(14)) {
      case 0 -> "level:" + one(LEVELS);
      case 1 -> "level:" + one(OPERATORS) + one(LEVELS);
      case 2 -> "logger:" + one(List.of("com.acme.pay", "com.acme.*", "com.acme.pay.*", "*Pool"));
      case 3 ->
          one(List.of("host:web-1", "host:web-*", "service:pay", "process:>4711", "thread:main"));
      case 4 -> "type:" + one(TYPES);
      case 5 -> one(OWN);
      case 6 -> one(TEXTS);
      case 7 -> one(List.of("msg:", "exception:")) + one(TEXTS);
      case 8 -> time();
      case 9 -> place();
      case 10 -> one(List.of("seq:", "depth:")) + one(OPERATORS) + random.nextInt(4);
      case 11 -> "rkey:" + one(List.of("shop.#", "shop.*", "*.order.#", "#", "shop.payment"));
      case 12 -> "object:" + (random.nextInt(4) == 0 ? "*" : "o-" + random.nextInt(6));
      default -> one(OWN);
    };
  }

  private String time() {
    String minute = String.format("2026-11-20T09:%02d", random.nextInt(60));
    return switch (random.nextInt(3)) {
      case 0 -> "time:" + one(OPERATORS) + minute + "Z";
      case 1 -> "time:[" + minute + ":10Z TO 2026-11-20T09:50:30.250Z}";
      default -> "time:" + minute + "Z";
    };
  }

  private String place() {
    List<String> roots = events.roots();
    if (roots.isEmpty()) {
      return "depth:0";
    }
    String root = one(roots);
    return switch (random.nextInt(4)) {
      case 0 -> "task:" + root;
      case 1 -> "task:" + root.substring(0, 8) + "/1";
      case 2 -> "key:" + random.nextInt(3) + "@" + root;
      default -> "task:" + root + "/" + (1 + random.nextInt(2));
    };
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
