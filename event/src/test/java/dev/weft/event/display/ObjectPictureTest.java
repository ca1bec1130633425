package dev.weft.event.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectPictureTest {
  private static final String TASK = "7c9f2c1e/2";

  private final Logbook logbook =
      new Logbook()
          .at("pay-3", "pay", 99)
          .change("91b0", TASK, 1, 10, 0, change("born", Map.of("state", "new", "amount", 129.9)))
          .change("91b0", TASK, 2, 20, 1, change("", Map.of("state", "pending", "attempts", 1)))
          .change("91b0", TASK, 4, 40, 3, change("", Map.of("state", "declined")))
          .change("91b0", TASK, 5, 50, 4, said(Map.of("attempts", 2), "no more attempts"));

  private static Map<String, Object> change(String status, Map<String, Object> set) {
    Map<String, Object> members = new HashMap<>(Map.of("obj", set));
    if (!status.isEmpty()) {
      members.put("status", status);
    }
    return members;
  }

  private static Map<String, Object> said(Map<String, Object> set, String message) {
    Map<String, Object> members = change("", set);
    members.put("msg", message);
    members.put("message", message);
    members.put("levelno", 30);
    return members;
  }

  private JsonNode ask(String question) {
    return new Asking(logbook.store()).good("/objects/91b0" + question);
  }

  @Test
  void picture_isOfTheLatestStateAndTellsWhatIsMissing() {
    JsonNode object = ask("");

    assertThat(object.get("name").asText()).isEqualTo("shop.payment");
    assertThat(object.get("status").asText()).isEqualTo("living");
    assertThat(object.get("born").asLong()).isEqualTo(Logbook.NINE + 10_000);
    assertThat(object.get("changes").asInt()).isEqualTo(4);
    assertThat(object.get("seq").asInt()).isEqualTo(4);
    assertThat(object.get("task").asText()).isEqualTo(TASK);
    assertThat(object.get("process").asText()).isEqualTo("pay-3/99");
    assertThat(object.get("completeness").asText()).isEqualTo("stale");
    assertThat(object.get("missing")).hasToString("[[2,2]]");
    assertThat(object.at("/state/state").asText()).isEqualTo("declined");
    assertThat(object.at("/state/attempts").asInt()).isEqualTo(2);
    assertThat(object.at("/moments/1"))
        .hasToString(
            "{\"time\":1774429200050000,\"seq\":4,\"id\":\"5@7c9f2c1e/2\",\"level\":\"warn\","
                + "\"status\":\"updated\",\"message\":\"no more attempts\"}");
  }

  @Test
  void picture_atATimeOrEvent_isOfThatMoment() {
    for (String at : List.of(Long.toString(Logbook.NINE + 39_999), "2@7c9f2c1e/2")) {
      JsonNode object = ask("?at=" + at);

      assertThat(object.at("/state/state").asText()).isEqualTo("pending");
      assertThat(object.get("completeness").asText()).isEqualTo("complete");
      assertThat(object.get("seq").asInt()).isEqualTo(1);
      assertThat(object.at("/history")).isEqualTo(ask("").at("/history"));
    }
    assertThat(ask("?at=" + Logbook.NINE).get("status").asText()).isEqualTo("unborn");
    assertThat(ask("?at=" + Logbook.NINE).get("state")).isEmpty();
  }

  @Test
  void history_isByFieldWithRemovals() {
    logbook.change(
        "91b0", TASK, 6, 60, 5, Map.of("obj", Map.of("attempts", 2), "action", "delete"));
    logbook.change("91b0", TASK, 7, 70, 6, change("finished", Map.of()));
    JsonNode object = ask("");

    assertThat(object.get("status").asText()).isEqualTo("finished");
    JsonNode attempts = null;
    for (JsonNode field : object.get("history")) {
      attempts = field.get("field").asText().equals("attempts") ? field.get("steps") : attempts;
    }
    assertThat(attempts)
        .hasToString(
            "[{\"time\":1774429200020000,\"seq\":1,\"id\":\"2@7c9f2c1e/2\",\"value\":1},"
                + "{\"time\":1774429200050000,\"seq\":4,\"id\":\"5@7c9f2c1e/2\",\"value\":2},"
                + "{\"time\":1774429200060000,\"seq\":5,\"id\":\"6@7c9f2c1e/2\",\"removed\":true}]");
  }

  @Test
  void changes_areRowsInTheirOrderAndInPages() {
    JsonNode first = ask("/changes?limit=3");

    assertThat(first.get("rows")).hasSize(3);
    assertThat(first.at("/rows/1/set/state").asText()).isEqualTo("pending");
    assertThat(first.at("/rows/1/n").asInt()).isEqualTo(1);
    JsonNode second = ask("/changes?limit=3&cursor=" + first.get("cursor").asText());
    assertThat(second.get("rows")).hasSize(1);
    assertThat(second.has("cursor")).isFalse();
    assertThat(
            new Asking(logbook.store())
                .wrong("/objects/91b0/changes?cursor=x", 400)
                .get("message")
                .asText())
        .isEqualTo("\"x\" is no cursor of this object");
  }

  @Test
  void object_thatIsNotThere_isNotFound() {
    Asking asking = new Asking(logbook.store());

    assertThat(asking.wrong("/objects/none", 404).get("message").asText())
        .isEqualTo("no change of the object none was received");
    assertThat(asking.wrong("/objects/91b0?at=soon", 400).get("message").asText())
        .isEqualTo("at is a time, not \"soon\"");
    assertThat(asking.wrong("/objects/91b0?at=9@x", 404).get("error").asText())
        .isEqualTo("not-found");
  }

  @Test
  void objects_areListed() {
    assertThat(new Asking(logbook.store()).good("/objects").get("objects"))
        .hasToString(
            "[{\"id\":\"91b0\",\"name\":\"shop.payment\",\"first\":1774429200010000,"
                + "\"last\":1774429200050000,\"changes\":4,\"finished\":false}]");
  }
}
