package dev.weft.daemon.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.daemon.config.DeadLetterFile;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.flow.FlowMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps samples of what could not be used: of each reason the first ones, as lines of JSON. Usable
 * from any thread; never throws, and beyond the samples costs one counter.
 */
final class DeadLetters {
  private static final Logger LOG = System.getLogger(DeadLetters.class.getName());
  private static final int SAMPLE = 4096;
  // Reasons come from plug-ins, so there could be any number of them.
  private static final int MAX_REASONS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentHashMap<String, AtomicLong> seen = new ConcurrentHashMap<>();
  private final FlowMetrics metrics = new FlowMetrics("dead-letters");
  private final DeadLetterFile file;
  private final Clock clock;

  DeadLetters(DeadLetterFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** Takes what lies from {@code from} to {@code to}. */
  void add(String station, String reason, String detail, byte[] bytes, int from, int to) {
    metrics.accepted(1);
    if (number(station + ' ' + reason) >= file.keep()) {
      metrics.dropped(1, "enough-samples");
      return;
    }
    byte[] sample = Arrays.copyOfRange(bytes, from, Math.min(to, from + SAMPLE));
    try {
      append(line(station, reason, detail, sample, to - from));
      metrics.delivered(1);
    } catch (IOException unwritable) {
      metrics.dropped(1, "unwritable");
      LOG.log(
          Logger.Level.WARNING, "cannot write dead letters to {0}: {1}", file.path(), unwritable);
    }
  }

  private long number(String reason) {
    AtomicLong count = seen.get(reason);
    if (count == null) {
      String name = seen.size() < MAX_REASONS ? reason : "others";
      count = seen.computeIfAbsent(name, unused -> new AtomicLong());
    }
    return count.getAndIncrement();
  }

  // Opened for each: there are few, and a file that was moved away or a full disk that has space
  // again needs no care.
  private void append(byte[] line) throws IOException {
    lock.lock();
    try {
      Path parent = file.path().toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try (OutputStream out =
          Files.newOutputStream(
              file.path(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        out.write(line);
        out.write('\n');
      }
    } finally {
      lock.unlock();
    }
  }

  private byte[] line(String station, String reason, String detail, byte[] sample, int length) {
    JsonWriter line = new JsonWriter().beginObject();
    line.name("time").text(clock.instant().toString());
    line.name("station").text(station);
    line.name("reason").text(reason);
    line.name("detail").text(detail.substring(0, Math.min(SAMPLE, detail.length())));
    line.name("bytes").number(length);
    try {
      line.name("text").text(UTF_8.newDecoder().decode(ByteBuffer.wrap(sample)));
    } catch (CharacterCodingException notText) {
      line.text(null).name("base64").text(Base64.getEncoder().encodeToString(sample));
    }
    return line.endObject().toBytes();
  }

  FlowMetrics.Count count() {
    return metrics.count();
  }
}
