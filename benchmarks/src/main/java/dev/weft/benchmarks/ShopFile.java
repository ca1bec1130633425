package dev.weft.benchmarks;

import dev.weft.event.flow.Batch;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the events of {@link StoreRun} as lines of JSON, for tools that read files, and prints the
 * root of a tree among them.
 *
 * <pre>ShopFile FILE COUNT</pre>
 */
final class ShopFile {
  private static final int BATCH = 256;

  private ShopFile() {}

  public static void main(String[] arguments) throws IOException {
    long count = Long.parseLong(arguments[1]);
    long micros = System.currentTimeMillis() * 1000 - count * ShopLog.MICROS_BETWEEN;
    ShopLog log = new ShopLog(micros, ShopLog.MICROS_BETWEEN);
    String some = log.someRoot();
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
      for (long done = 0; done < count; done += BATCH) {
        Batch batch = log.batch((int) Math.min(BATCH, count - done));
        for (int i = 0; i < batch.size(); i++) {
          to.write(batch.bytes(), batch.start(i), batch.end(i) - batch.start(i));
          to.write('\n');
        }
      }
    }
    System.out.println(some);
  }
}
