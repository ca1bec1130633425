package dev.weft.event.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a stage, commas and parentheses being words too, with their places. */
final class StageWords {
  private static final Pattern WORD = Pattern.compile("[,()]|[^\\s,()]+");

  private StageWords() {}

  /**
   * A word.
   *
   * @param start where it begins in the text that was given
   */
  record Word(String text, int start) {}

  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(new Word(word.group(), word.start()));
    }
    return words;
  }
}
