package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A record's own bytes plus a lazy view of them, laid over one record after the other.
 *
 * <h2>Reading</h2>
 *
 * {@link #over} does nothing yet. The first question walks the record once, checks its whole
 * grammar and notes where each top-level member lies; every further question looks there. A record
 * that is not one well-formed JSON object has a {@link #problem()}, and no fields. Nothing is
 * allocated but the texts and values that are asked for. Of members with the same name the last
 * counts, as in Python and in browsers.
 *
 * <h2>Changing</h2>
 *
 * {@link #put} and {@link #remove} splice into a buffer of the view's own; every byte that is not
 * concerned stays as it came. The bytes that the view was laid over are never written.
 *
 * <p>Used by one thread at a time. What it hands out as offsets holds until the next change.
 */
public final class RawEvent {
  private static final int MOST_KEPT = 1 << 20;
  private static final int KEPT_NAMES = 32;
  private static final int LONGEST_KEPT_NAME = 100;
  private static final int NOWHERE = -1;

  private enum State {
    UNSEEN,
    GOOD,
    BAD
  }

  private final JsonScanner scanner = new JsonScanner();
  private final MemberIndex top = new MemberIndex();
  private final RawEdit edit = new RawEdit(this);
  private MemberIndex[] nested = {};
  private int[] nestedAt = {};
  private String[] names = {};
  private State state = State.BAD;
  private byte[] bytes = {};
  private int start;
  private int end;
  private byte[] own = {};
  private boolean edited;
  private int foundStart;
  private int foundEnd;

  /** A view of nothing yet. */
  public RawEvent() {
    over(new byte[0]);
  }

  /** Lays the view over a record. */
  public RawEvent over(byte[] record) {
    return over(record, 0, record.length);
  }

  /** Lays the view over the record from {@code from} to {@code to}. */
  @SuppressWarnings("ReferenceEquality") // is it the same array?
  public RawEvent over(byte[] source, int from, int to) {
    if (own.length > MOST_KEPT || own == source) {
      own = new byte[0];
    }
    bytes = source;
    start = from;
    end = to;
    state = State.UNSEEN;
    edited = false;
    forgetNested();
    return this;
  }

  /** Where the record lies, with its changes. Never to be written. */
  public byte[] bytes() {
    return bytes;
  }

  /** Its first byte. */
  public int start() {
    return start;
  }

  /** Behind its last byte. */
  public int end() {
    return end;
  }

  /** A copy of the record, with its changes. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /** Whether the record was changed through this view. */
  public boolean edited() {
    return edited;
  }

  /** What is wrong with the record, with the place; null when it is one well-formed object. */
  public @Nullable String problem() {
    return ready() ? null : scanner.problem().getMessage();
  }

  /** Throws when the record is not one well-formed object. */
  void check() {
    if (!ready()) {
      throw scanner.problem();
    }
  }

  private boolean ready() {
    if (state == State.UNSEEN) {
      state = walk() ? State.GOOD : State.BAD;
    }
    return state == State.GOOD;
  }

  private boolean walk() {
    scanner.over(bytes, start, end);
    int open = scanner.space(start);
    int behind =
        scanner.is(open, '{') ? top.fill(scanner, open, 0) : scanner.fail("a JSON object", open);
    return behind >= 0 && scanner.nothingMore(behind) >= 0;
  }

  /** Whether there is a value, be it null. */
  public boolean has(FieldPath path) {
    return find(path);
  }

  /** The text, number, true or false there as text; null for all else. */
  public @Nullable String text(FieldPath path) {
    return find(path) ? foundText() : null;
  }

  /** The number there; NaN for all else. */
  public double number(FieldPath path) {
    return find(path) && kind() == JsonKind.NUMBER
        ? JsonNumber.toDouble(bytes, foundStart, foundEnd)
        : Double.NaN;
  }

  /** The value there as {@link JsonReader} reads it; null when there is none. */
  public @Nullable Object value(FieldPath path) {
    return find(path) ? JsonReader.readChecked(bytes, foundStart, foundEnd) : null;
  }

  /**
   * Whether the value there is that text, or a number, true or false written just so. Cheaper than
   * {@link #text}.
   */
  public boolean textEquals(FieldPath path, byte[] utf8) {
    if (!find(path)) {
      return false;
    }
    return switch (kind()) {
      case TEXT -> JsonText.equal(bytes, foundStart + 1, foundEnd - 1, utf8);
      case NUMBER, BOOLEAN -> Arrays.equals(bytes, foundStart, foundEnd, utf8, 0, utf8.length);
      case NULL, OBJECT, ARRAY -> false;
    };
  }

  /**
   * Finds a value without making anything of it; then {@link #valueStart()}, {@link #valueEnd()}
   * and {@link #kind()} tell of it. Of several that a wild path stands for, the last.
   */
  public boolean find(FieldPath path) {
    if (!ready()) {
      return false;
    }
    return path.wild() ? edit.findLast(path, top) : locate(path, 0, top);
  }

  private boolean locate(FieldPath path, int level, MemberIndex members) {
    for (int to = path.size(); to > level; to--) {
      int member = members.last(bytes, path.joined(level, to));
      if (member >= 0
          && (to == path.size() ? found(members, member) : inside(path, to, members, member))) {
        return true;
      }
    }
    return false;
  }

  private boolean inside(FieldPath path, int level, MemberIndex members, int member) {
    MemberIndex inner = nested(level, members.valueStart(member));
    return inner != null && locate(path, level, inner);
  }

  boolean found(MemberIndex members, int member) {
    foundStart = members.valueStart(member);
    foundEnd = members.valueEnd(member);
    return true;
  }

  /** The members of the object that begins there; null when it is no object. */
  @Nullable MemberIndex nested(int level, int open) {
    if (bytes[open] != '{') {
      return null;
    }
    while (nested.length <= level) {
      nested = Arrays.copyOf(nested, nested.length + 1);
      nested[nested.length - 1] = new MemberIndex();
      nestedAt = Arrays.copyOf(nestedAt, nested.length);
      nestedAt[nested.length - 1] = NOWHERE;
    }
    // Several questions about one object mostly come together.
    if (nestedAt[level] != open) {
      nested[level].fill(scanner, open, 0);
      nestedAt[level] = open;
    }
    return nested[level];
  }

  private void forgetNested() {
    Arrays.fill(nestedAt, NOWHERE);
  }

  /** What {@link #find} or {@link #member} found last begins here. */
  public int valueStart() {
    return foundStart;
  }

  /** What {@link #find} or {@link #member} found last ends before this. */
  public int valueEnd() {
    return foundEnd;
  }

  /** What {@link #find} or {@link #member} found last is. */
  public JsonKind kind() {
    return JsonKind.at(bytes[foundStart]);
  }

  /** The text, number, true or false found last as text; null for all else. */
  public @Nullable String foundText() {
    return switch (kind()) {
      case TEXT -> JsonText.read(bytes, foundStart + 1, foundEnd - 1);
      case NUMBER, BOOLEAN -> new String(bytes, foundStart, foundEnd - foundStart, UTF_8);
      case NULL, OBJECT, ARRAY -> null;
    };
  }

  /**
   * What was found last as text, or the beginning of it: what is made of its first {@code
   * mostBytes} bytes, or a few less. Numbers, true, false, null, objects and arrays as they are
   * written.
   */
  public String foundBeginning(int mostBytes) {
    boolean text = kind() == JsonKind.TEXT;
    int from = text ? foundStart + 1 : foundStart;
    int to = text ? foundEnd - 1 : foundEnd;
    if (to - from > mostBytes) {
      to = JsonText.wholeCharacters(bytes, from, from + mostBytes);
    }
    return text ? JsonText.read(bytes, from, to) : new String(bytes, from, to - from, UTF_8);
  }

  /** The value found last as {@link JsonReader} reads it. */
  public @Nullable Object foundValue() {
    return JsonReader.readChecked(bytes, foundStart, foundEnd);
  }

  /** How many members the record has; 0 when there is a problem. */
  public int members() {
    return ready() ? top.size() : 0;
  }

  /**
   * Finds the member of that number, from 0 in the record's order, as {@link #find} does, and
   * returns its name.
   */
  public String member(int number) {
    if (number >= members()) {
      throw new IndexOutOfBoundsException("member " + number + " of " + members());
    }
    found(top, number);
    return name(number);
  }

  /** Most records have the names of the one before, in the same places. */
  private String name(int number) {
    int from = top.nameStart(number);
    int to = top.nameEnd(number);
    if (number >= KEPT_NAMES || to - from > LONGEST_KEPT_NAME) {
      return JsonText.read(bytes, from, to);
    }
    if (number >= names.length) {
      names = Arrays.copyOf(names, KEPT_NAMES);
    }
    String kept = names[number];
    if (kept == null || !JsonText.isPlain(kept, bytes, from, to)) {
      kept = JsonText.read(bytes, from, to);
      names[number] = kept;
    }
    return kept;
  }

  /**
   * Puts a value, as {@link JsonWriter#value} writes it, in the place of those that the path stands
   * for. Where there is none, it is added, with the objects around it; a null on the way becomes an
   * object, and below a scalar or an array the rest of the path becomes one name with dots. A wild
   * path only replaces.
   *
   * @return whether the record was changed; false for a record with a problem
   */
  public boolean put(FieldPath path, @Nullable Object value) {
    return ready() && edit.put(path, top, value);
  }

  /**
   * As {@link #put(FieldPath, Object)}, with a value that is JSON already.
   *
   * @throws JsonException when it is not exactly one JSON value
   */
  public boolean put(FieldPath path, byte[] json) {
    return ready() && edit.putJson(path, top, json);
  }

  /**
   * Removes the values that the path stands for, with their names.
   *
   * @return whether there was one
   */
  public boolean remove(FieldPath path) {
    return ready() && edit.remove(path, top);
  }

  /** Notes what a wild path stands for, by its place from the record's start. */
  boolean foundAt(int from, int to) {
    foundStart = start + from;
    foundEnd = start + to;
    return true;
  }

  /** Replaces what lies from {@code from} to {@code to}, counted from the record's start. */
  @SuppressWarnings("ReferenceEquality") // is it the same array?
  void splice(int from, int to, byte[] source, int count) {
    int by = count - (to - from);
    int length = end - start;
    if (own.length < length + by) {
      own = new byte[Math.max(own.length * 2, length + by + 256)];
    }
    System.arraycopy(bytes, start + to, own, from + count, length - to);
    if (bytes != own) {
      System.arraycopy(bytes, start, own, 0, from);
    }
    System.arraycopy(source, 0, own, from, count);
    top.shift(start + from, start + to, by);
    forgetNested();
    moveToOwn(length + by);
  }

  private void moveToOwn(int length) {
    if (start != 0) {
      top.move(-start);
    }
    bytes = own;
    start = 0;
    end = length;
    edited = true;
    scanner.over(bytes, start, end);
  }
}
