package dev.weft.mirror;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** An object as a program with Weft's library has it, and the changes that it sends. */
final class RemoteObject {
  static final Source SHOP = new Source("host-1", "shop", 7, "run-1");
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final String id;
  private final Source source;
  private final String routingKey;
  private final boolean counts;
  private final Map<String, Object> state = new LinkedHashMap<>();
  private long made;

  private RemoteObject(String id, Source source, String routingKey, boolean counts) {
    this.id = id;
    this.source = source;
    this.routingKey = routingKey;
    this.counts = counts;
  }

  static RemoteObject of(String id) {
    return new RemoteObject(id, SHOP, "shop.order", true);
  }

  static RemoteObject of(String id, String routingKey) {
    return new RemoteObject(id, SHOP, routingKey, true);
  }

  /** One of a program with contexture's library. */
  static RemoteObject ofPython(String id) {
    return new RemoteObject(id, new Source("host-2", "?", 0, "handler"), "shop.order", false);
  }

  static String alive(Source source) {
    return "{\"time_in\":1.5,\"hostname\":\""
        + source.host()
        + "\",\"process\":7,\"weft\":{\"v\":1,\"src\":\""
        + source.id()
        + "\",\"kind\":\"alive\"}}";
  }

  String id() {
    return id;
  }

  /** What it is now. */
  synchronized Map<String, Object> state() {
    return new HashMap<>(state);
  }

  synchronized long sequence() {
    return made - 1;
  }

  ObjectChanged born(Object... namesAndValues) {
    return change(ObjectKind.BORN, null, fields(namesAndValues));
  }

  ObjectChanged set(Object... namesAndValues) {
    return change(ObjectKind.UPDATED, null, fields(namesAndValues));
  }

  ObjectChanged said(String message, Object... namesAndValues) {
    return change(ObjectKind.UPDATED, message, fields(namesAndValues));
  }

  ObjectChanged fleeting(Object... namesAndValues) {
    return change(ObjectKind.TRANSIENT, null, fields(namesAndValues));
  }

  ObjectChanged finished() {
    return change(ObjectKind.FINISHED, null, Map.of());
  }

  synchronized ObjectChanged removed(String name) {
    state.remove(name);
    return make(ObjectKind.UPDATED, made++, Map.of(), Set.of(name), null);
  }

  synchronized ObjectChanged snapshot() {
    return make(ObjectKind.SNAPSHOT, made - 1, state, Set.of(), null);
  }

  private synchronized ObjectChanged change(
      ObjectKind kind, String message, Map<String, Object> set) {
    state.putAll(set);
    return make(kind, made++, set, Set.of(), message);
  }

  private ObjectChanged make(
      ObjectKind kind,
      long sequence,
      Map<String, Object> set,
      Set<String> removed,
      String message) {
    return new ObjectChanged(
        NOON.plusMillis(sequence),
        source,
        OptionalLong.empty(),
        null,
        id,
        routingKey,
        Map.of("hostname", source.host()),
        kind,
        counts ? OptionalLong.of(sequence) : OptionalLong.empty(),
        set,
        removed,
        1,
        Level.INFO,
        message,
        kind == ObjectKind.FINISHED ? Duration.ofMillis(sequence) : null,
        null);
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
