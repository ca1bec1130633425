package dev.weft.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.capture.Capture;
import dev.weft.capture.Template;
import dev.weft.event.Level;
import dev.weft.event.Source;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.record.EventQueue;
import dev.weft.record.PendingRecord;
import dev.weft.record.PendingRecord.Style;
import dev.weft.record.QueueLimits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {
  private final EventQueue queue = new EventQueue(QueueLimits.DEFAULT, Level.TRACE);
  private final JsonWriter json = new JsonWriter();
  private final RecordEncoder encoder =
      new RecordEncoder(json, new Source("vm", "shop", 1, "run"), -1, Capture.DEFAULT);

  @Test
  void message_isTheSameWhenItsTemplateComesAgain() {
    List<String> templates =
        List.of(
            "read {} rows of {}",
            "{}",
            "{}{} \"quoted\"\n",
            "a \\{} place and {}",
            "twice \\\\{} and {}",
            "half {",
            "{}".repeat(40),
            "é€ {} 😀",
            "");
    for (String template : templates) {
      for (int round = 0; round < 4; round++) {
        for (int count = 0; count <= 40; count += count < 4 ? 1 : 36) {
          Object[] arguments = Collections.nCopies(count, (Object) ("x" + round)).toArray();
          StringBuilder expected = new StringBuilder();
          Template.braces(template, arguments, count, expected);

          assertThat(message(template, arguments))
              .as("%s with %d arguments", template, count)
              .isEqualTo(expected.toString().replace("\n", "\\n"));
        }
      }
    }
  }

  private Object message(String template, Object... arguments) {
    PendingRecord record = queue.open().text(template, Style.BRACES);
    for (Object argument : arguments) {
      record.argument(argument);
    }
    return written(record).get("message");
  }

  private Map<String, Object> written(PendingRecord record) {
    queue.commit(record, Level.INFO, "a.log", null);
    PendingRecord queued = queue.peek();
    json.reset();
    encoder.write(queued, 0);
    queue.release(queued);
    return JsonReader.readObject(json.bytes(), 0, json.length());
  }
}
