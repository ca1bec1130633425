package dev.weft.daemon.filter;

import dev.weft.event.codec.FieldPath;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes filters that hide secrets, by the names of fields and by how values look. */
public final class RedactFilterFactory implements FilterFactory {
  /** For the service loader. */
  public RedactFilterFactory() {}

  @Override
  public String type() {
    return "redact";
  }

  @Override
  public String summary() {
    return "puts *** in the place of secrets, by field and by pattern";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.withDefault(
            "fields",
            Option.Kind.TEXTS,
            "",
            "names, at any depth and in either case, with * for any characters: password, *token*;"
                + " or paths: context.user.name"),
        Option.withDefault(
            "patterns",
            Option.Kind.TEXTS,
            "",
            "regular expressions; what they find in any text, the message included, is hidden"));
  }

  @Override
  public Filter create(Options options) {
    List<String> fields = given(options, "fields");
    List<String> patterns = given(options, "patterns");
    if (fields.isEmpty() && patterns.isEmpty()) {
      throw new ConfigurationException(
          "", "redact needs \"fields\" or \"patterns\", such as fields: [password, \"*.token\"]");
    }
    Redactor redactor =
        new Redactor(
            fields.stream().filter(RedactFilterFactory::isName).map(FieldNames::lastName).toList(),
            patterns.stream().map(RedactFilterFactory::pattern).toList());
    List<FieldPath> paths =
        fields.stream()
            .filter(field -> !isName(field))
            .map(field -> Paths.of("fields", field))
            .toList();
    return event -> {
      for (FieldPath path : paths) {
        if (event.has(path)) {
          event.put(path, Redactor.HIDDEN);
        }
      }
      redactor.apply(event);
      return true;
    };
  }

  private static List<String> given(Options options, String key) {
    return options.texts(key).stream().filter(text -> !text.isEmpty()).toList();
  }

  private static boolean isName(String field) {
    return FieldNames.lastName(field).indexOf('.') < 0;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException wrong) {
      throw new ConfigurationException(
          "patterns",
          "\"patterns: "
              + text
              + "\" is no regular expression: "
              + wrong.getDescription()
              + " at character "
              + (wrong.getIndex() + 1));
    }
  }
}
