package dev.weft.event.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a {@link RawEvent}: finds every place that a path stands for, then splices from
 * the last to the first, so that the places before stay where they are. Places are counted from the
 * record's start, which moves with the first splice. Used by one thread.
 */
final class RawEdit {
  private static final byte[] NOTHING = {};
  private static final int INTS = 3;

  private final RawEvent event;
  private final JsonScanner checker = new JsonScanner();
  private final JsonWriter value = new JsonWriter();
  private final JsonWriter member = new JsonWriter();
  private int[] places = new int[INTS * 8];
  private int count;

  RawEdit(RawEvent event) {
    this.event = event;
  }

  boolean put(FieldPath path, MemberIndex top, @Nullable Object newValue) {
    value.reset().value(newValue);
    return put(path, top);
  }

  boolean putJson(FieldPath path, MemberIndex top, byte[] json) {
    if (checker.over(json, 0, json.length).document() < 0) {
      throw checker.problem();
    }
    value.reset().raw(json);
    return put(path, top);
  }

  private boolean put(FieldPath path, MemberIndex top) {
    find(path, top);
    if (count == 0) {
      return !path.wild() && insert(path, top);
    }
    for (int i = count - 1; i >= 0; i--) {
      event.splice(places[i * INTS + 1], places[i * INTS + 2], value.bytes(), value.length());
    }
    return true;
  }

  boolean remove(FieldPath path, MemberIndex top) {
    find(path, top);
    for (int i = count - 1; i >= 0; i--) {
      top.forget(event.start() + places[i * INTS + 1]);
      cut(event.start() + places[i * INTS], event.start() + places[i * INTS + 2]);
    }
    return count > 0;
  }

  // Takes the comma behind the member along; behind the last member there is none, so the one
  // before it goes.
  private void cut(int quote, int valueEnd) {
    byte[] bytes = event.bytes();
    int from = quote;
    int to = valueEnd;
    int behind = spaceBehind(bytes, valueEnd);
    if (bytes[behind] == ',') {
      to = spaceBehind(bytes, behind + 1);
    } else {
      int before = quote - 1;
      while (JsonScanner.isSpace(bytes[before])) {
        before--;
      }
      from = bytes[before] == ',' ? before : quote;
    }
    event.splice(from - event.start(), to - event.start(), NOTHING, 0);
  }

  private static int spaceBehind(byte[] bytes, int from) {
    int at = from;
    while (JsonScanner.isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  boolean findLast(FieldPath path, MemberIndex top) {
    find(path, top);
    return count > 0
        && event.foundAt(places[(count - 1) * INTS + 1], places[(count - 1) * INTS + 2]);
  }

  private void find(FieldPath path, MemberIndex top) {
    count = 0;
    find(path, 0, top);
  }

  private void find(FieldPath path, int level, MemberIndex members) {
    int before = count;
    for (int to = path.size(); to > level && count == before; to--) {
      findNamed(path, level, to, members);
    }
  }

  private void findNamed(FieldPath path, int level, int to, MemberIndex members) {
    boolean every = to == level + 1 && path.wild(level);
    for (int i = 0; i < members.size(); i++) {
      if (every || members.named(event.bytes(), i, path.joined(level, to))) {
        if (to == path.size()) {
          note(members, i);
        } else {
          MemberIndex inner = event.nested(to, members.valueStart(i));
          if (inner != null) {
            find(path, to, inner);
          }
        }
      }
    }
  }

  private void note(MemberIndex members, int found) {
    int at = count++ * INTS;
    if (at == places.length) {
      places = Arrays.copyOf(places, at * 2);
    }
    places[at] = members.nameStart(found) - 1 - event.start();
    places[at + 1] = members.valueStart(found) - event.start();
    places[at + 2] = members.valueEnd(found) - event.start();
  }

  private boolean insert(FieldPath path, MemberIndex top) {
    MemberIndex parent = top;
    int level = 0;
    for (int to = path.size() - 1; to > level; to--) {
      int found = parent.last(event.bytes(), path.joined(level, to));
      MemberIndex inner = found < 0 ? null : event.nested(to, parent.valueStart(found));
      if (inner != null) {
        parent = inner;
        level = to;
        to = path.size();
      }
    }
    insert(path, level, parent, top);
    return true;
  }

  private void insert(FieldPath path, int level, MemberIndex parent, MemberIndex top) {
    int blocking =
        level + 1 < path.size() ? parent.last(event.bytes(), path.joined(level, level + 1)) : -1;
    if (blocking < 0) {
      add(path.names().get(level), path, level + 1, parent, top);
    } else if (event.bytes()[parent.valueStart(blocking)] == 'n') {
      member.reset();
      within(path, level + 1);
      event.splice(
          parent.valueStart(blocking) - event.start(),
          parent.valueEnd(blocking) - event.start(),
          member.bytes(),
          member.length());
    } else {
      add(path.joinedName(level, path.size()), path, path.size(), parent, top);
    }
  }

  @SuppressWarnings("ReferenceEquality") // is it the same index?
  private void add(String name, FieldPath path, int level, MemberIndex parent, MemberIndex top) {
    boolean first = parent.size() == 0;
    if (first) {
      member.reset();
    } else {
      member.resume();
    }
    member.name(name);
    int nameStart = first ? 1 : 2;
    int valueStart = member.length();
    within(path, level);
    int at = parent.close() - event.start();
    event.splice(at, at, member.bytes(), member.length());
    if (parent == top) {
      int begin = event.start() + at;
      top.add(
          event.bytes(),
          begin + nameStart,
          begin + valueStart - 2,
          begin + valueStart,
          begin + member.length());
    }
  }

  // The value, inside the objects that the rest of the path asks for.
  private void within(FieldPath path, int level) {
    for (int i = level; i < path.size(); i++) {
      member.beginObject().name(path.names().get(i));
    }
    member.raw(value.bytes(), 0, value.length());
    for (int i = level; i < path.size(); i++) {
      member.endObject();
    }
  }
}
