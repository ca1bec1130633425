package dev.weft.event.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads words, phrases and regular expressions off a query's text. Used by one parser. */
final class Scanner {
  private static final String DELIMITERS = "(){}[]\"|";
  private static final Pattern FUZZY = Pattern.compile(".+(~[0-9.]*|\\^[0-9.]+)");
  private static final Pattern FIELD = Pattern.compile("[\\p{L}_@][\\p{L}\\p{Nd}_.@-]*:(?!//)");

  final String text;
  int at;

  Scanner(String text) {
    this.text = text;
  }

  void skipWhite() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  boolean atEnd() {
    return at >= text.length();
  }

  /** Whether the text goes on like this; does not move. */
  boolean sees(String expected) {
    return text.startsWith(expected, at);
  }

  /** Moves behind {@code expected} if the text goes on like this. */
  boolean takes(String expected) {
    boolean seen = sees(expected);
    if (seen) {
      at += expected.length();
    }
    return seen;
  }

  /** Whether an operator stands here as a word of its own; does not move. */
  boolean seesOperator(String word) {
    return sees(word) && endsWord(at + word.length());
  }

  /** Moves behind an operator if one stands here as a word of its own. */
  boolean takesOperator(String word) {
    return seesOperator(word) && takes(word);
  }

  /** The name before a colon, moving behind the colon; null where the text is no field. */
  @Nullable String takeField() {
    Matcher field = FIELD.matcher(text).region(at, text.length());
    if (!field.useTransparentBounds(true).lookingAt()) {
      return null;
    }
    String name = text.substring(at, field.end() - 1);
    at = field.end();
    return name;
  }

  /**
   * A phrase, a regular expression or a word; null where none begins.
   *
   * @param inScalar whether {@code ->} ends it
   */
  @Nullable Term takeTerm(boolean inScalar) {
    if (sees("\"")) {
      return takePhrase();
    }
    Term regex = takeRegex(inScalar);
    return regex != null ? regex : takeWord(inScalar);
  }

  private Term takePhrase() {
    int start = at++;
    StringBuilder phrase = new StringBuilder();
    while (!atEnd()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return new Term.Phrase(phrase.toString());
      }
      phrase.append(c == '\\' && !atEnd() ? text.charAt(at++) : c);
    }
    throw error("this quote is never closed", start, List.of("\""), text + '"');
  }

  private @Nullable Term takeRegex(boolean inScalar) {
    if (!sees("/")) {
      return null;
    }
    StringBuilder pattern = new StringBuilder();
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != '/') {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        if (text.charAt(i + 1) != '/') {
          pattern.append('\\');
        }
        i++;
      }
      pattern.append(text.charAt(i++));
    }
    int flags = i + 1;
    int end = flags;
    while (end < text.length() && "im".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean ends = endsWord(end) || (inScalar && text.startsWith("->", end));
    if (i >= text.length() || !ends || pattern.isEmpty()) {
      return null; // a path such as /var/log
    }
    at = end;
    return new Term.Regex(pattern.toString(), text.substring(flags, end));
  }

  private @Nullable Term takeWord(boolean inScalar) {
    int start = at;
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    while (!endsWord(at) && !(inScalar && sees("->"))) {
      char c = text.charAt(at++);
      if (c == '*') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '\\') {
        part.append(escaped());
      } else {
        part.append(c);
      }
    }
    if (at == start) {
      return null;
    }
    rejectForeign(start);
    parts.add(part.toString());
    return new Term.Word(parts);
  }

  private char escaped() {
    if (atEnd()) {
      throw error(
          "a backslash needs a character after it", at - 1, List.of("a character"), text + '\\');
    }
    return text.charAt(at++);
  }

  /** Lucene's fuzzy and boost would be read as something else in silence. */
  private void rejectForeign(int start) {
    String raw = text.substring(start, at);
    if (FUZZY.matcher(raw).matches() && !raw.matches(".*\\\\[~^][0-9.]*")) {
      int sign = Math.max(raw.lastIndexOf('~'), raw.lastIndexOf('^'));
      boolean fuzzy = raw.charAt(sign) == '~';
      String plain = raw.substring(0, sign);
      throw error(
          fuzzy
              ? "fuzzy search (~) is not part of this language"
              : "boosting (^) is not part of this language",
          start + sign,
          List.of(),
          text.substring(0, start) + plain + (fuzzy ? "*" : "") + text.substring(at));
    }
  }

  private boolean endsWord(int index) {
    return index >= text.length()
        || Character.isWhitespace(text.charAt(index))
        || DELIMITERS.indexOf(text.charAt(index)) >= 0;
  }

  QueryException error(String problem, int position, List<String> expected, @Nullable String fix) {
    return new QueryException(problem, text, position, expected, fix);
  }
}
