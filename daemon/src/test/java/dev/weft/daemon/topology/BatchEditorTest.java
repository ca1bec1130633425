package dev.weft.daemon.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.testkit.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchEditorTest {
  @Test
  void editor_anyMixOfKeptDroppedAndReplaced_givesJustThat() {
    Random random = new Random(42);
    BatchEditor editor = new BatchEditor();
    for (int round = 0; round < 2_000; round++) {
      List<String> records = Records.numbered(0, random.nextInt(8));
      Batch batch = Records.batch(records);
      List<String> expected = new ArrayList<>();
      editor.begin(batch);
      for (int i = 0; i < records.size(); i++) {
        int what = random.nextInt(3);
        String other = "{\"other\":\"" + "x".repeat(random.nextInt(20_000)) + "\"}";
        if (what == 0) {
          editor.drop(i);
        } else if (what == 1) {
          editor.replace(i, new RawEvent().over(other.getBytes(UTF_8)));
          expected.add(other);
        } else {
          expected.add(records.get(i));
        }
      }

      Batch edited = editor.end();

      assertThat(Records.texts(edited)).isEqualTo(expected);
      assertThat(edited.length())
          .isEqualTo(expected.stream().mapToInt(record -> record.length() + 1).sum());
    }
  }
}
