package dev.weft.object;

import static java.util.Objects.requireNonNull;

import dev.weft.bridge.Bridging;
import dev.weft.event.Level;
import dev.weft.record.Recording;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a live object at once: readers see all of it or nothing, in one message.
 *
 * <p>Used by one thread, inside {@link LiveObject#update}.
 */
public final class Update {
  private static final @Nullable Object[] NOTHING = {};
  private static final int PARTS = 3;
  private static final int MANY = 32;

  private final FieldRules rules;
  private final boolean onlyWhatDiffers;
  // Name, value as it travels, value as it was given, in turn: one array instead of three.
  private @Nullable Object[] entries = NOTHING;
  private int count;
  // From so many on that a look through all takes longer.
  private @Nullable Map<String, Integer> places;
  private Level level = Level.INFO;
  private String template = "";
  private @Nullable Object[] arguments = NOTHING;
  private @Nullable Throwable thrown;

  /** An empty one; {@code onlyWhatDiffers} leaves out values that the object has already. */
  Update(FieldRules rules, boolean onlyWhatDiffers) {
    this.rules = rules;
    this.onlyWhatDiffers = onlyWhatDiffers;
  }

  /**
   * Gives a field a value, which is taken now. A live object or a scope travels as its id.
   *
   * @throws IllegalArgumentException when the name is one of {@code context log update _}
   */
  public Update set(String name, @Nullable Object value) {
    String field = FieldRules.name(name);
    put(field, rules.taken(field, value), value);
    return this;
  }

  /** Removes a field, which is not the same as setting it to null. One that is not there is not. */
  public Update remove(String name) {
    put(FieldRules.name(name), Mark.REMOVED, null);
    return this;
  }

  /**
   * Says something with the change.
   *
   * @param text the words; {@code {name}} stands for the object's value of that name after the
   *     change, and stays as it is where there is none. {@code {name!r}} quotes texts, {@code
   *     {name:>8}} and {@code {name:.2f}} format
   * @param values for Python's {@code %s}, {@code %d} … in the text; taken now
   */
  public Update message(Level level, String text, @Nullable Object... values) {
    this.level = requireNonNull(level, "level");
    template = String.valueOf(text);
    arguments =
        values == null || values.length == 0
            ? NOTHING
            : Bridging.captured(Recording.capture(), values);
    return this;
  }

  /** Adds an exception to the message. */
  public Update thrown(@Nullable Throwable exception) {
    thrown = exception;
    return this;
  }

  /** The same for a name that may be reserved and is hidden then. */
  Update setUnchecked(String name, @Nullable Object value) {
    put(name, rules.taken(name, value), value);
    return this;
  }

  private void put(String name, @Nullable Object taken, @Nullable Object given) {
    int at = PARTS * place(name);
    entries[at] = name;
    entries[at + 1] = taken;
    entries[at + 2] = given;
  }

  private int place(String name) {
    int known = placed(name);
    if (known >= 0) {
      return known;
    }
    if (PARTS * count == entries.length) {
      entries = Arrays.copyOf(entries, Math.max(PARTS, 2 * entries.length));
    }
    if (places != null) {
      places.put(name, count);
    }
    return count++;
  }

  private int placed(String name) {
    if (count >= MANY && places == null) {
      places = new HashMap<>();
      for (int i = 0; i < count; i++) {
        places.put(name(i), i);
      }
    }
    if (places != null) {
      return places.getOrDefault(name, -1);
    }
    for (int i = 0; i < count; i++) {
      if (name.equals(entries[PARTS * i])) {
        return i;
      }
    }
    return -1;
  }

  int size() {
    return count;
  }

  String name(int index) {
    return (String) requireNonNull(entries[PARTS * index]);
  }

  /** The value as it travels, {@link Mark#HIDDEN} or {@link Mark#REMOVED}. */
  @Nullable Object taken(int index) {
    return entries[PARTS * index + 1];
  }

  @Nullable Object given(int index) {
    return entries[PARTS * index + 2];
  }

  boolean onlyWhatDiffers() {
    return onlyWhatDiffers;
  }

  boolean speaks() {
    return !template.isEmpty() || thrown != null;
  }

  Level level() {
    return level;
  }

  String template() {
    return template;
  }

  @Nullable Throwable thrown() {
    return thrown;
  }

  /** The message with values in their places, of names that are found in {@code values}. */
  String message(Function<String, @Nullable Object> values) {
    return Placeholders.fill(template, values, arguments);
  }
}
