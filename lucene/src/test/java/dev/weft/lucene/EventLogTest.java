package dev.weft.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final int FRAME = Frame.HEADER + Frame.PREAMBLE + "{\"n\":1}\n".length();

  @TempDir private Path folder;
  private Path logs;

  @BeforeEach
  void threeFrames() throws IOException {
    logs = folder.resolve("log");
    try (EventLog log = EventLog.open(logs, 1 << 20, Failpoint.NONE)) {
      for (int i = 1; i <= 3; i++) {
        log.append(i, 1, ByteBuffer.wrap(("{\"n\":" + i + "}\n").getBytes(UTF_8)));
      }
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files.findFirst().orElseThrow();
    }
  }

  /** The frames that are there, of which those of the newest file were recovered. */
  private List<Long> recovered() throws IOException {
    List<Long> newest = new ArrayList<>();
    List<Long> all = new ArrayList<>();
    try (EventLog log = EventLog.open(logs, 1 << 20, Failpoint.NONE)) {
      log.recover(frame -> newest.add(frame.first()));
      try (LogPosition position = new LogPosition(log, 1)) {
        for (Frame frame = position.next(); frame != null; frame = position.next()) {
          all.add(frame.first());
        }
      }
      assertThat(all).endsWith(newest.toArray(Long[]::new));
      assertThat(log.lastArrival()).isEqualTo(all.isEmpty() ? 0 : all.get(all.size() - 1));
    }
    return all;
  }

  @Test
  void recover_anywhereTorn_keepsTheFramesBefore() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    assertThat(whole).hasSize(3 * FRAME);
    for (int length = whole.length; length >= 0; length--) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertThat(recovered()).hasSize(length / FRAME);
      assertThat(Files.size(file())).isEqualTo(length - length % (long) FRAME);
    }
    assertThat(folder.resolve("damaged")).doesNotExist();
  }

  @Test
  void recover_damagedInTheMiddle_setsItAsideAndGoesOn() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int at = FRAME; at < 2 * FRAME; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Files.write(file(), damaged);

      assertThat(recovered()).containsExactly(1L, 3L);
    }
    Path aside = folder.resolve("damaged").resolve(file().getFileName() + "-" + FRAME);
    assertThat(aside).hasSize(FRAME);
  }

  @Test
  void append_afterATornEnd_goesOnBehindIt() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 5));
    try (EventLog log = EventLog.open(logs, 1 << 20, Failpoint.NONE)) {
      log.recover(frame -> {});
      log.append(3, 1, ByteBuffer.wrap("{\"n\":\"again\"}\n".getBytes(UTF_8)));
    }

    assertThat(recovered()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void removeTo_keepsWhatIsNotIndexed() throws IOException {
    try (EventLog log = EventLog.open(logs, 1, Failpoint.NONE)) {
      log.recover(frame -> {});
      log.append(4, 2, ByteBuffer.wrap("{}\n{}\n".getBytes(UTF_8)));
      log.append(6, 1, ByteBuffer.wrap("{}\n".getBytes(UTF_8)));
      log.removeTo(4);
    }

    assertThat(recovered()).containsExactly(4L, 6L);
  }
}
