package dev.weft.event.query;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text up to the caret, forgivingly: which brackets are open, and whether a field, a value
 * or a stage is being typed. Used once, by one thread.
 */
final class CompletionScan {
  private static final String DELIMITERS = "(){}[]\"|";
  private static final Pattern FIELD = Pattern.compile("[\\p{L}_@][\\p{L}\\p{Nd}_.@-]*:(?!//)");
  private static final Pattern OPERATOR = Pattern.compile(">=|<=|>|<|=");

  private final String text;
  private final int caret;
  private final Deque<Open> open = new ArrayDeque<>();
  private int at;
  private int stage = -1;
  private boolean afterTerm;
  private @Nullable String field;

  CompletionScan(String text, int caret) {
    this.text = text;
    this.caret = caret;
  }

  /**
   * A bracket that is not closed before the caret.
   *
   * @param field whose values stand in it; null for a condition
   */
  private record Open(char bracket, @Nullable String field) {}

  Completions complete() {
    while (at < caret) {
      char c = text.charAt(at);
      if (c == '"') {
        int quote = at;
        if (!closesPhrase()) {
          return phrase(quote);
        }
        term();
      } else if (c == '|') {
        bar();
      } else if (DELIMITERS.indexOf(c) >= 0) {
        bracket(c);
      } else if (Character.isWhitespace(c)) {
        field = null;
        at++;
      } else {
        int start = at;
        skipWord();
        if (at == caret) {
          return word(start);
        }
        behindWord(start);
      }
    }
    return word(caret);
  }

  private boolean closesPhrase() {
    for (at++; at < caret; at++) {
      if (text.charAt(at) == '"') {
        at++;
        return true;
      }
      if (text.charAt(at) == '\\') {
        at++;
      }
    }
    at = caret;
    return false;
  }

  private void term() {
    field = null;
    afterTerm = true;
  }

  private void bar() {
    if (text.startsWith("||", at) && stage < 0) {
      at += 2;
      afterTerm = false;
      return;
    }
    at++;
    stage = at;
    open.clear();
  }

  private void bracket(char c) {
    at++;
    if (c == '(' || c == '[' || c == '{') {
      open.push(new Open(c, field));
      afterTerm = false;
    } else {
      open.poll();
      afterTerm = true;
    }
    field = null;
  }

  private void skipWord() {
    while (at < caret
        && !Character.isWhitespace(text.charAt(at))
        && DELIMITERS.indexOf(text.charAt(at)) < 0) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, caret);
  }

  /** A word that is not being typed any more: before a bracket it may be a field's. */
  private void behindWord(int start) {
    String word = text.substring(start, at);
    Matcher named = FIELD.matcher(word.replaceFirst("^[-!]+", ""));
    boolean colonLast =
        named.lookingAt()
            && OPERATOR.matcher(word.substring(word.indexOf(':') + 1)).replaceFirst("").isEmpty();
    field = colonLast && open.stream().allMatch(o -> o.field() == null) ? name(named) : null;
    afterTerm = !word.matches("AND|OR|NOT|&&|[-!]+");
  }

  private static String name(Matcher named) {
    return named.group().substring(0, named.group().length() - 1);
  }

  private Completions phrase(int quote) {
    int close = text.indexOf('"', caret);
    boolean itsOwn = close >= 0 && text.substring(caret, close).indexOf(' ') < 0;
    int to = itsOwn ? close + 1 : caret;
    String typed = unescaped(text.substring(quote + 1, caret));
    String of = field != null ? field : valuesOf();
    return of == null || stage >= 0
        ? new Completions(quote, to, typed, List.of(), Completions.Wanted.NOTHING, null)
        : ValueItems.of(of, quote, to, typed);
  }

  private @Nullable String valuesOf() {
    return open.isEmpty() ? null : open.peek().field();
  }

  private Completions word(int start) {
    if (stage >= 0) {
      return new StageItems(text, stage, caret).complete();
    }
    String word = text.substring(start, caret);
    String inBrackets = valuesOf();
    if (inBrackets != null) {
      return value(inBrackets, start, open.peek() != null && open.peek().bracket() != '(');
    }
    int signs = word.length() - word.replaceFirst("^[-!]+", "").length();
    Matcher named = FIELD.matcher(text).region(start + signs, caret);
    boolean path = word.matches("(?s)[A-Za-z]:\\\\.*");
    if (!path && named.lookingAt()) {
      return value(name(named), named.end(), false);
    }
    if (field != null && word.isEmpty()) {
      return value(field, start, false);
    }
    return FieldItems.of(text, start + signs, caret, afterTerm && signs == 0, open.isEmpty());
  }

  private Completions value(String of, int start, boolean range) {
    int from = start;
    Matcher operator = OPERATOR.matcher(text).region(start, caret);
    if (operator.lookingAt()) {
      from = operator.end();
    }
    int arrow = text.substring(from, caret).lastIndexOf("->");
    from = arrow < 0 ? from : from + arrow + 2;
    int to = caret;
    while (to < text.length()
        && !Character.isWhitespace(text.charAt(to))
        && DELIMITERS.indexOf(text.charAt(to)) < 0) {
      to++;
    }
    String typed = unescaped(text.substring(from, caret));
    Completions values = ValueItems.of(of, from, to, typed);
    return range || from > start || !typed.isEmpty() ? values : ValueItems.withOperators(values);
  }

  private static String unescaped(String raw) {
    return raw.replaceAll("\\\\(.?)", "$1");
  }
}
