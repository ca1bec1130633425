package dev.weft.event.query;

import dev.weft.event.flow.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one stage. Used once, by one thread. */
final class StageReader {
  private static final Pattern FIELD = Pattern.compile("[\\p{L}_@][\\p{L}\\p{Nd}_.@-]*");
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,6})?)");
  private static final List<String> FUNCTIONS =
      List.of("count", "sum", "min", "max", "avg", "p50", "p95", "p99");
  private static final int MOST = 1_000_000;
  private static final int MOST_FIELDS = 20;

  private final Stage stage;
  private final Faults faults;
  private final List<StageWords.Word> words;
  private int at = 1;

  StageReader(Stage stage, Faults faults) {
    this.stage = stage;
    this.faults = faults;
    this.words = StageWords.of(stage.toString());
  }

  Step step() {
    Step step =
        switch (stage.name()) {
          case "count" -> new Step.Count(by(MOST_FIELDS));
          case "top" -> new Step.Top(number(), field());
          case "hist" -> hist();
          case "stats" -> new Step.Stats(measures(), by(MOST_FIELDS));
          case "fields" -> new Step.Fields(names(MOST_FIELDS, this::column));
          case "sort" -> new Step.Sort(column(), descending());
          case "limit" -> new Step.Limit(number());
          default -> new Step.Show(Step.Lens.valueOf(stage.name().toUpperCase(Locale.ROOT)));
        };
    if (at < words.size()) {
      throw wrong("\"" + word() + "\" is too much here", List.of());
    }
    return step;
  }

  private Step hist() {
    String word = word();
    long nanos = DurationText.nanos(word);
    if (nanos < 1_000_000 || !word.matches(".*[a-z]")) {
      throw wrong(
          word.isEmpty() ? "hist needs a width" : "\"" + word + "\" is no width of 1ms or more",
          List.of("10s", "1m", "1h", "1d"));
    }
    at++;
    List<String> by = by(1);
    return new Step.Hist(
        Duration.ofNanos(nanos / 1_000_000 * 1_000_000), by.isEmpty() ? null : by.get(0));
  }

  private int number() {
    String word = word();
    if (!word.matches("[0-9]{1,9}")
        || Integer.parseInt(word) < 1
        || Integer.parseInt(word) > MOST) {
      throw wrong(
          word.isEmpty()
              ? stage.name() + " needs a number"
              : "\"" + word + "\" is no number from 1 to " + MOST,
          List.of("10", "100"));
    }
    at++;
    return Integer.parseInt(word);
  }

  private List<String> by(int most) {
    if (at == words.size()) {
      return List.of();
    }
    if (!word().equals("by")) {
      throw wrong("expected \"by\"", List.of("by"));
    }
    at++;
    return names(most, this::field);
  }

  private List<String> names(int most, Supplier<String> name) {
    List<String> names = new ArrayList<>();
    do {
      names.add(name.get());
    } while (takes(","));
    if (names.size() > most) {
      at--;
      throw wrong("at most " + most + (most == 1 ? " field" : " fields") + " here", List.of());
    }
    return names;
  }

  private String field() {
    String word = word();
    if (!FIELD.matcher(word).matches()) {
      throw wrong(
          word.isEmpty() ? "expected a field's name" : "\"" + word + "\" is no field's name",
          List.of("a field"));
    }
    at++;
    return word;
  }

  /** A field's name, or a column's such as {@code p95(duration)}. */
  private String column() {
    String name = field();
    return takes("(") ? name + '(' + inParentheses() + ')' : name;
  }

  private String inParentheses() {
    String field = field();
    if (!takes(")")) {
      throw wrong("expected \")\"", List.of(")"));
    }
    return field;
  }

  private boolean descending() {
    if (at == words.size()) {
      return false;
    }
    String direction = word();
    if (!direction.equals("desc") && !direction.equals("asc")) {
      throw wrong("expected \"asc\" or \"desc\"", List.of("asc", "desc"));
    }
    at++;
    return direction.equals("desc");
  }

  /** Those without parentheses are of the next field in parentheses. */
  private List<Step.Measure> measures() {
    List<Step.Measure> measures = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int open = 0;
    do {
      places.add(at);
      measures.add(function());
      if (takes("(")) {
        String field = inParentheses();
        for (; open < measures.size(); open++) {
          Step.Measure measure = measures.get(open);
          measures.set(open, new Step.Measure(measure.function(), measure.percentile(), field));
        }
      }
    } while (takes(","));
    for (; open < measures.size(); open++) {
      if (measures.get(open).function() != Step.Function.COUNT) {
        at = places.get(open);
        throw wrong(
            "\"" + word() + "\" of which field? write " + word() + "(duration)", List.of("("));
      }
    }
    return measures;
  }

  private Step.Measure function() {
    String word = word();
    Matcher percentile = PERCENTILE.matcher(word);
    if (percentile.matches()) {
      double percent = Double.parseDouble(percentile.group(1));
      if (percent <= 0 || percent > 100) {
        throw wrong("a percentile is above p0 and at most p100", List.of("p50", "p95"));
      }
      at++;
      return new Step.Measure(Step.Function.PERCENTILE, percent, null);
    }
    for (Step.Function function : Step.Function.values()) {
      if (function != Step.Function.PERCENTILE
          && function.name().toLowerCase(Locale.ROOT).equals(word)) {
        at++;
        return new Step.Measure(function, 0, null);
      }
    }
    throw wrong(
        word.isEmpty() ? "stats needs a measure" : "\"" + word + "\" is no measure",
        FUNCTIONS,
        Names.nearest(word, FUNCTIONS).orElse(null));
  }

  private boolean takes(String text) {
    boolean there = word().equals(text);
    at += there ? 1 : 0;
    return there;
  }

  private String word() {
    return at < words.size() ? words.get(at).text() : "";
  }

  private QueryException wrong(String problem, List<String> expected) {
    return wrong(problem, expected, null);
  }

  private QueryException wrong(String problem, List<String> expected, @Nullable String instead) {
    return faults.inStage(stage, at, problem, expected, instead);
  }
}
