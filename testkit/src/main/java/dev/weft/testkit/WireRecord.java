package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of the wire, put together for a test. What is not said has a plain value: noon of 20
 * November 2026, INFO, logger {@code app}, host {@code web-1}, process 4711 of {@code shop}.
 *
 * <p>Used by one thread.
 */
public final class WireRecord {
  /** Noon of 20 November 2026, UTC, in microseconds since 1970. */
  public static final long NOON = 1_795_176_000_000_000L;

  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Map<String, Object> context = new LinkedHashMap<>();
  private final Map<String, Object> object = new LinkedHashMap<>();
  private final Map<String, Object> weft = new LinkedHashMap<>();
  private final boolean logged;

  private WireRecord(boolean logged) {
    this.logged = logged;
    at(NOON);
    host("web-1").pid(4711);
    if (logged) {
      logger("app").level(Level.INFO).message("said");
      members.put(WireKey.PROCESS_NAME, "shop");
      members.put(WireKey.THREAD_NAME, "main");
    }
  }

  /** A log line, that number of that task. */
  public static WireRecord said(String task, long number) {
    return new WireRecord(true).key(task, number);
  }

  /** A log line outside every task, that number of that source. */
  public static WireRecord outside(String source, long number) {
    return new WireRecord(true).weft(WireKey.WEFT_SOURCE, source).weft(WireKey.WEFT_NUMBER, number);
  }

  /** A log line outside every task that nobody numbered. */
  public static WireRecord unnumbered() {
    return new WireRecord(true);
  }

  /** A task's begin. */
  public static WireRecord begin(String task, String name) {
    return said(task, 0)
        .logger("root")
        .message(name)
        .weft(WireKey.WEFT_SOURCE, "run-1")
        .weft(WireKey.WEFT_KIND, "begin");
  }

  /** A task's end, record {@code number} of it, which made {@code children} tasks. */
  public static WireRecord end(String task, long number, String outcome, long children) {
    return said(task, number)
        .logger("root")
        .weft(WireKey.WEFT_SOURCE, "run-1")
        .weft(WireKey.WEFT_KIND, "end")
        .weft(WireKey.WEFT_OUTCOME, outcome)
        .weft(WireKey.WEFT_COUNT, number + 1)
        .weft(WireKey.WEFT_CHILDREN, children);
  }

  /** A change of an object, number {@code sequence} of it, outside every task. */
  public static WireRecord change(String objectId, long sequence) {
    return new WireRecord(false)
        .objectId(objectId)
        .weft(WireKey.WEFT_SOURCE, "run-1")
        .weft(WireKey.WEFT_NUMBER, sequence)
        .weft(WireKey.WEFT_SEQUENCE, sequence)
        .weft(WireKey.WEFT_ROUTING_KEY, "shop." + objectId);
  }

  /** Places it in a task. */
  public WireRecord key(String task, long number) {
    context.put(WireKey.KEY, number + "@" + task);
    return this;
  }

  /** Makes it a change of that object. */
  public WireRecord objectId(String id) {
    return with(WireKey.OBJECT_ID, id);
  }

  /** When, in microseconds since 1970. */
  public WireRecord at(long micros) {
    return with(logged ? WireKey.CREATED : WireKey.TIME_IN, BigDecimal.valueOf(micros, 6));
  }

  /** How serious. */
  public WireRecord level(Level level) {
    return with(WireKey.LEVEL_NAME, level.wireName()).with(WireKey.LEVEL_NUMBER, level.number());
  }

  /** Who said it. */
  public WireRecord logger(String name) {
    return with(WireKey.NAME, name);
  }

  /** A text without arguments. */
  public WireRecord message(String text) {
    return said(text, text);
  }

  /** A text with what its arguments made of it. */
  public WireRecord said(String template, String message) {
    return with(WireKey.MSG, template).with(WireKey.MESSAGE, message.replace("\n", "\\n"));
  }

  /** Where. */
  public WireRecord host(String name) {
    return with(WireKey.HOST_NAME, name);
  }

  /** In which process. */
  public WireRecord pid(long number) {
    return with(WireKey.PROCESS, number);
  }

  /** With the trace of an exception. */
  public WireRecord exception(String trace) {
    return with(WireKey.EXC_TEXT, trace.replace("\n", "\\n"));
  }

  /** With a field, in its context. */
  public WireRecord field(String name, @Nullable Object value) {
    context.put(name, value);
    return this;
  }

  /** With a member of its own. */
  public WireRecord with(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }

  /** Sets a field of its object. */
  public WireRecord set(String name, @Nullable Object value) {
    object.put(name, value);
    return this;
  }

  /** Removes fields of its object. */
  public WireRecord removed(String... names) {
    return weft(WireKey.WEFT_REMOVED, Arrays.asList(names));
  }

  /** With a status of its object: {@code born}, {@code finished}, {@code snapshot}. */
  public WireRecord status(String status) {
    return with(WireKey.STATUS, status);
  }

  /** With one of Weft's own members. */
  public WireRecord weft(String name, @Nullable Object value) {
    weft.put(name, value);
    return this;
  }

  /** The record. */
  public String json() {
    Map<String, Object> all = new LinkedHashMap<>(members);
    if (members.containsKey(WireKey.OBJECT_ID)) {
      all.put(WireKey.OBJECT, object);
    }
    if (logged || !context.isEmpty()) {
      all.put(WireKey.CONTEXT, context.isEmpty() ? null : context);
    }
    if (!weft.isEmpty()) {
      all.put(WireKey.WEFT, weft);
    }
    return new String(new JsonWriter().value(all).toBytes(), UTF_8);
  }

  /** The records' texts, in their order. */
  public static List<String> texts(WireRecord... records) {
    return Arrays.stream(records).map(WireRecord::json).toList();
  }

  @Override
  public String toString() {
    return json();
  }
}
