package dev.weft.daemon.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Delivery;
import dev.weft.testkit.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void line_isOneShortLineARecord_withoutControlCharacters() {
    try (ConsoleSink sink = new ConsoleSink(out, false)) {
      sink.deliver(Records.batch(Records.logged(1), "{\"message\":\"a\\u001b[2Jb\"}", "{\"x\":1}"));
    }

    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            16:00:00.250 INFO     weft.test  event 1
            --:--:--.--- -        -  a\ufffd[2Jb
            --:--:--.--- -        -  {"x":1}
            """);
  }

  @Test
  void json_isTheRecordsAsTheyAre() {
    try (ConsoleSink sink = new ConsoleSink(out, true)) {
      sink.deliver(Records.batch(Records.numbered(0, 2)));
    }

    assertThat(printed.toString(UTF_8).lines()).containsExactlyElementsOf(Records.numbered(0, 2));
  }

  @Test
  void readerThatIsGone_isUnavailable() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (ConsoleSink sink = new ConsoleSink(new PrintStream(broken, true, UTF_8), true)) {
      assertThat(sink.deliver(Records.batch(Records.logged(0))))
          .isEqualTo(
              new Delivery.Unavailable("standard output takes nothing; is its reader gone?"));
    }
  }
}
