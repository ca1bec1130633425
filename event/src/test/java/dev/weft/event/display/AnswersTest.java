package dev.weft.event.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.JsonReader;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private final Logbook logbook = Logbook.checkout();

  private Answer ask(String path, Format format, String... parameters) throws IOException {
    Map<String, String> asked = new HashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      asked.put(parameters[i], parameters[i + 1]);
    }
    Clock clock = Clock.fixed(Times.instant(Logbook.NINE), ZoneOffset.UTC);
    return Answers.over(logbook.store(), clock).ask(new Question(path, asked, format));
  }

  @Test
  void show() throws IOException {
    for (String path :
        List.of(
            "/events",
            "/events/1@7c9f2c1e/2",
            "/events/1@7c9f2c1e/2/around",
            "/count",
            "/stats/histogram",
            "/stats/facets",
            "/stats/compare",
            "/patterns",
            "/errors",
            "/trees",
            "/trees/7c9f2c1e",
            "/trees/7c9f2c1e/events",
            "/trees/7c9f2c1e/diff/7c9f2c1e",
            "/objects",
            "/suggest",
            "/evnts")) {
      Answer answer = ask(path, Format.JSON);
      System.out.println(path + " " + answer + "\n  " + answer.text());
      assertThat(JsonReader.read(answer.body())).isInstanceOf(Map.class);
    }
    System.out.println(ask("/events", Format.CSV, "columns", "order,depth").text());
  }
}
