package dev.weft.event.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event.Outcome;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
  private static final Source SHOP = new Source("vm", "shop", 15415, "shop-1");
  private static final long MICROS = 1795165727_131159L;
  private static final String TASK = "e252a11f-d33d-483d-ba08-bc8f642b2f10/1";

  private final JsonWriter json = new JsonWriter();
  private final RecordWriter writer = new RecordWriter(json, SHOP, MICROS - 61_190);

  @Test
  void record_isDistlogs() {
    writer.begin(MICROS, Level.INFO, "root", "counting to %d\n", 7, "main");
    writer
        .message("counting to 10\nat once")
        .context(3, TASK)
        .contextField("user", "leo")
        .contextField("key", "x");
    writer.extra("rows", 7).extra("name", "clash").number(9).end();

    assertThat(json)
        .hasToString(
            "{\"created\":1795165727.131159,\"msecs\":131.0,\"relativeCreated\":61.19,"
                + "\"name\":\"root\",\"levelname\":\"INFO\",\"levelno\":20,"
                + "\"args\":null,\"exc_info\":null,\"processName\":\"shop\",\"process\":15415,"
                + "\"hostname\":\"vm\",\"thread\":7,\"threadName\":\"main\","
                + "\"msg\":\"counting to %d\\n\",\"message\":\"counting to 10\\\\nat once\","
                + "\"context\":{\"key\":\"3@"
                + TASK
                + "\",\"user\":\"leo\",\"key_\":\"x\"},\"rows\":7,\"name_\":\"clash\","
                + "\"exc_text\":null,\"stack_info\":null,"
                + "\"weft\":{\"v\":1,\"src\":\"shop-1\",\"n\":9}}");
  }

  @Test
  void times_areTheSameHoweverManyRecordsTheirMillisecondHas() {
    Random random = new Random(4);
    for (long started : new long[] {-1, 1795165727_000_000L, 1795165727_000_001L}) {
      for (int round = 0; round < 300; round++) {
        long millisecond = 1795165726_990_000L + random.nextInt(2_000) * 1_000L;
        JsonWriter many = new JsonWriter();
        RecordWriter writer = new RecordWriter(many, SHOP, started);
        for (int i = 0; i < 8; i++) {
          long micros = millisecond + random.nextInt(1_000);
          JsonWriter one = new JsonWriter();

          assertThat(times(many, writer, micros))
              .isEqualTo(times(one, new RecordWriter(one, SHOP, started), micros));
        }
      }
    }
  }

  @Test
  void record_outsideEveryTaskHasANullContext() {
    begin(Level.WARN).end();

    assertThat(read()).containsEntry("context", null).containsEntry("levelname", "WARNING");
  }

  @Test
  void failure_keepsTraceOnOneLineAndItsPartsInWeft() {
    begin(Level.ERROR);
    writer.failure("a.B", "no", "a.B: no\n\tat c").stack("s\nt").mdc("u", "1");
    writer.markers(List.of("audit")).kind("end").outcome(Outcome.FAILED).remote(2, 3).end();

    assertThat(read())
        .containsEntry("exc_text", "a.B: no\\n\tat c")
        .containsEntry("stack_info", "s\nt")
        .containsEntry("mdc", Map.of("u", "1"))
        .containsEntry("markers", List.of("audit"))
        .containsEntry(
            "weft",
            Map.of(
                "v",
                1L,
                "src",
                "shop-1",
                "kind",
                "end",
                "outcome",
                "failed",
                "remote",
                List.of(2L, 3L),
                "failure",
                Map.of("type", "a.B", "message", "no")));
  }

  @Test
  void location_isAsPythonNamesIt() {
    begin(Level.INFO);
    writer.location(new StackTraceElement("shop.Order$Line", "total", "Order.java", 12)).end();

    assertThat(read())
        .containsEntry("pathname", "shop/Order.java")
        .containsEntry("filename", "Order.java")
        .containsEntry("module", "Order")
        .containsEntry("lineno", 12L)
        .containsEntry("funcName", "total");
  }

  @Test
  void callOutOfOrder_isRefused() {
    assertThatThrownBy(() -> writer.message("m")).hasMessage("no record was begun");
    begin(Level.INFO).kind("begin");
    assertThatThrownBy(() -> writer.extra("a", 1)).hasMessage("the weft members come last");
    assertThatThrownBy(() -> writer.contextField("a", 1))
        .hasMessage("a context field needs context(…) just before: a");
  }

  private RecordWriter begin(Level level) {
    return writer.begin(MICROS, level, "a", "m", -1, "").message("m");
  }

  private Map<String, Object> read() {
    return JsonReader.readObject(json.bytes(), 0, json.length());
  }

  private static String times(JsonWriter json, RecordWriter writer, long micros) {
    json.reset();
    writer.begin(micros, Level.INFO, "root", "x", 7, "main").message("x").end();
    return json.toString();
  }
}
