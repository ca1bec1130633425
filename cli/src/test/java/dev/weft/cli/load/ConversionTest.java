package dev.weft.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Status;
import dev.weft.event.collate.Task;
import dev.weft.event.collate.TaskForest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each format, from bytes to the events that the records decode to again. */
class ConversionTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Defaults DEFAULTS =
      new Defaults("box", "app", ZoneOffset.UTC, Clock.fixed(NOW, ZoneOffset.UTC));

  private final List<Event> events = new ArrayList<>();
  private Map<String, Long> refused = Map.of();

  private @Nullable LogFormat read(byte[] bytes) throws IOException {
    Gathering gathering =
        new Gathering(batch -> {
          for (int i = 0; i < batch.size(); i++) {
            events.add(EventDecoder.decode(batch.view(i, new RawEvent())));
          }
        });
    LogFormat format =
        new Reading(null, DEFAULTS, gathering, () -> {}).read(new ByteArrayInputStream(bytes));
    gathering.flush();
    refused = gathering.refused();
    return format;
  }

  private @Nullable LogFormat read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  private Event.Logged logged(int index) {
    return (Event.Logged) events.get(index);
  }

  private static Task only(List<Event> events) {
    TaskForest.Builder forest = TaskForest.builder();
    events.forEach(forest::add);
    List<Task> roots = forest.build().roots();
    assertThat(roots).hasSize(1);
    return roots.get(0);
  }

  @Test
  void weft_passesAsItIs() throws IOException {
    String record = "{\"msg\":\"a\",\"levelno\":40,\"created\":1795165640.5}";
    assertThat(read(record + "\nno record\n" + record + '\n')).isEqualTo(LogFormat.WEFT);
    assertThat(events).hasSize(2).allMatch(event -> event.level() == Level.ERROR);
    assertThat(refused).containsExactly(Map.entry("no JSON object", 1L));
  }

  @Test
  void eliot_becomesATreeWithoutHoles() throws IOException {
    String task = "\"task_uuid\":\"f3a32bb3-ea6b-457c-aa99-08a3d0491ab4\"";
    String lines =
        """
        {"timestamp":1425356936.25,"action_status":"started",T,"action_type":"app:request","task_level":[1],"uri":"/x"}
        {"timestamp":1425356936.5,T,"message_type":"app:cache","task_level":[2],"hit":false}
        {"timestamp":1425356937.0,"action_status":"started",T,"action_type":"app:soap","task_level":[3,1]}
        {"timestamp":1425356937.25,"action_status":"failed",T,"action_type":"app:soap","task_level":[3,2],"exception":"builtins.ValueError","reason":"bad"}
        {"timestamp":1425356937.5,T,"message_type":"app:retry","task_level":[4]}
        {"timestamp":1425356937.75,"action_status":"started",T,"action_type":"app:soap","task_level":[5,1]}
        {"timestamp":1425356938.0,"action_status":"succeeded",T,"action_type":"app:soap","task_level":[5,2]}
        {"timestamp":1425356938.25,"action_status":"succeeded",T,"action_type":"app:request","task_level":[6],"status":200}
        {"timestamp":1425356938.5,"task_uuid":"11111111-ea6b-457c-aa99-08a3d0491ab4","task_level":[1],"message_type":"eliot:stdlib","log_level":"WARNING","logger":"a.b","message":"alone"}
        {"timestamp":1425356938.5}
        """;
    assertThat(read(lines.replace("T,", task + ","))).isEqualTo(LogFormat.ELIOT);
    Event.Logged alone = logged(events.size() - 1);
    assertThat(alone.key()).isNull();
    assertThat(alone.level()).isEqualTo(Level.WARN);
    assertThat(alone.logger()).isEqualTo("a.b");
    assertThat(alone.message()).isEqualTo("alone");
    events.remove(alone);
    assertThat(events.stream().map(event -> String.valueOf(event.key()).replaceAll("@[^/]*", "@")))
        .containsExactly("0@", "1@", "0@/1", "1@/1", "2@", "0@/2", "1@/2", "3@");
    Task root = only(events);
    assertThat(root.totals().holes()).isZero();
    assertThat(root.totals().failures()).isEqualTo(1);
    assertThat(root.name()).contains("app:request");
    assertThat(root.begin().fields()).containsEntry("uri", "/x");
    assertThat(refused).containsOnlyKeys("no task_uuid, task_level and timestamp");
  }

  @Test
  void eliot_withoutItsEnd_isGivenAtTheInputsEnd() throws IOException {
    read(
        "{\"timestamp\":1.5,\"task_uuid\":\"aaaa\",\"task_level\":[1],"
            + "\"action_type\":\"a\",\"action_status\":\"started\"}");
    assertThat(only(events).status()).isEqualTo(Status.OPEN);
  }

  @Test
  void journald_readsTextsBytesAndNumbers() throws IOException {
    String entry =
        """
        {"__CURSOR":"s=739ad463348b4ceca5a9e69c95a3c93f;i=4ece7;b=6c7c6013a26343b29e964691ff25d04c;m=1;t=2;x=3",\
        "__REALTIME_TIMESTAMP":"1795165640113000","_HOSTNAME":"web-1","SYSLOG_IDENTIFIER":"sshd","_PID":"4711",\
        "PRIORITY":"3","MESSAGE":[104,195,164,27],"_SYSTEMD_UNIT":"ssh.service","CODE_LINE":"7","_GID":"0",\
        "UNIT":["a","b"],"COREDUMP":null}
        """;
    assertThat(read(entry + "{\"MESSAGE\":\"no time\"}\n")).isEqualTo(LogFormat.JOURNALD);
    Event.Logged said = logged(0);
    assertThat(said.time()).isEqualTo(Instant.parse("2026-11-20T09:07:20.113Z"));
    assertThat(said.level()).isEqualTo(Level.ERROR);
    assertThat(said.message()).isEqualTo("hä\033");
    assertThat(said.source().host()).isEqualTo("web-1");
    assertThat(said.source().process()).isEqualTo("sshd");
    assertThat(said.source().pid()).isEqualTo(4711);
    assertThat(said.source().id()).isEqualTo("journal-739ad463348b4ceca5a9e69c95a3c93f");
    assertThat(said.sourceNumber()).hasValue(0x4ece7);
    assertThat(said.fields())
        .containsEntry("_SYSTEMD_UNIT", "ssh.service")
        .containsEntry("CODE_LINE", "7")
        .containsEntry("UNIT", "a b")
        .doesNotContainKeys("_GID", "COREDUMP", "MESSAGE");
    assertThat(refused).containsOnlyKeys("no __REALTIME_TIMESTAMP");
  }

  @Test
  void otlpTraces_becomeTasks_spansThatAreNotThereAreNamed() throws IOException {
    String data =
        """
        {
          "resourceSpans": [{
            "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "pay"}},
              {"key": "host.name", "value": {"stringValue": "pay-3"}}]},
            "scopeSpans": [{"scope": {"name": "http"}, "spans": [
              {"traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "eee19b7ec3c1b174", "name": "charge",
               "parentSpanId": "EEE19B7EC3C1B173", "kind": 3,
               "startTimeUnixNano": "1544712660500000000", "endTimeUnixNano": "1544712661000000000",
               "status": {"code": 2, "message": "declined"},
               "events": [{"name": "exception", "timeUnixNano": "1544712660600000000", "attributes": [
                 {"key": "exception.type", "value": {"stringValue": "java.io.IOException"}},
                 {"key": "exception.message", "value": {"stringValue": "no"}},
                 {"key": "exception.stacktrace", "value": {"stringValue": "java.io.IOException: no\\n\\tat a.B"}}]}]},
              {"traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "EEE19B7EC3C1B173", "name": "checkout",
               "parentSpanId": "", "startTimeUnixNano": "1544712660000000000", "endTimeUnixNano": "1544712661500000000",
               "attributes": [{"key": "order", "value": {"intValue": "48213"}},
                 {"key": "tags", "value": {"arrayValue": {"values": [{"stringValue": "a"}, {"boolValue": true}]}}}]},
              {"name": "broken"}
            ]}]
          }]
        }
        """;
    assertThat(read(data)).isEqualTo(LogFormat.OTLP);
    Task root = only(events);
    assertThat(root.id().value()).isEqualTo("5b8efff7-9803-8103-d269-b633813fc60c");
    assertThat(root.name()).contains("checkout");
    assertThat(root.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(root.begin().fields())
        .containsEntry("order", 48213L)
        .containsEntry("tags", List.of("a", true));
    assertThat(root.totals().tasks()).isEqualTo(2);
    assertThat(root.totals().holes()).isZero();
    assertThat(root.totals().failures()).isEqualTo(1);
    Event.Logged exception =
        (Event.Logged)
            events.stream().filter(Event.Logged.class::isInstance).findFirst().orElseThrow();
    assertThat(exception.failure().type()).isEqualTo("java.io.IOException");
    assertThat(exception.source().host()).isEqualTo("pay-3");
    assertThat(refused).containsOnlyKeys("a span without traceId, spanId and startTimeUnixNano");
  }

  @Test
  void otlpLogs_haveLevelBodyAndTheirSpan() throws IOException {
    String line =
        """
        {"resourceLogs":[{"resource":{},"scopeLogs":[{"scope":{"name":"a.B"},"logRecords":[{"timeUnixNano":"1544712660300000000","severityNumber":17,"body":{"stringValue":"Example log"},"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","attributes":[{"key":"n","value":{"doubleValue":637.5}}]},{"observedTimeUnixNano":"1544712660300000000","body":{"kvlistValue":{"values":[{"key":"k","value":{"intValue":"1"}}]}}}]}]}]}
        """;
    assertThat(read(line + "{\"resourceMetrics\":[]}\n")).isEqualTo(LogFormat.OTLP);
    assertThat(logged(0).level()).isEqualTo(Level.ERROR);
    assertThat(logged(0).message()).isEqualTo("Example log");
    assertThat(logged(0).logger()).isEqualTo("a.B");
    assertThat(logged(0).fields())
        .containsEntry("n", 637.5)
        .containsEntry("trace_id", "5b8efff798038103d269b633813fc60c");
    assertThat(logged(1).message()).isEqualTo("{\"k\":1}");
    assertThat(logged(1).time()).isEqualTo(Instant.parse("2018-12-13T14:51:00.300Z"));
    assertThat(refused).containsOnlyKeys("metrics, which are no events");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"level":50,"time":1795165640113,"pid":1,"hostname":"h","name":"n","msg":"m","order":5} | ERROR
          {"level":"error","ts":1795165640.113,"hostname":"h","logger":"n","msg":"m","order":5} | ERROR
          {"@timestamp":"2026-11-20T09:07:20.113Z","level":"ERROR","host":"h","logger_name":"n","message":"m","order":5} | ERROR
          {"timestamp":"2026-11-20T10:07:20,113+0100","severity":"err","host":"h","logger":"n","message":"m","order":5} | ERROR
          time=2026-11-20T09:07:20.113Z level=error host=h logger=n msg=m order=5 | ERROR
          ts=1795165640113000 lvl=crit host=h logger="n" msg="m" order=5 | FATAL
          """)
  void namedValues_areKnownByTheirUsualNames(String line, Level level) throws IOException {
    read(line + '\n');
    Event.Logged said = logged(0);
    assertThat(said.time()).isEqualTo(Instant.parse("2026-11-20T09:07:20.113Z"));
    assertThat(said.level()).isEqualTo(level);
    assertThat(said.source().host()).isEqualTo("h");
    assertThat(said.logger()).isEqualTo("n");
    assertThat(said.message()).isEqualTo("m");
    assertThat(said.fields()).containsExactly(Map.entry("order", 5L));
  }

  @Test
  void logfmt_readsQuotesEscapesAndBareNames() throws IOException {
    String text = "msg=\"a \\\"b\\\" c\" empty= f=1.5 on ok=true at=10\nno pairs \"at\" all\n";
    assertThat(read(text)).isEqualTo(LogFormat.LOGFMT);
    assertThat(logged(0).message()).isEqualTo("a \"b\" c");
    assertThat(logged(0).fields())
        .containsEntry("empty", "")
        .containsEntry("f", 1.5)
        .containsEntry("on", true)
        .containsEntry("ok", true)
        .containsEntry("at", 10L);
    assertThat(logged(0).time()).isEqualTo(NOW);
    assertThat(logged(0).source().process()).isEqualTo("app");
    assertThat(refused).containsExactly(Map.entry("no pairs of names and values", 1L));
  }

  @Test
  void plainLines_haveTimeLevelLogger_andKeepTheirTraces() throws IOException {
    String text =
        """
        2026-11-20 09:07:20,113 [main] ERROR com.acme.Pay - card declined
        java.io.IOException: no
        \tat com.acme.Pay.charge(Pay.java:42)
        Caused by: java.lang.IllegalStateException: x
        2026-11-20T10:07:21+01:00 web-1 sshd[4711]: Accepted key
        [2026-11-20 09:07:22Z] WARN low on tea
        and on sugar
        """;
    assertThat(read(text)).isEqualTo(LogFormat.PLAIN);
    assertThat(events).hasSize(3);
    assertThat(logged(0).time()).isEqualTo(Instant.parse("2026-11-20T09:07:20.113Z"));
    assertThat(logged(0).level()).isEqualTo(Level.ERROR);
    assertThat(logged(0).logger()).isEqualTo("com.acme.Pay");
    assertThat(logged(0).message()).isEqualTo("card declined");
    assertThat(logged(0).failure().type()).isEqualTo("java.io.IOException");
    assertThat(logged(0).failure().trace()).contains("Pay.java:42", "Caused by");
    assertThat(logged(1).time()).isEqualTo(Instant.parse("2026-11-20T09:07:21Z"));
    assertThat(logged(1).source().host()).isEqualTo("web-1");
    assertThat(logged(1).source().process()).isEqualTo("sshd");
    assertThat(logged(1).message()).isEqualTo("Accepted key");
    assertThat(logged(2).level()).isEqualTo(Level.WARN);
    assertThat(logged(2).message()).isEqualTo("WARN low on tea\nand on sugar");
  }

  @Test
  void linesWithoutTimes_areEachAnEvent() throws IOException {
    read("one\ntwo\n  more of two\n");
    assertThat(events.stream().map(Event::message)).containsExactly("one", "two\n  more of two");
    assertThat(events).allMatch(event -> event.time().equals(NOW));
  }

  @Test
  void arraysAndGzip_areOpened() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("[{\"msg\":\"a\"},\n{\"msg\":\"b\"},7]".getBytes(UTF_8));
    }
    assertThat(read(bytes.toByteArray())).isEqualTo(LogFormat.JSON);
    assertThat(events.stream().map(Event::message)).containsExactly("a", "b");
    assertThat(refused).containsExactly(Map.entry("no JSON object", 1L));
  }

  @Test
  void aBrokenFirstLine_costsThatLineAlone() throws IOException {
    assertThat(read("{\"msg\":\n{\"msg\":\"b\"}\n")).isEqualTo(LogFormat.JSON);
    assertThat(events.stream().map(Event::message)).containsExactly("b");
    assertThat(refused).containsExactly(Map.entry("no JSON", 1L));
  }

  @Test
  void nothing_isNoFormat() throws IOException {
    assertThat(read("\n  \n")).isNull();
    assertThat(events).isEmpty();
  }
}
