package dev.weft.event.query;

import dev.weft.event.query.Completions.Item;
import dev.weft.event.query.Completions.Kind;
import dev.weft.event.query.Completions.Wanted;
import java.util.ArrayList;
import java.util.List;

/** What fits in a stage. Used once, by one thread. */
final class StageItems {
  private static final List<String> FUNCTIONS =
      List.of("p50", "p95", "p99", "max", "min", "avg", "sum", "count");

  private final int from;
  private final int caret;
  private final String text;
  private final String typed;
  private final List<String> before;

  /**
   * Makes the answer's parts.
   *
   * @param start behind the bar
   */
  StageItems(String text, int start, int caret) {
    this.text = text;
    this.caret = caret;
    List<StageWords.Word> words = StageWords.of(text.substring(start, caret));
    StageWords.Word last = words.isEmpty() ? null : words.get(words.size() - 1);
    boolean inWord =
        last != null
            && start + last.start() + last.text().length() == caret
            && !last.text().matches("[,()]");
    this.typed = inWord && last != null ? last.text() : "";
    this.from = caret - typed.length();
    this.before =
        words.subList(0, inWord ? words.size() - 1 : words.size()).stream()
            .map(StageWords.Word::text)
            .toList();
  }

  Completions complete() {
    if (before.isEmpty()) {
      return of(QueryTree.STAGES, Kind.STAGE);
    }
    String last = before.get(before.size() - 1);
    return switch (before.get(0)) {
      case "count" -> last.equals("count") ? of(List.of("by"), Kind.OPERATOR) : list(last, "by");
      case "fields" -> list(last, "fields");
      case "top" -> before.size() == 1 ? of(List.of("10", "20", "100"), Kind.VALUE) : once(2);
      case "limit" -> before.size() == 1 ? of(List.of("10", "100"), Kind.VALUE) : nothing();
      case "sort" -> before.size() == 1 ? columns() : of(List.of("desc", "asc"), Kind.OPERATOR);
      case "hist" -> hist(last);
      case "stats" -> stats(last);
      default -> nothing();
    };
  }

  private Completions hist(String last) {
    if (before.size() == 1) {
      return of(List.of("10s", "1m", "5m", "1h", "1d"), Kind.VALUE);
    }
    return before.size() == 2 ? of(List.of("by"), Kind.OPERATOR) : list(last, "by");
  }

  private Completions stats(String last) {
    if (before.contains("by")) {
      return list(last, "by");
    }
    if (last.equals("(")) {
      return columns();
    }
    if (last.equals(",") || last.equals("stats")) {
      return of(FUNCTIONS, Kind.VALUE);
    }
    return last.equals(")") ? of(List.of("by"), Kind.OPERATOR) : nothing();
  }

  /** Names with commas between them, behind {@code opener}. */
  private Completions list(String last, String opener) {
    return last.equals(opener) || last.equals(",") ? columns() : nothing();
  }

  private Completions once(int place) {
    return before.size() == place ? columns() : nothing();
  }

  private Completions columns() {
    List<Item> items = new ArrayList<>();
    for (BuiltInField field : BuiltInField.values()) {
      if (field.word().startsWith(typed)) {
        items.add(new Item(field.word(), Kind.FIELD, field.note()));
      }
    }
    return new Completions(from, to(), typed, items, Wanted.COLUMNS, null);
  }

  private Completions of(List<String> texts, Kind kind) {
    List<Item> items =
        texts.stream()
            .filter(item -> item.startsWith(typed))
            .map(item -> new Item(item, kind, ""))
            .toList();
    return new Completions(from, to(), typed, items, Wanted.NOTHING, null);
  }

  private Completions nothing() {
    return new Completions(caret, caret, "", List.of(), Wanted.NOTHING, null);
  }

  /** The rest of the word behind the caret goes with it. */
  private int to() {
    int to = caret;
    while (to < text.length()
        && !Character.isWhitespace(text.charAt(to))
        && ",()|".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    return to;
  }
}
