package dev.weft.event.collate;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the changes of one object, as its program would send them. */
final class Changes {
  static final Source SHOP = new Source("host-1", "shop", 7, "run-1");
  static final Source SHOP_RESTARTED = new Source("host-1", "shop", 8, "run-2");
  static final Source PYTHON = new Source("host-2", "?", 0, "handler-1");
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final String id;
  private final Source source;
  private final boolean counts;
  private Instant time;
  private long made;

  Changes(String id, Source source, boolean counts, Instant from) {
    this.id = id;
    this.source = source;
    this.counts = counts;
    this.time = from;
  }

  /** Those of an object of Weft's. */
  static Changes of(String id) {
    return new Changes(id, SHOP, true, NOON);
  }

  /** Those of an object of contexture's. */
  static Changes ofPython(String id) {
    return new Changes(id, PYTHON, false, NOON);
  }

  ObjectChanged born(Object... namesAndValues) {
    return next(ObjectKind.BORN, fields(namesAndValues), Set.of(), null);
  }

  ObjectChanged set(Object... namesAndValues) {
    return next(ObjectKind.UPDATED, fields(namesAndValues), Set.of(), null);
  }

  ObjectChanged change(Map<String, Object> set, Set<String> removed) {
    return next(ObjectKind.UPDATED, set, removed, null);
  }

  ObjectChanged removed(String... names) {
    return next(ObjectKind.UPDATED, Map.of(), Set.of(names), null);
  }

  ObjectChanged said(String message) {
    return next(ObjectKind.UPDATED, Map.of(), Set.of(), message);
  }

  ObjectChanged finished() {
    return next(ObjectKind.FINISHED, Map.of(), Set.of(), null);
  }

  ObjectChanged fleeting(Object... namesAndValues) {
    return next(ObjectKind.TRANSIENT, fields(namesAndValues), Set.of(), null);
  }

  /** A snapshot behind the last change made. */
  ObjectChanged snapshot(Map<String, Object> all) {
    return make(ObjectKind.SNAPSHOT, made - 1, all, Set.of(), null);
  }

  /** Lets changes be made that never come. */
  void lose(int number) {
    made += number;
    time = time.plusMillis(number);
  }

  private ObjectChanged next(
      ObjectKind kind, Map<String, Object> set, Set<String> removed, @Nullable String message) {
    return make(kind, made++, set, removed, message);
  }

  private ObjectChanged make(
      ObjectKind kind,
      long sequence,
      Map<String, Object> set,
      Set<String> removed,
      @Nullable String message) {
    time = time.plusMillis(1);
    return new ObjectChanged(
        time,
        source,
        OptionalLong.empty(),
        null,
        id,
        "shop.order",
        Map.of("hostname", source.host()),
        kind,
        counts ? OptionalLong.of(sequence) : OptionalLong.empty(),
        set,
        removed,
        1,
        Level.INFO,
        message,
        kind == ObjectKind.FINISHED ? Duration.between(NOON, time) : null,
        null);
  }

  static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
