package dev.weft.event.query;

import dev.weft.event.query.Completions.Item;
import dev.weft.event.query.Completions.Kind;
import dev.weft.event.query.Completions.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What fits where a term begins. */
final class FieldItems {
  private FieldItems() {}

  /**
   * What fits.
   *
   * @param from where the word begins
   * @param afterTerm whether a term stands before it, so that an operator may follow
   * @param outside whether no bracket is open, so that a stage may follow
   */
  static Completions of(String text, int from, int caret, boolean afterTerm, boolean outside) {
    String typed = text.substring(from, caret);
    if (typed.matches("(?s)[A-Za-z]:?\\\\.*")) {
      return path(text, from, caret);
    }
    List<Item> items = new ArrayList<>();
    for (BuiltInField field : BuiltInField.values()) {
      if (field.word().startsWith(typed.toLowerCase(Locale.ROOT))) {
        items.add(new Item(field.word() + ':', Kind.FIELD, field.note()));
      }
    }
    operator(items, typed, "in{", "events of trees that hold one like this");
    operator(items, typed, "under{", "events in and below tasks that hold one like this");
    operator(items, typed, "NOT", "not what follows");
    if (afterTerm) {
      operator(items, typed, "OR", "either");
      operator(items, typed, "AND", "both, as without it");
    }
    if (afterTerm && outside && typed.isEmpty()) {
      items.add(new Item("|", Kind.OPERATOR, "count, sort, show what was found"));
    }
    int to = caret;
    while (to < text.length() && inName(text.charAt(to))) {
      to++;
    }
    to += to < text.length() && text.charAt(to) == ':' ? 1 : 0;
    return new Completions(from, to, typed, items, Wanted.FIELDS, null);
  }

  private static boolean inName(char c) {
    return Character.isLetterOrDigit(c) || "_.@-".indexOf(c) >= 0;
  }

  private static void operator(List<Item> items, String typed, String operator, String note) {
    if (operator.regionMatches(true, 0, typed, 0, typed.length())) {
      items.add(new Item(operator, Kind.OPERATOR, note));
    }
  }

  /** A Windows path stands in quotes. */
  private static Completions path(String text, int from, int caret) {
    int to = caret;
    while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
      to++;
    }
    Item quoted = new Item(Printer.quoted(text.substring(from, to)), Kind.VALUE, "as a text");
    return new Completions(
        from, to, text.substring(from, caret), List.of(quoted), Wanted.NOTHING, null);
  }
}
