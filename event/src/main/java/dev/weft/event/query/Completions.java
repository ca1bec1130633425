package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What fits where somebody types. Any text is taken, however incomplete or wrong; nothing is ever
 * thrown.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param from where what is completed begins
 * @param to what lies from {@code from} to here is replaced
 * @param typed what was typed of it, without quotes and escapes
 * @param items what the language itself knows to fit, best first
 * @param wanted what a store can add
 * @param field of {@link Wanted#VALUES} the field; else null
 */
public record Completions(
    int from, int to, String typed, List<Item> items, Wanted wanted, @Nullable String field) {
  private static final List<String> LEADS = List.of("f.", "obj.");

  /** Copies the items. */
  public Completions {
    requireNonNull(typed, "typed");
    items = List.copyOf(items);
    requireNonNull(wanted, "wanted");
  }

  /** What a store can add to the items. */
  public enum Wanted {
    NOTHING,
    /** Names of events' own fields that begin with {@link #storeTyped()}, before a colon. */
    FIELDS,
    /** The same in a stage, without a colon. */
    COLUMNS,
    /** Values of {@link #field()} that begin with {@link #storeTyped()}. */
    VALUES
  }

  /** What an item is. */
  public enum Kind {
    FIELD,
    VALUE,
    OPERATOR,
    STAGE
  }

  /**
   * A text that fits.
   *
   * @param note what it is, for a person; may be empty
   */
  public record Item(String text, Kind kind, String note) {
    /** Checks that all are there. */
    public Item {
      requireNonNull(text, "text");
      requireNonNull(kind, "kind");
      requireNonNull(note, "note");
    }
  }

  /**
   * What fits at a place of a text.
   *
   * @param caret in characters from 0; one outside the text counts as its nearest end
   */
  public static Completions at(String text, int caret) {
    int at = Math.max(0, Math.min(caret, text.length()));
    return new CompletionScan(text, at).complete();
  }

  /** What a store is asked for: {@link #typed()} without {@code f.} and {@code obj.}. */
  public String storeTyped() {
    return ofFields() ? typed.substring(lead().length()) : typed;
  }

  /** The item for what a store found: a value, or the name of a field. */
  public Item item(String found) {
    if (!ofFields()) {
      return new Item(Printer.value(found), Kind.VALUE, "");
    }
    String lead = lead().isEmpty() && BuiltInField.named(found) != null ? "f." : lead();
    return new Item(lead + found + (wanted == Wanted.FIELDS ? ":" : ""), Kind.FIELD, "");
  }

  private boolean ofFields() {
    return wanted == Wanted.FIELDS || wanted == Wanted.COLUMNS;
  }

  private String lead() {
    return LEADS.stream().filter(typed::startsWith).findFirst().orElse("");
  }
}
