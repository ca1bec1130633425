package dev.weft.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import java.util.Locale;

/**
 * One tree of very many tasks, a thousand below each that has any: their begins, in order.
 *
 * <p>Used by one thread.
 */
final class BroadTree {
  /** Its id. */
  static final String ROOT = "0badcafe-0000-4000-8000-000000000001";

  private static final int CHILDREN = 1_000;

  private long micros;
  private int made;

  BroadTree(long micros) {
    this.micros = micros;
  }

  Batch batch(int size) {
    Batch.Builder batch = Batch.builder("broad");
    for (int i = 0; i < size; i++) {
      batch.add(begin().getBytes(UTF_8));
    }
    return batch.build();
  }

  private String begin() {
    int node = made++;
    int above = (node - 1) / CHILDREN;
    String path =
        node == 0 ? "" : above == 0 ? "/" + node : "/" + above + "/" + ((node - 1) % CHILDREN + 1);
    micros += 100;
    return String.format(
        Locale.ROOT,
        "{\"name\":\"com.acme.Import\",\"msg\":\"part %d\",\"levelname\":\"INFO\",\"levelno\":20,"
            + "\"created\":%d.%06d,\"hostname\":\"batch-1\",\"process\":71,"
            + "\"context\":{\"key\":\"0@%s%s\"},\"weft\":{\"v\":1,\"kind\":\"begin\"}}",
        node,
        micros / 1_000_000,
        micros % 1_000_000,
        ROOT,
        path);
  }
}
