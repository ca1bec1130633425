package dev.weft.event.query;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Terms as patterns. */
final class Patterns {
  private static final String WORD = "[\\p{L}\\p{N}_]";

  private Patterns() {}

  /** For a whole value: asterisks stand for any text, case counts. */
  static TextPattern glob(Term.Word word) {
    String pattern = word.parts().stream().map(Pattern::quote).collect(Collectors.joining(".*"));
    return new TextPattern(
        Pattern.compile("\\A" + pattern + "\\z", Pattern.DOTALL), word.parts().size() > 3);
  }

  /** For a place in a longer text: as free text is looked for, in either case. */
  static TextPattern within(Term term) {
    if (term instanceof Term.Regex regex) {
      return regex(regex);
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    if (term instanceof Term.Phrase phrase) {
      return new TextPattern(Pattern.compile(Pattern.quote(phrase.text()), flags), false);
    }
    Term.Word word = (Term.Word) term;
    String middle = word.parts().stream().map(Pattern::quote).collect(Collectors.joining("\\S*?"));
    String first = word.parts().get(0);
    String last = word.parts().get(word.parts().size() - 1);
    String before = !first.isEmpty() && part(first.codePointAt(0)) ? "(?<!" + WORD + ")" : "";
    String after =
        !last.isEmpty() && part(last.codePointBefore(last.length())) ? "(?!" + WORD + ")" : "";
    return new TextPattern(
        Pattern.compile(before + middle + after, flags), word.parts().size() > 2);
  }

  private static boolean part(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_';
  }

  static TextPattern regex(Term.Regex regex) {
    int flags = regex.flags().contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    int lines = regex.flags().contains("m") ? Pattern.MULTILINE : 0;
    return new TextPattern(Pattern.compile(regex.pattern(), flags | lines), true);
  }
}
