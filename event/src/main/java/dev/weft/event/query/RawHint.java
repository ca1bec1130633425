package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weft.event.codec.RawEvent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Letters that must stand somewhere in a record's bytes for a term to be found in it, so that most
 * records need not be decoded.
 *
 * <p>Immutable, usable from any thread.
 */
final class RawHint {
  private static final int SHORTEST = 3;
  // In either case k and s have kin outside ASCII, whose bytes differ.
  private static final Pattern RUN = Pattern.compile("[a-zA-Z0-9&&[^kKsS]]+");

  private final byte[] lower;

  private RawHint(String lower) {
    this.lower = lower.getBytes(US_ASCII);
  }

  static RawHint of(Term term) {
    String longest = "";
    for (String text : texts(term)) {
      Matcher runs = RUN.matcher(text);
      while (runs.find()) {
        longest = runs.group().length() > longest.length() ? runs.group() : longest;
      }
    }
    return new RawHint(longest.length() < SHORTEST ? "" : longest.toLowerCase(Locale.ROOT));
  }

  private static List<String> texts(Term term) {
    if (term instanceof Term.Word word) {
      return word.parts();
    }
    return term instanceof Term.Phrase phrase ? List.of(phrase.text()) : List.of();
  }

  /** False when the term is surely not in the record. */
  boolean possible(RawEvent event) {
    if (lower.length == 0) {
      return true;
    }
    byte[] bytes = event.bytes();
    for (int i = event.start(); i < event.end(); i++) {
      if ((lowered(bytes[i]) == lower[0] && standsAt(bytes, i, event.end()))
          || escapedAscii(bytes, i, event.end())) {
        return true;
      }
    }
    return false;
  }

  /** An encoder may write even letters as escapes; then only decoding tells. */
  private static boolean escapedAscii(byte[] bytes, int at, int end) {
    return bytes[at] == '\\'
        && at + 3 < end
        && bytes[at + 1] == 'u'
        && bytes[at + 2] == '0'
        && bytes[at + 3] == '0';
  }

  private boolean standsAt(byte[] bytes, int from, int end) {
    if (from + lower.length > end) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      if (lowered(bytes[from + i]) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static int lowered(byte b) {
    return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
  }
}
