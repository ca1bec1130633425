package dev.weft.event.display;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the values that a program gave, from where the record keeps them: at the top level, in its
 * task's context, in the logging system's context; of an object's change the new values. A name
 * that comes in several of these stands once, as the nearest has it. Used by one thread.
 */
final class RowFields {
  private static final byte[] FIELDS = JsonWriter.encodedName("fields");
  private static final byte[] MORE = JsonWriter.encodedName("more");
  private static final FieldPath OBJECT = FieldPath.of(WireKey.OBJECT);
  private static final FieldPath CONTEXT = FieldPath.of(WireKey.CONTEXT);
  private static final FieldPath MDC = FieldPath.of(WireKey.MDC);
  private static final FieldPath MARKERS = FieldPath.of(WireKey.MARKERS);
  private static final FieldPath ACTION = FieldPath.of(WireKey.ACTION);
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 300;

  // A name and the last member of it in the object that has it.
  private final Map<String, Integer> last = new HashMap<>();
  private final Map<String, Boolean> written = new HashMap<>();
  private final RawEvent inner = new RawEvent();
  private int left;
  private int more;

  /** Writes a member {@code fields}, unless there is none. */
  void write(JsonWriter json, RawEvent event, RowKind kind, boolean inTask) {
    written.clear();
    left = MOST;
    more = 0;
    int before = json.length();
    json.name(FIELDS).beginObject();
    int empty = json.length();
    if (kind == RowKind.CHANGE) {
      if (!"delete".equals(event.text(ACTION))) {
        inside(json, event, OBJECT, false);
      }
    } else {
      members(json, event, true, false);
      inside(json, event, CONTEXT, inTask);
      inside(json, event, MDC, false);
      markers(json, event);
    }
    if (json.length() == empty) {
      takeBack(json, before);
      return;
    }
    json.endObject();
    if (more > 0) {
      json.name(MORE).number(more);
    }
  }

  // Behind a row's other members a comma is due, which is what an empty raw value leaves so.
  private static void takeBack(JsonWriter json, int length) {
    json.cutTo(length).raw(new byte[0]);
  }

  private void inside(JsonWriter json, RawEvent event, FieldPath path, boolean skipKey) {
    if (event.find(path) && event.kind() == JsonKind.OBJECT) {
      inner.over(event.bytes(), event.valueStart(), event.valueEnd());
      members(json, inner, false, skipKey);
    }
  }

  private void members(JsonWriter json, RawEvent from, boolean top, boolean skipKey) {
    int count = from.members();
    last.clear();
    for (int i = 0; i < count; i++) {
      String name = from.member(i);
      if (!(top && WireKey.RESERVED.contains(name)) && !(skipKey && name.equals(WireKey.KEY))) {
        last.put(name, i);
      }
    }
    for (int i = 0; i < count && !last.isEmpty(); i++) {
      String name = from.member(i);
      if (last.getOrDefault(name, -1) == i && written.putIfAbsent(name, true) == null) {
        member(json, name, from);
      }
    }
  }

  private void member(JsonWriter json, String name, RawEvent found) {
    if (left == 0 || name.length() > LONGEST_NAME) {
      more++;
      return;
    }
    left--;
    json.name(name);
    RawValues.writeCut(json, found);
  }

  private void markers(JsonWriter json, RawEvent event) {
    if (event.find(MARKERS)
        && event.kind() == JsonKind.ARRAY
        && event.valueEnd() - event.valueStart() > 2
        && !written.containsKey(WireKey.MARKERS)) {
      member(json, WireKey.MARKERS, event);
    }
  }
}
