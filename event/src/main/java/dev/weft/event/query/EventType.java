package dev.weft.event.query;

import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an event is, by the members of its record. Functions only. */
final class EventType {
  static final String BEGIN = "begin";

  private static final Literal UNSAID_BEGIN = new Literal("0@");
  private static final Place KEY = Place.of(WireKey.CONTEXT + '.' + WireKey.KEY);
  private static final Place KIND = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);
  private static final Place WEFT = Place.of(WireKey.WEFT);
  private static final Place OBJECT = Place.of(WireKey.OBJECT);
  private static final Place OBJECT_ID = Place.of(WireKey.OBJECT_ID, "id");
  private static final Place STATUS = Place.of(WireKey.STATUS);
  private static final Place MSG = Place.of(WireKey.MSG);
  private static final Place LEVEL = Place.of(WireKey.LEVEL_NUMBER);

  /** By name, the more telling first: what is a change and a line is rather the change. */
  private static final Map<String, Condition> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put(BEGIN, (event, around) -> begin(event));
    for (String kind : new String[] {"end", "loss", "source", "level"}) {
      Literal literal = new Literal(kind);
      TYPES.put(kind, (event, around) -> KIND.find(event) && literal.isFound(event));
    }
    for (String status : new String[] {"born", "finished", "transient", "snapshot"}) {
      Literal literal = new Literal(status);
      TYPES.put(
          status, (event, around) -> object(event) && STATUS.find(event) && literal.isFound(event));
    }
    TYPES.put("change", (event, around) -> object(event) && !STATUS.find(event));
    TYPES.put("msg", (event, around) -> message(event));
  }

  private EventType() {}

  /** The conditions by name. */
  static Map<String, Condition> conditions() {
    return Map.copyOf(TYPES);
  }

  /** The names. */
  static List<String> names() {
    return List.copyOf(TYPES.keySet());
  }

  /** What it is; null when it is nothing that has a name. */
  static @Nullable String of(RawEvent event) {
    for (Map.Entry<String, Condition> type : TYPES.entrySet()) {
      if (type.getValue().holds(event, Surroundings.NONE)) {
        return type.getKey();
      }
    }
    return null;
  }

  /** Begins are told by their number where a program does not say. */
  private static boolean begin(RawEvent event) {
    return BEGIN.equals(KIND.text(event)) || unsaidBegin(event);
  }

  private static boolean unsaidBegin(RawEvent event) {
    return !WEFT.find(event) && KEY.find(event) && UNSAID_BEGIN.beginsFound(event);
  }

  private static boolean message(RawEvent event) {
    return MSG.find(event) && LEVEL.find(event) && !KIND.find(event) && !unsaidBegin(event);
  }

  /** Whether it is a live object's. */
  static boolean object(RawEvent event) {
    return OBJECT.find(event) && event.kind() == JsonKind.OBJECT && OBJECT_ID.find(event);
  }

  /** The live object's id; null when it is none's. */
  static @Nullable String objectId(RawEvent event) {
    return object(event) ? OBJECT_ID.text(event) : null;
  }
}
