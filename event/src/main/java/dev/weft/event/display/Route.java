package dev.weft.event.display;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of question: its path, what it may carry, and who answers.
 *
 * @param path with names in braces; {@code {root}} and {@code {fingerprint}} hold no slash
 * @param summary what is answered, a sentence
 * @param usual how it is answered where nobody asks for another form
 * @param parameters what it may carry
 */
record Route(
    String path,
    Pattern pattern,
    String summary,
    Format usual,
    List<Parameter> parameters,
    Handler handler) {
  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  /** Answers a question that fits. */
  @FunctionalInterface
  interface Handler {
    Answer answer(Asked asked) throws IOException, Refusal;
  }

  static Route of(
      String path, String summary, Format usual, Handler handler, Parameter... parameters) {
    return new Route(path, pattern(path), summary, usual, List.of(parameters), handler);
  }

  private static Pattern pattern(String path) {
    StringBuilder regex = new StringBuilder();
    int from = 0;
    Matcher name = NAME.matcher(path);
    while (name.find()) {
      regex.append(Pattern.quote(path.substring(from, name.start())));
      regex.append(name.group(1).equals("id") ? "(.+)" : "([^/]+)");
      from = name.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(path.substring(from))).toString());
  }

  /** What stands in the path where the names in braces are; empty when the path is another. */
  Optional<List<String>> match(String asked) {
    Matcher matcher = pattern.matcher(asked);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> captured = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      captured.add(matcher.group(i));
    }
    return Optional.of(captured);
  }

  /** The names in braces of a path. */
  static List<String> names(String path) {
    return NAME.matcher(path).results().map(found -> found.group(1)).toList();
  }
}
