package dev.weft.event.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestTest {
  private final Asking asking = new Asking(Logbook.checkout().store());

  private List<String> suggested(String query) {
    List<String> texts = new ArrayList<>();
    asking.good("/suggest?" + query).get("items").forEach(i -> texts.add(i.get("text").asText()));
    return texts;
  }

  @Test
  void values_areThoseThatTheStoreHas() {
    JsonNode found = asking.good("/suggest?q=level:error host:pa");

    assertThat(found.get("from").asInt()).isEqualTo(17);
    assertThat(found.get("to").asInt()).isEqualTo(19);
    assertThat(found.get("items").get(0))
        .hasToString("{\"text\":\"pay-3\",\"kind\":\"value\",\"count\":9}");
  }

  @Test
  void fields_areTheLanguagesAndTheEvents() {
    assertThat(suggested("q=o")).contains("object:", "order:");
    assertThat(suggested("q=le error&pos=2")).containsExactly("level:");
    assertThat(suggested("q=| cou")).contains("count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "q=", "q=\"", "q=a:\"", "q=(((", "q=in{", "q=-", "q=x&pos=99", "q=/["})
  void anyText_isTaken(String question) {
    assertThat(asking.good("/suggest?" + (question.isEmpty() ? "q=" : question)).get("items"))
        .isNotNull();
  }
}
