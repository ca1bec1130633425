package dev.weft.event.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {
  private final Asking asking = new Asking(Logbook.checkout().store());

  private static List<String> texts(JsonNode array, String member) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.path(member).asText()));
    return texts;
  }

  @Test
  void events_comeNewestFirstInPagesThatMeet() {
    List<String> all = texts(asking.good("/events").get("rows"), "id");
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = asking.good("/events?limit=4" + cursor);
      paged.addAll(texts(page.get("rows"), "id"));
      cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(all).hasSize(14).startsWith("3@7c9f2c1e");
    assertThat(paged).isEqualTo(all);
    assertThat(texts(asking.good("/events?order=asc").get("rows"), "id"))
        .startsWith("0@7c9f2c1e/2");
  }

  @Test
  void events_asLines_areRowsWithTheCursorBeside() {
    Answer answer = asking.ask("/events?limit=2&q=level:error", Format.NDJSON);

    assertThat(answer.format()).isEqualTo(Format.NDJSON);
    assertThat(answer.text().lines()).hasSize(2);
    assertThat(answer.text().lines())
        .allSatisfy(line ->
            assertThat(Asking.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .anyMatch(value -> value.asText().equals("error")));
    assertThat(answer.cursor()).isEqualTo("1774429197300000:4@7c9f2c1e/2");
  }

  @Test
  void events_asTable_haveTimesInTheZoneAndNoFormulas() {
    Asking formulas =
        new Asking(
            new Logbook()
                .say("aaaaaaaa", 1, 0, 20, "=cmd|' /C calc'!A0", Map.of("order", "-1, \"two\""))
                .store());

    assertThat(
            formulas
                .ask("/events?columns=order&tz=%2B01:00".replace("%2B", "+"), Format.CSV)
                .text())
        .isEqualTo(
            "id,time,level,host,service,process,thread,logger,message,kind,task,exception,object,"
                + "order\r\n"
                + "1@aaaaaaaa,2026-03-25T10:00:00.000000+01:00,info,web-1,shop,web-1/4711,main,"
                + "com.acme.Pay,'=cmd|' /C calc'!A0,said,aaaaaaaa,,,\"'-1, \"\"two\"\"\"\r\n");
  }

  @Test
  void task_thatSeveralTreesBeginWith_isRefusedWithThem() {
    Asking two =
        new Asking(
            new Logbook()
                .say("aaaaaaaa-1", 1, 0, 20, "one")
                .say("aaaaaaaa-2", 1, 0, 20, "two")
                .store());

    assertThat(two.good("/events?q=task:aaaaaaaa-1").get("rows")).hasSize(1);
    assertThat(two.wrong("/events?q=task:aaaaaaaa", 400).toString())
        .contains("\"error\":\"query\"", "aaaaaaaa-1", "aaaaaaaa-2");
  }

  @Test
  void expressionTooDeepForAText_isAWrongQuestion_andSaysHowToMendIt() {
    Asking deep = new Asking(new Logbook().say("aaaaaaaa", 1, 0, 20, "ab".repeat(200_000)).store());

    JsonNode refusal = deep.wrong("/count?q=level:info /(a|b)*c/", 400);

    assertThat(refusal.get("error").asText()).isEqualTo("query");
    assertThat(refusal.get("message").asText()).contains("too deep", "[ab]* for (a|b)*");
    assertThat(refusal.get("pos").asInt()).isEqualTo(11);
  }

  @Test
  void end_saysHowLongItsTaskTook() {
    JsonNode rows = asking.good("/events?q=type:end name:charge").get("rows");

    assertThat(rows).hasSize(1);
    assertThat(rows.at("/0/outcome").asText()).isEqualTo("failed");
    assertThat(rows.at("/0/duration").asDouble()).isEqualTo(2.3);
  }

  @Test
  void events_carryTheColumnsThatAreAskedFor_alsoThoseOfTheTask() {
    JsonNode row = asking.good("/events?q=card&columns=order,name,nothing").get("rows").get(0);

    assertThat(row.get("columns")).hasToString("[48213,\"charge\",null]");
  }

  @Test
  void event_isGivenWithItsWayAndItsException() {
    Logbook logbook = Logbook.checkout();
    logbook.say(
        "7c9f2c1e/2",
        2,
        -4_800,
        40,
        "no line",
        Map.of(
            "exc_text",
            "java.io.IOException: refused\\n\tat com.acme.Pay.charge(Pay.java:42)\\n"
                + "Caused by: java.net.ConnectException: no\\n\tat java.net.Socket.connect(S.java:1)"));
    JsonNode event = new Asking(logbook.store()).good("/events/2@7c9f2c1e/2");

    assertThat(event.at("/row/exception").asText()).isEqualTo("java.io.IOException");
    assertThat(texts(event.get("exception"), "class"))
        .containsExactly("java.io.IOException", "java.net.ConnectException");
    assertThat(event.at("/exception/0/frames/0").asText())
        .isEqualTo("com.acme.Pay.charge(Pay.java:42)");
    assertThat(event.at("/exception/0/own/0").asBoolean()).isTrue();
    assertThat(texts(event.at("/around/path"), "name")).containsExactly("checkout", "charge");
    assertThat(event.at("/around/task/status").asText()).isEqualTo("failed");
    assertThat(event.at("/record/levelno").asInt()).isEqualTo(40);
  }

  @Test
  void event_thatIsNotThere_isNotFoundOrExpired() {
    assertThat(asking.wrong("/events/7@7c9f2c1e", 404).get("message").asText())
        .isEqualTo("no event 7@7c9f2c1e was received");
    assertThat(asking.wrong("/events/seven", 400).get("error").asText()).isEqualTo("parameter");
    Asking aged = new Asking(new AgedStore(Logbook.checkout().store()));
    for (String question :
        List.of("/events/7@7c9f2c1e", "/trees/ffffffff", "/objects/91b0", "/errors/b37a")) {
      JsonNode expired = aged.wrong(question, 410);
      assertThat(expired.get("error").asText()).isEqualTo("expired");
      assertThat(expired.get("message").asText())
          .endsWith(
              "events before 2026-03-24T09:00:00.000000Z were removed by retention (14 days)");
    }
  }

  @Test
  void around_widensTheScopeAndMarksWhatMatches() {
    JsonNode task =
        asking.good("/events/1@7c9f2c1e/2/around?scope=task&before=100&q=level:error name:charge");

    assertThat(task.get("before")).hasSize(7);
    assertThat(texts(task.get("after"), "id")).containsExactly("4@7c9f2c1e/2");
    assertThat(task.get("event").get("match").asBoolean()).isTrue();
    assertThat(task.get("before").get(0).has("match")).isFalse();
    assertThat(asking.good("/events/1@7c9f2c1e/2/around?scope=tree&after=9").get("after"))
        .hasSize(6);
    assertThat(asking.good("/events/1@7c9f2c1e/2/around?scope=thread").get("after")).hasSize(1);
    assertThat(asking.good("/events/1@7c9f2c1e/2/around?scope=host").get("after")).hasSize(1);
    assertThat(asking.good("/events/1@7c9f2c1e/2/around").get("after")).hasSize(6);
  }

  @Test
  void around_ofAnEventWithoutTask_isItsThread() {
    Logbook logbook = new Logbook().line(0, 20, "one", Map.of()).line(1, 20, "two", Map.of());
    Asking outside = new Asking(logbook.store());

    JsonNode around = outside.good("/events/1@~~/around?scope=task");

    assertThat(around.get("scope").asText()).isEqualTo("thread");
    assertThat(texts(around.get("after"), "message")).containsExactly("two");
  }

  @Test
  void histogram_coversTheTimeAskedFor() {
    JsonNode bars = asking.good("/stats/histogram?buckets=10&from=-1m&to=now&q=level:error");

    assertThat(bars.get("width").asLong()).isEqualTo(10_000_000);
    assertThat(bars.get("start").asLong()).isEqualTo(Logbook.NINE - 60_000_000);
    assertThat(bars.get("buckets")).hasSize(6);
    assertThat(bars.at("/buckets/5").toString()).isEqualTo("[0,0,0,0,2,0]");
    assertThat(bars.get("total").asLong()).isEqualTo(2);
    assertThat(asking.good("/stats/histogram").get("total").asLong()).isEqualTo(14);
    assertThat(new Asking(new Logbook().store()).good("/stats/histogram").get("buckets")).isEmpty();
    assertThat(asking.ask("/stats/histogram?buckets=2", Format.CSV).text().lines())
        .containsExactly(
            "time,trace,debug,info,warn,error,fatal",
            "2026-03-25T08:59:55.000000Z,0,0,7,0,2,0",
            "2026-03-25T09:00:00.000000Z,0,0,4,0,1,0");
  }

  @Test
  void counts_areByValueAndByDifference() {
    assertThat(asking.good("/count?q=level:error").get("count").asLong()).isEqualTo(3);
    assertThat(asking.good("/stats/facets?fields=level,host&top=1").get("facets").get(0))
        .hasToString(
            "{\"field\":\"level\",\"values\":[[\"info\",11]],\"missing\":0,\"others\":3,"
                + "\"sampling\":1}");
    assertThat(asking.good("/stats/compare?q=level:error&fields=host,level").at("/fields/0"))
        .hasToString(
            "{\"field\":\"level\",\"values\":["
                + "{\"value\":\"error\",\"share\":1.0,\"base\":0.214286,\"difference\":0.785714},"
                + "{\"value\":\"info\",\"share\":0.0,\"base\":0.785714,\"difference\":-0.785714}]}");
    assertThat(asking.good("/stats/table?q=| count by host").get("rows"))
        .hasToString("[[\"pay-3\",9],[\"web-1\",5]]");
    assertThat(asking.ask("/stats/table?q=| count by host", Format.CSV).text())
        .isEqualTo("host,count\r\npay-3,9\r\nweb-1,5\r\n");
  }

  @Test
  void groups_areListed() {
    assertThat(texts(asking.good("/patterns?top=1").get("patterns"), "template"))
        .containsExactly("fetch-rate {}");
    JsonNode errors = asking.good("/errors?q=logger:com.acme.*");
    assertThat(texts(errors.get("groups"), "message")).containsExactly("card declined\nfor good");
    String fingerprint = errors.at("/groups/0/fingerprint").asText();
    assertThat(texts(asking.good("/errors/" + fingerprint).get("rows"), "id"))
        .containsExactly("1@7c9f2c1e/2");
    assertThat(asking.good("/trees?sort=duration").get("trees").toString())
        .contains("\"root\":\"7c9f2c1e\",\"name\":\"checkout\",\"status\":\"failed\"");
    assertThat(asking.ask("/trees", Format.CSV).text().lines().skip(1))
        .containsExactly(
            "7c9f2c1e,checkout,failed,2.514,2026-03-25T08:59:55.000000Z,"
                + "2026-03-25T09:00:02.514000Z,14,14,error,\"[\"\"pay-3\"\",\"\"web-1\"\"]\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /events?q=level:errr       | 6  | level:error
          /events?q=time:[1 2]       | 8  | time:[1 TO 2]
          /count?q=level: error      | 6  | level:error
          /trees?q=level:errr        | 6  | level:error
          /errors?q="open            | 0  |
          /stats/compare?base=level:x| 6  |
          /stats/table?q=level:error | 11 |
          """)
  void wrongQuery_isShownWithItsPlaceAndCure(String question, int position, String fix) {
    JsonNode wrong = asking.wrong(question.strip(), 400);

    assertThat(wrong.get("error").asText()).isEqualTo("query");
    assertThat(wrong.get("pos").asInt()).isEqualTo(position);
    if (fix != null) {
      assertThat(wrong.get("fix").asText()).isEqualTo(fix.strip());
    }
  }

  @Test
  void stages_whereTheyAreNotAnswered_areRefusedNamingWhereTheyAre() {
    JsonNode wrong = asking.wrong("/events?q=level:error | count by host", 400);

    assertThat(wrong.get("message").asText())
        .isEqualTo("\"| count\" is answered by /stats/table, not here");
    assertThat(wrong.get("pos").asInt()).isEqualTo(12);
    assertThat(wrong.get("fix").asText()).isEqualTo("level:error");
    assertThat(asking.wrong("/stats/table?q=| trees", 400).get("message").asText())
        .isEqualTo("\"| trees\" is answered by /trees, not here");
    assertThat(asking.wrong("/stats/table?q=| count by", 400).get("error").asText())
        .isEqualTo("query");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /events?limt=3                    | "limt" is no parameter of /events          | limit
          /events?limit=0                   | limit is 1 to 10000, not 0                 | 1
          /events?limit=99999               | limit is 1 to 10000, not 99999             | 10000
          /events?limit=ten                 | limit is a number, 1 to 10000, not "ten"   |
          /events?order=up                  | "up" is no order                           |
          /events?cursor=1                  | "1" is no cursor                           |
          /events?from=yesterday            | from is a time, not "yesterday"            |
          /events?tz=Europe/Zürich          | "Europe/Zürich" is no time zone            | Europe/Zurich
          /events/1@7c9f2c1e/around?scope=al| "al" is no scope                           | all
          /trees/7c9f2c1e?expand=error      | "error" is no expand                       | errors
          /trees/7c9f2c1e?at=99@7c9f2c1e    | at names no event of this tree: 99@7c9f2c1e|
          /trees/7c9f2c1e?children=7c9f2c1e | children is what a node of this tree says, not "7c9f2c1e" |
          """)
  void wrongParameter_isRefusedSayingWhatIsRight(String question, String message, String fix) {
    JsonNode wrong = asking.wrong(question.strip(), 400);

    assertThat(wrong.get("error").asText()).isEqualTo("parameter");
    assertThat(wrong.get("message").asText()).isEqualTo(message.strip());
    assertThat(wrong.path("fix").asText(null)).isEqualTo(fix);
  }

  @Test
  void times_maySayDaysOfAZone() {
    assertThat(asking.good("/count?from=2026-03-25T10:00:02.5&tz=Europe/Zurich").get("count"))
        .hasToString("1");
    assertThat(asking.good("/count?from=" + Logbook.NINE).get("count")).hasToString("5");
    assertThat(asking.good("/count?from=now/d&to=now").get("count")).hasToString("9");
    assertThat(asking.wrong("/count?from=now&to=-1h", 400).get("message").asText())
        .startsWith("to is before from");
  }

  @Test
  void unknownPath_isRefusedWithTheNearest() {
    assertThat(asking.wrong("/evnts", 404).get("fix").asText()).isEqualTo("/events");
    assertThat(asking.wrong("/trees/ffffffff", 404).get("error").asText()).isEqualTo("not-found");
    assertThat(asking.wrong("/trees/7c9f2c1e?path=9", 404).get("message").asText())
        .isEqualTo("no task 9 in the tree 7c9f2c1e");
  }
}
