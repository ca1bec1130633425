package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program logs, and nobody takes it: it neither waits nor grows nor hangs at its end. */
class NoCollectorIT {
  private static final int RECORDS = 200_000;
  // The start and the end of the task are records too.
  private static final int MADE = RECORDS + 2;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final Duration SLACK = Duration.ofSeconds(8);
  private static final Pattern NOT_DELIVERED =
      Pattern.compile("(?m)^weft: (\\d+) of (\\d+) records were not delivered: (.*); last error: ");

  @Test
  void nobodyListening_endsInTime_andNamesWhatWasLost(@TempDir Path folder) throws Exception {
    assertEndsWithTheCount(folder, Ports.free());
  }

  @Test
  void peerThatNeverAnswers_endsInTime_andNamesWhatWasLost(@TempDir Path folder) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertEndsWithTheCount(folder, silent.getLocalPort());
    }
  }

  private static void assertEndsWithTheCount(Path folder, int port)
      throws IOException, InterruptedException {
    List<String> flags = List.of("-Xmx64m", "-Dweft.to=zeromq://127.0.0.1:" + port);
    try (JavaProcess program =
        JavaProcess.start(
            folder, "program", flags, FloodingApplication.class.getName(), "1", "" + RECORDS)) {
      program.awaitSaid("made all");
      assertThat(program.awaitExit(CLOSE_LIMIT.plus(SLACK))).as(program.err()).isZero();

      Matcher said = NOT_DELIVERED.matcher(program.err());
      assertThat(said.find()).as(program.err()).isTrue();
      assertThat(said.group(1)).isEqualTo("" + MADE);
      assertThat(said.group(2)).isEqualTo("" + MADE);
      assertThat(sum(said.group(3))).as(said.group(3)).isEqualTo(MADE);
      assertThat(said.group(3)).contains("queue-full", "close");
      assertThat(program.err())
          .contains("last error: no collector at tcp://127.0.0.1:" + port)
          .doesNotContain("OutOfMemoryError")
          .doesNotContain("Exception");
    }
  }

  private static long sum(String reasons) {
    return Pattern.compile("\\d+")
        .matcher(reasons)
        .results()
        .map(MatchResult::group)
        .mapToLong(Long::parseLong)
        .sum();
  }
}
