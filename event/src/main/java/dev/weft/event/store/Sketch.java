package dev.weft.event.store;

import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import org.jspecify.annotations.Nullable;

/**
 * The few things that an overview needs of a record, read without decoding the whole of it, and as
 * {@link dev.weft.event.codec.EventDecoder} would read them.
 *
 * <p>Functions only, usable from any thread.
 */
public final class Sketch {
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final FieldPath OBJECT_ID = FieldPath.of(WireKey.OBJECT_ID);
  private static final FieldPath OLD_OBJECT_ID = FieldPath.of("id");
  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);
  private static final FieldPath LEVEL_NUMBER = FieldPath.of(WireKey.LEVEL_NUMBER);
  private static final FieldPath LEVEL_NAME = FieldPath.of(WireKey.LEVEL_NAME);
  private static final FieldPath STATUS = FieldPath.of(WireKey.STATUS);
  private static final FieldPath PROCESS = FieldPath.of(WireKey.PROCESS);
  private static final FieldPath PID = FieldPath.of("pid");
  private static final FieldPath SERVICE = FieldPath.of(WireKey.PROCESS_NAME);
  private static final FieldPath HOST = FieldPath.of(WireKey.HOST_NAME);
  private static final FieldPath HOST_IN_HEADERS =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_HEADERS + '.' + WireKey.HOST_NAME);
  private static final FieldPath OLD_HOST = FieldPath.of("host");
  private static final FieldPath ROUTING_KEY =
      FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_ROUTING_KEY);

  private Sketch() {}

  /** How serious the event is; INFO when it does not say. */
  public static Level level(RawEvent record) {
    double number = record.number(LEVEL_NUMBER);
    if (!Double.isNaN(number)) {
      return Level.ofNumber((int) Math.max(0, Math.min(1000, number)));
    }
    String name = record.text(LEVEL_NAME);
    return name == null ? Level.INFO : Level.ofName(name).orElse(Level.INFO);
  }

  /** What the event is to its tree, where its number in its task is known. */
  public static TreeEntry.Kind kind(RawEvent record, long number) {
    String said = record.text(KIND);
    if ("begin".equals(said)) {
      return TreeEntry.Kind.BEGIN;
    }
    if ("end".equals(said)) {
      return TreeEntry.Kind.END;
    }
    if (objectId(record) != null) {
      return TreeEntry.Kind.CHANGED;
    }
    return said == null && number == 0 ? TreeEntry.Kind.BEGIN : TreeEntry.Kind.SAID;
  }

  /** Of which object the record is a change; null when it is none. */
  public static @Nullable String objectId(RawEvent record) {
    if (!record.find(OBJECT) || record.kind() != JsonKind.OBJECT) {
      return null;
    }
    String id = record.text(OBJECT_ID);
    return id != null ? id : record.text(OLD_OBJECT_ID);
  }

  /** Whether the change ends its object's life. */
  public static boolean endsObject(RawEvent change) {
    String status = change.text(STATUS);
    return "finished".equals(status) || "transient".equals(status);
  }

  /** Where an object's change is routed, mostly the object's name; null when it does not say. */
  public static @Nullable String routingKey(RawEvent change) {
    return change.text(ROUTING_KEY);
  }

  /** The machine; null when the record does not say. */
  public static @Nullable String host(RawEvent record) {
    return first(record, HOST, HOST_IN_HEADERS, OLD_HOST);
  }

  /** What the process calls itself; null when it does not say. */
  public static @Nullable String service(RawEvent record) {
    return record.text(SERVICE);
  }

  /** The process, as {@code host/number}; the number alone or null when it does not say. */
  public static @Nullable String process(RawEvent record) {
    String number = first(record, PROCESS, PID);
    String host = host(record);
    return number == null || host == null ? number : host + '/' + number;
  }

  private static @Nullable String first(RawEvent record, FieldPath... paths) {
    for (FieldPath path : paths) {
      String text = record.text(path);
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
