package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.event.Level;
import dev.weft.event.Source;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What runs for every record must not make garbage. */
class CodecAllocationTest {
  private static final int ROUNDS = 20_000;
  private static final FieldPath USER = FieldPath.of("context.user");
  private static final FieldPath ENVIRONMENT = FieldPath.of("env");
  private static final FieldPath CREATED = FieldPath.of("created");
  private static final byte[] LEO = "leo".getBytes(UTF_8);

  private final JsonWriter json = new JsonWriter();
  private final RecordWriter writer =
      new RecordWriter(json, new Source("vm", "shop", 1, "run"), 1795165727_000000L);
  private final RawEvent event = new RawEvent();
  private int matches;

  @Test
  void record_isWrittenReadAndChangedWithoutAllocation() {
    Integer rows = 7;
    String task = "e252a11f-d33d-483d-ba08-bc8f642b2f10/1";
    Runnable round = () -> round(rows, task);
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;

    assertThat(matches).isEqualTo(2 * ROUNDS);
    assertThat(each).isLessThan(16);
  }

  private void round(Integer rows, String task) {
    json.reset();
    writer.begin(1795165727_131159L, Level.INFO, "a.log", "read %d rows", 1, "main");
    writer.message("read 7 rows");
    writer.context(3, task).contextField("user", "leo").extra("rows", rows);
    writer.number(12).end();
    event.over(json.bytes(), 0, json.length());
    matches += event.textEquals(USER, LEO) && event.number(CREATED) > 0 ? 1 : 0;
    event.put(ENVIRONMENT, "production");
    event.remove(USER);
  }
}
