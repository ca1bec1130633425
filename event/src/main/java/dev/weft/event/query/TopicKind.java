package dev.weft.event.query;

import java.util.regex.Pattern;

/** Routing keys by AMQP's topic rules: {@code *} is one word, {@code #} any number of words. */
final class TopicKind extends PlainKind {
  TopicKind(Place place, Faults faults) {
    super(place, faults);
  }

  @Override
  public Condition equal(Term term) {
    if (!(term instanceof Term.Word word)) {
      return super.equal(term);
    }
    TextPattern pattern = topic(word.text());
    return (event, around) -> place.anyText(event, text -> pattern.is('.' + text));
  }

  /** Each word takes the dot before it along, so that # may stand for none at all. */
  private static TextPattern topic(String topic) {
    StringBuilder pattern = new StringBuilder();
    for (String word : topic.split("\\.", -1)) {
      pattern.append(
          switch (word) {
            case "*" -> "\\.[^.]*";
            case "#" -> "(?:\\.[^.]*)*";
            default -> "\\." + Pattern.quote(word);
          });
    }
    return new TextPattern(Pattern.compile(pattern.toString(), Pattern.DOTALL), true);
  }
}
