package dev.weft.lucene;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts texts into words as the query language does: runs of letters, digits and underscores,
 * whatever their case.
 *
 * <p>Functions only, usable from any thread.
 */
final class Words {
  /** What of a longer word is indexed. */
  static final int LONGEST = 100;

  /** The term of events with a longer word, whose rest is in no term. */
  static final int LONG = 1;

  private Words() {}

  /** Adds the words of a text. */
  static void add(CharSequence text, TermStream terms) {
    int length = text.length();
    int units = 0;
    for (int i = 0; i < length; i++) {
      char unit = text.charAt(i);
      int codePoint = unit;
      if (Character.isHighSurrogate(unit)) {
        codePoint = Character.codePointAt(text, i);
        i += Character.charCount(codePoint) - 1;
      }
      if (isPart(codePoint)) {
        if (units++ < LONGEST) {
          terms.putCodePoint(fold(codePoint));
        }
      } else if (units > 0) {
        end(units, terms);
        units = 0;
      }
    }
    end(units, terms);
  }

  private static void end(int units, TermStream terms) {
    terms.end(units > 0);
    if (units > LONGEST) {
      terms.put(LONG).end(true);
    }
  }

  /** The words of a text, folded, in order; longer ones cut as the index has them. */
  static List<String> of(CharSequence text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int[] codePoints = text.codePoints().toArray();
    int units = 0;
    for (int codePoint : codePoints) {
      if (isPart(codePoint)) {
        if (units++ < LONGEST) {
          word.appendCodePoint(fold(codePoint));
        }
      } else if (units > 0) {
        words.add(word.toString());
        word.setLength(0);
        units = 0;
      }
    }
    if (units > 0) {
      words.add(word.toString());
    }
    return words;
  }

  /** Whether a character belongs to words. */
  static boolean isPart(int codePoint) {
    if (codePoint < 0x80) {
      return (codePoint >= 'a' && codePoint <= 'z')
          || (codePoint >= 'A' && codePoint <= 'Z')
          || (codePoint >= '0' && codePoint <= '9')
          || codePoint == '_';
    }
    int type = Character.getType(codePoint);
    return Character.isLetter(codePoint)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** The same for both cases of a character, as regular expressions compare them. */
  static int fold(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint | 0x20 : codePoint;
    }
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
