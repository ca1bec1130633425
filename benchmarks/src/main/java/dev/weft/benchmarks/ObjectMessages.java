package dev.weft.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Messages of live objects of about 400 bytes, as contexture's programs and Weft's publish them:
 * writes COUNT of them to a file, a line each, in the form that {@code weft mon -v} writes and
 * {@code -s} reads.
 *
 * <pre>ObjectMessages FILE COUNT</pre>
 */
final class ObjectMessages {
  static final int BYTES = 400;
  static final int TEMPLATES = 4_096;
  private static final String[] STAGES = {"fetch", "parse", "index", "wait"};

  private ObjectMessages() {}

  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[1]);
    byte[][] bodies = bodies();
    byte[] before = "{\"object\":".getBytes(US_ASCII);
    byte[] after =
        (",\"headers\":{\"hostname\":\"node07.example.net\"},\"rkey\":\""
                + JobUpdate.NAME
                + "\"}\n")
            .getBytes(US_ASCII);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])), 1 << 18)) {
      for (int i = 0; i < count; i++) {
        out.write(before);
        out.write(bodies[i % TEMPLATES]);
        out.write(after);
      }
    }
  }

  /** The bodies, each different. */
  static byte[][] bodies() {
    Random random = new Random(11);
    byte[][] bodies = new byte[TEMPLATES][];
    for (int i = 0; i < TEMPLATES; i++) {
      bodies[i] = body(random, i);
    }
    return bodies;
  }

  private static byte[] body(Random random, int index) {
    double time = 1_795_165_992 + index / 100.0;
    StringBuilder text =
        new StringBuilder(BYTES)
            .append("{\"obj_id\":\"31f1524c-8e1c-4f70-a18d-07d379d3")
            .append(String.format(Locale.ROOT, "%04x", index % 100))
            .append("\",\"obj\":{\"pages\":")
            .append(index)
            .append(",\"stage\":\"")
            .append(STAGES[index % STAGES.length])
            .append("\",\"rate\":")
            .append(random.nextInt(10_000) / 8.0)
            .append(",\"failed\":false,\"counts\":{\"200\":")
            .append(random.nextInt(100_000))
            .append(",\"404\":")
            .append(random.nextInt(1_000))
            .append("}},\"time_in\":")
            .append(String.format(Locale.ROOT, "%.6f", time))
            .append(",\"time_out\":")
            .append(String.format(Locale.ROOT, "%.6f", time + 0.02))
            .append(
                ",\"qtime\":0.020013,\"qlen\":3,\"handler_id\":\"3dd2527e-430b-4f98-98f7-1d937b6790fa\"")
            .append(",\"message\":\"");
    while (text.length() < BYTES - 2) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.append("\"}").toString().getBytes(US_ASCII);
  }
}
