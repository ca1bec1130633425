package dev.weft.testkit;

import dev.weft.event.codec.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One tree of {@link EventGenerator}. Used by one thread. */
final class GeneratedTree {
  static final List<String> LOGGERS =
      List.of("com.acme.pay.Card", "com.acme.pay", "com.acme.Shop", "org.lib.Pool", "root");
  static final List<String> TASKS = List.of("checkout", "charge card", "fetch-rate", "report");
  static final List<String> STATES = List.of("new", "pending", "failed", "declined", "done");
  static final List<String> USERS = List.of("ann", "Bob", "café", "42", "a b");
  static final List<String> TAGS = List.of("red", "blue", "slow");

  private static final int[] LEVELS = {5, 10, 20, 20, 20, 30, 40, 50, 25};
  private static final long LONGEST_PAUSE = 400_000;
  private static final int MOST_BELOW = 3;
  private static final int DEEPEST = 4;
  private final Random random;
  private final List<GeneratedProcess> processes;
  private final List<String> objects;
  private final String root;
  private final List<byte[]> records = new ArrayList<>();
  private long micros;

  GeneratedTree(
      Random random, List<GeneratedProcess> processes, List<String> roots, List<String> objects) {
    this.random = random;
    this.processes = processes;
    this.objects = objects;
    this.root = uuid(random);
    // Whole seconds of one hour, so that trees share times.
    this.micros = EventGenerator.START_MICROS + random.nextInt(3600) * 1_000_000L;
    roots.add(root);
  }

  private static String uuid(Random random) {
    String hex = String.format("%016x%016x", random.nextLong(), random.nextLong());
    return hex.substring(0, 8)
        + '-'
        + hex.substring(8, 12)
        + "-4"
        + hex.substring(13, 16)
        + "-a"
        + hex.substring(17, 20)
        + '-'
        + hex.substring(20);
  }

  List<byte[]> records() {
    task(root, processes.get(random.nextInt(processes.size())), 0);
    return records;
  }

  private void task(String id, GeneratedProcess process, int depth) {
    String name = one(TASKS);
    int number = 0;
    boolean begun = random.nextInt(12) > 0;
    if (begun) {
      begin(id, process, name, depth);
    }
    number++;
    int children = 0;
    int steps = random.nextInt(6);
    for (int i = 0; i < steps; i++) {
      pause();
      if (depth < DEEPEST && children < MOST_BELOW && random.nextInt(3) == 0) {
        children++;
        task(id + '/' + children, next(process), depth + 1);
      } else if (!process.python && random.nextInt(5) == 0) {
        number = object(id, number, process);
      } else {
        said(id + "", number++, process);
      }
    }
    pause();
    if (random.nextInt(8) > 0) {
      end(id, number, process, name, children);
    }
  }

  /** Mostly the task's own process; a Python program's tasks stay in it. */
  private GeneratedProcess next(GeneratedProcess process) {
    return process.python || random.nextInt(3) > 0
        ? process
        : processes.get(random.nextInt(processes.size()));
  }

  private void pause() {
    if (random.nextBoolean()) {
      micros += 1 + (long) (random.nextDouble() * LONGEST_PAUSE);
    }
  }

  private void begin(String id, GeneratedProcess process, String name, int depth) {
    Map<String, Object> record = line(process, micros, "root", 20, name, name);
    Map<String, Object> context = context(0, id);
    if (depth == 0) {
      context.put("user", one(USERS));
    }
    record.put("context", context);
    if (!process.python) {
      Map<String, Object> weft = process.weft();
      weft.put("kind", "begin");
      record.put("weft", weft);
    }
    add(record);
  }

  private void end(String id, int number, GeneratedProcess process, String name, int children) {
    String outcome =
        random.nextInt(4) == 0
            ? one(List.of("failed", "cancelled", "unset", "aborted"))
            : "succeeded";
    boolean failed = outcome.equals("failed");
    Map<String, Object> record =
        line(process, micros, "root", failed ? 40 : 20, name, failed ? "FAILED " + name : name);
    record.put("context", context(number, id));
    if (failed) {
      record.put("exc_text", trace(process));
    }
    if (!process.python) {
      Map<String, Object> weft = process.weft();
      weft.put("kind", "end");
      weft.put("outcome", outcome);
      weft.put("count", number + 1);
      weft.put("children", children);
      record.put("weft", weft);
    }
    add(record);
  }

  private void said(String id, int number, GeneratedProcess process) {
    Map<String, Object> record = something(random, process, micros);
    record.put("context", context(number, id));
    if (record.get("levelno") instanceof Integer level && level >= 40 && random.nextBoolean()) {
      record.put("exc_text", trace(process));
    }
    add(record);
  }

  /** A line outside every task. */
  static byte[] outside(Random random, GeneratedProcess process) {
    long at = EventGenerator.START_MICROS + random.nextInt(3600) * 1_000_000L;
    Map<String, Object> record = something(random, process, at);
    record.put("context", null);
    if (process.python) {
      record.put("weft", process.weft());
    }
    return new JsonWriter().value(record).toBytes();
  }

  private static Map<String, Object> something(
      Random random, GeneratedProcess process, long micros) {
    int level = LEVELS[random.nextInt(LEVELS.length)];
    int order = random.nextInt(50);
    String template = random.nextBoolean() ? "timeout after %d ms" : "card declined for %s";
    String message =
        template.startsWith("timeout")
            ? "timeout after " + order * 10 + " ms"
            : "card declined for " + USERS.get(random.nextInt(USERS.size())) + "\\nsecond line";
    String logger = LOGGERS.get(random.nextInt(LOGGERS.size()));
    Map<String, Object> record =
        line(process, micros, logger, level, process.python ? message : template, message);
    if (random.nextBoolean()) {
      record.put("order", random.nextBoolean() ? (Object) order : String.valueOf(order));
    }
    if (random.nextInt(3) == 0) {
      record.put("ratio", order / 4.0);
      record.put("tags", random.nextBoolean() ? TAGS.subList(0, 2) : TAGS.subList(2, 3));
    }
    if (!process.python) {
      record.put("weft", process.weft());
    }
    return record;
  }

  /** An object's change, some with a line of the task; returns the next number of the task. */
  private int object(String id, int number, GeneratedProcess process) {
    String object =
        objects.isEmpty() || random.nextInt(3) == 0
            ? "o-" + objects.size()
            : objects.get(objects.size() - 1);
    boolean born = !objects.contains(object);
    Map<String, Object> record = process.record(micros);
    Map<String, Object> weft = process.weft();
    weft.put("rkey", "shop." + (random.nextBoolean() ? "payment" : "order.new"));
    record.put("weft", weft);
    record.put("obj_id", object);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("state", one(STATES));
    if (random.nextBoolean()) {
      values.put("attempts", random.nextInt(3));
    }
    record.put("obj", values);
    if (born) {
      objects.add(object);
      record.put("status", "born");
    } else if (random.nextInt(4) == 0) {
      record.put("status", "finished");
      record.put("elapsed", random.nextInt(5) + 0.5);
    } else if (random.nextInt(5) == 0) {
      values.replaceAll((name, value) -> null);
      record.put("action", "delete");
    }
    if (random.nextBoolean()) {
      record.put("name", "com.acme.Shop");
      record.put("msg", "attempt");
      record.put("levelno", 20);
      record.put("levelname", "INFO");
      record.put("message", "attempt");
      record.put("context", context(number, id));
      add(record);
      return number + 1;
    }
    add(record);
    return number;
  }

  private static Map<String, Object> line(
      GeneratedProcess process,
      long micros,
      String logger,
      int level,
      String template,
      String message) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("name", logger);
    record.put("msg", template.replace("\\n", "\n"));
    record.put("args", null);
    record.put("levelno", level);
    record.put("levelname", level >= 50 ? "CRITICAL" : level >= 40 ? "ERROR" : "INFO");
    record.putAll(process.record(micros));
    record.put("message", message);
    return record;
  }

  private Map<String, Object> context(int number, String id) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("key", number + "@" + id);
    return context;
  }

  private String trace(GeneratedProcess process) {
    int line = 1 + random.nextInt(99);
    return process.python
        ? "Traceback (most recent call last):\\n  File \"/app/report.py\", line "
            + line
            + ", in main\\n    run()\\nValueError: "
            + one(STATES)
        : "java.lang.IllegalStateException: "
            + one(TASKS)
            + " failed\\n\tat com.acme.pay.Card.charge(Card.java:"
            + line
            + ")\\n\tat java.base/java.lang.Thread.run(Thread.java:840)\\n"
            + "Caused by: java.io.IOException: timeout\\n\tat com.acme.pay.Line.read(Line.java:"
            + (line + 1)
            + ")";
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void add(Map<String, Object> record) {
    records.add(new JsonWriter().value(record).toBytes());
  }
}
