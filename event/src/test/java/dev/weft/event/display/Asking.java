package dev.weft.event.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.event.store.EventStore;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks a store, at nine o'clock, and reads the answers as another program would. */
final class Asking {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Answers answers;

  Asking(EventStore store) {
    Clock clock = Clock.fixed(Times.instant(Logbook.NINE), ZoneOffset.UTC);
    answers = Answers.over(store, clock);
  }

  /** The answer to a question such as {@code /events?limit=3}, values as they are. */
  Answer ask(String question, Format format) {
    String[] parts = question.split("\\?", 2);
    Map<String, String> parameters = new LinkedHashMap<>();
    if (parts.length > 1) {
      for (String parameter : parts[1].split("&", -1)) {
        int equals = parameter.indexOf('=');
        parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    try {
      return answers.ask(new Question(parts[0], parameters, format));
    } catch (IOException storeFails) {
      throw new IllegalStateException(storeFails);
    }
  }

  /** A good answer. */
  JsonNode good(String question) {
    Answer answer = ask(question, Format.JSON);
    assertThat(answer.status()).as("%s: %s", question, answer.text()).isEqualTo(200);
    return read(answer);
  }

  /** An answer of another status. */
  JsonNode wrong(String question, int status) {
    Answer answer = ask(question, Format.JSON);
    assertThat(answer.status()).as("%s: %s", question, answer.text()).isEqualTo(status);
    assertThat(answer.format()).isEqualTo(Format.JSON);
    return read(answer);
  }

  static JsonNode read(Answer answer) {
    return read(answer.body());
  }

  /** Reads strictly. */
  static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException notJson) {
      throw new AssertionError(notJson);
    }
  }
}
