package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps docs/query.md true. */
class QueryPageTest {
  private static final Path PAGE = Path.of("..", "docs", "query.md");
  private static final Pattern BLOCK = Pattern.compile("(?m)^```wql\\n((?s:.*?))^```$");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (.+?) \\| (.+?) \\|(?: `(.+)` \\|)?$");

  @Test
  void examples_areUnderstood() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      examples.addAll(block.group(1).lines().toList());
    }
    assertThat(examples).hasSizeGreaterThan(15);
    examples.forEach(QueryPageTest::assertUnderstood);
  }

  @Test
  void fields_areAllThere_withExamplesThatAreUnderstood() throws IOException {
    String table = section("## Fields");
    Matcher row = ROW.matcher(table);
    List<String> names = new ArrayList<>();
    while (row.find()) {
      if (row.group(3) != null) {
        for (String name : row.group(1).split(", ", -1)) {
          names.add(name.replace("`", ""));
        }
        assertUnderstood(row.group(3));
      }
    }
    assertThat(names).containsExactlyInAnyOrderElementsOf(EventField.builtIn());
    assertThat(table).contains(String.join(" ", TaskFacts.STATUSES));
    for (String type : EventType.names()) {
      assertThat(table).containsPattern("`type` \\| [^|]*\\b" + type + "\\b");
    }
  }

  @Test
  void stages_areAllThere_andUnderstood() throws IOException {
    Matcher row = ROW.matcher(section("## What to do"));
    List<String> names = new ArrayList<>();
    while (row.find()) {
      Matcher example = Pattern.compile("`([^`]+)`").matcher(row.group(1));
      while (example.find()) {
        assertUnderstood("| " + example.group(1));
        names.add(example.group(1).split(" ", 2)[0]);
      }
    }
    assertThat(names).containsAll(QueryTree.STAGES);
  }

  @Test
  void mistakes_areAnsweredAsThePageSays() throws IOException {
    Matcher row = ROW.matcher(section("## When it is not understood"));
    int checked = 0;
    while (row.find()) {
      Matcher typed = Pattern.compile("`([^`]+)`").matcher(row.group(1));
      while (typed.find()) {
        String query = typed.group(1);
        assertThatCode(() -> parse(query))
            .as(query)
            .isInstanceOfSatisfying(
                QueryException.class,
                wrong -> {
                  if (!query.startsWith("task:")) {
                    assertThat(row.group(2)).contains('`' + wrong.fix().orElse("?") + '`');
                  }
                });
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(5);
  }

  private static String section(String heading) throws IOException {
    String text = Files.readString(PAGE);
    int start = text.indexOf(heading);
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private static void assertUnderstood(String query) {
    assertThatCode(() -> parse(query)).as(query).doesNotThrowAnyException();
  }

  private static SearchQuery parse(String query) {
    return SearchQuery.parse(query, Clock.systemUTC(), ZoneOffset.UTC);
  }
}
