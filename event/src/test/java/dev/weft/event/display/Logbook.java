package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.MemoryStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes records as programs send them, into a store in memory. */
final class Logbook {
  /** 2026-03-25T09:00:00Z. */
  static final long NINE = 1_774_429_200_000_000L;

  private final List<byte[]> records = new ArrayList<>();
  private String host = "web-1";
  private String service = "shop";
  private int pid = 4711;

  /** What follows is written by that process. */
  Logbook at(String otherHost, String otherService, int otherPid) {
    host = otherHost;
    service = otherService;
    pid = otherPid;
    return this;
  }

  /** What was written so far. */
  List<byte[]> records() {
    return records;
  }

  /** A store that took it in. */
  MemoryStore store() {
    return store(records);
  }

  /** A store that took these in. */
  static MemoryStore store(List<byte[]> records) {
    try {
      MemoryStore store = MemoryStore.create();
      Batch.Builder batch = Batch.builder("test");
      records.forEach(batch::add);
      store.append(batch.build());
      return store;
    } catch (IOException full) {
      throw new IllegalStateException(full);
    }
  }

  /** A task begins, that many milliseconds behind nine. */
  Logbook begin(String task, long millis, String name) {
    Map<String, Object> record = line(millis, "root", 20, name);
    record.put("context", Map.of("key", "0@" + task));
    record.put("weft", Map.of("v", 1, "kind", "begin", "src", host + pid));
    return add(record);
  }

  Logbook end(String task, long number, long millis, String name, String outcome, long children) {
    Map<String, Object> record = line(millis, "root", outcome.equals("failed") ? 40 : 20, name);
    record.put("context", Map.of("key", number + "@" + task));
    Map<String, Object> weft = new LinkedHashMap<>();
    weft.put("v", 1);
    weft.put("kind", "end");
    weft.put("src", host + pid);
    weft.put("outcome", outcome);
    weft.put("count", number + 1);
    weft.put("children", children);
    record.put("weft", weft);
    return add(record);
  }

  Logbook say(String task, long number, long millis, int level, String message) {
    return say(task, number, millis, level, message, Map.of());
  }

  Logbook say(
      String task,
      long number,
      long millis,
      int level,
      String message,
      Map<String, Object> fields) {
    Map<String, Object> record = line(millis, "com.acme.Pay", level, message);
    record.put("context", Map.of("key", number + "@" + task));
    record.put("weft", Map.of("v", 1, "src", host + pid));
    record.putAll(fields);
    return add(record);
  }

  /** A line outside every task. */
  Logbook line(long millis, int level, String message, Map<String, Object> more) {
    Map<String, Object> record = line(millis, "com.acme.Outside", level, message);
    record.putAll(more);
    return add(record);
  }

  /** A change of an object. */
  Logbook change(
      String id, String task, long number, long millis, long sequence, Map<String, Object> more) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("obj_id", id);
    record.put("created", (NINE + millis * 1000) / 1e6);
    record.put("hostname", host);
    record.put("processName", service);
    record.put("process", pid);
    record.put("context", Map.of("key", number + "@" + task));
    record.put("weft", Map.of("v", 1, "src", host + pid, "seq", sequence, "rkey", "shop.payment"));
    record.putAll(more);
    return add(record);
  }

  private Map<String, Object> line(long millis, String logger, int level, String message) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("name", logger);
    record.put("msg", message);
    record.put("levelno", level);
    record.put("created", (NINE + millis * 1000) / 1e6);
    record.put("message", message.replace("\n", "\\n"));
    record.put("hostname", host);
    record.put("processName", service);
    record.put("process", pid);
    record.put("threadName", "main");
    return record;
  }

  private Logbook add(Map<String, Object> record) {
    return add(new JsonWriter().value(record).toBytes());
  }

  /** A record of any bytes. */
  Logbook add(byte[] record) {
    records.add(record);
    return this;
  }

  Logbook add(String record) {
    return add(record.getBytes(UTF_8));
  }

  /**
   * A checkout whose payment, on another host with a clock ahead, fails behind three rates; a child
   * that nothing came of; a gap.
   */
  static Logbook checkout() {
    return new Logbook()
        .begin("7c9f2c1e", 0, "checkout")
        .say("7c9f2c1e", 1, 1, 20, "cart has 3 items")
        .begin("7c9f2c1e/1", 2, "reserve-stock")
        .end("7c9f2c1e/1", 1, 33, "reserve-stock", "succeeded", 0)
        .at("pay-3", "pay", 99)
        .begin("7c9f2c1e/2", -5_000, "charge")
        .begin("7c9f2c1e/2/1", -4_990, "fetch-rate 1")
        .end("7c9f2c1e/2/1", 1, -4_980, "fetch-rate 1", "succeeded", 0)
        .begin("7c9f2c1e/2/2", -4_979, "fetch-rate 2")
        .end("7c9f2c1e/2/2", 1, -4_950, "fetch-rate 2", "succeeded", 0)
        .begin("7c9f2c1e/2/3", -4_940, "fetch-rate 3")
        .end("7c9f2c1e/2/3", 1, -4_939, "fetch-rate 3", "succeeded", 0)
        .say("7c9f2c1e/2", 1, -4_930, 40, "card declined\nfor good", Map.of("order", 48_213))
        .end("7c9f2c1e/2", 4, -2_700, "charge", "failed", 3)
        .at("web-1", "shop", 4711)
        .end("7c9f2c1e", 3, 2_514, "checkout", "failed", 4);
  }
}
