package dev.weft.event.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern that a person wrote, looked for with a bounded effort: a regular expression can take
 * time that grows with the square of a text's length or worse, and nothing else would end it.
 *
 * <p>Usable from any thread.
 */
final class TextPattern {
  /** Looks at characters, a fraction of a second; beyond what any sensible expression takes. */
  static final int MOST_LOOKS = 50_000_000;

  private final Pattern pattern;
  private final boolean backtracks;

  /**
   * Of that pattern.
   *
   * @param backtracks whether the effort can grow faster than the text
   */
  TextPattern(Pattern pattern, boolean backtracks) {
    this.pattern = pattern;
    this.backtracks = backtracks;
  }

  /** Whether it is somewhere in the text. */
  boolean isIn(CharSequence text) {
    return matcher(text).find();
  }

  /** Whether it is the whole text. */
  boolean is(CharSequence text) {
    return matcher(text).matches();
  }

  private Matcher matcher(CharSequence text) {
    return pattern.matcher(backtracks ? new Counted(text) : text);
  }

  /** A text was given up, since it took too many steps. */
  @SuppressWarnings("serial")
  static final class Exhausted extends RuntimeException {
    Exhausted() {
      super("a pattern took too many steps", null, false, false);
    }
  }

  /** A text that counts how often a character is looked at. For one match. */
  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private int left = MOST_LOOKS;

    Counted(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new Exhausted();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
