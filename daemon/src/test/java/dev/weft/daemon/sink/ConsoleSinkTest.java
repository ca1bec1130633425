package dev.weft.daemon.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Delivery;
import dev.weft.testkit.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void line_isOneShortLineARecord_withoutControlCharacters() {
    try (ConsoleSink sink = new ConsoleSink(out, false, 0, System::nanoTime)) {
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
  void line_ofAnObjectsChange_saysWhatChanged_andSignsOfLifeAreHidden() {
    try (ConsoleSink sink = new ConsoleSink(out, false, 0, System::nanoTime)) {
      sink.deliver(
          Records.batch(
              "{\"time_in\":1764000000.25,\"obj_id\":\"17\",\"status\":\"born\",\"obj\":{\"url\":\"http://foo\"},"
                  + "\"weft\":{\"v\":1,\"src\":\"a\",\"seq\":0,\"rkey\":\"web.request\"}}",
              "{\"weft\":{\"v\":1,\"src\":\"a\",\"n\":1,\"kind\":\"alive\"}}",
              "{\"time_in\":1764000000.5,\"obj_id\":\"17\",\"obj\":{\"done\":[1,null]},"
                  + "\"message\":\"half\",\"weft\":{\"removed\":[\"url\"]}}",
              "{\"time_in\":1764000001,\"obj_id\":\"17\",\"obj\":{\"t\":\"\\u001b[2J\"},\"status\":\"transient\"}",
              "{\"time_in\":1764000001,\"obj_id\":\"17\",\"status\":\"finished\",\"obj\":{\"t\":\""
                  + "x".repeat(500)
                  + "\"}}"));
    }

    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            16:00:00.250 -        web.request  object 17 born url=http://foo
            16:00:00.500 -        -  object 17 done=[1,null] -url: half
            16:00:01.000 -        -  object 17 happened t=\ufffd[2J
            16:00:01.000 -        -  object 17 finished t=%s…
            """
                .formatted("x".repeat(400 - "object 17 finished t=".length())));
  }

  @Test
  void flood_isSummedUp_onceASecondAndAtTheEnd() {
    AtomicLong now = new AtomicLong();
    try (ConsoleSink sink = new ConsoleSink(out, false, 2, now::get)) {
      sink.deliver(Records.batch(Records.numbered(0, 1_500)));
      sink.deliver(Records.batch(Records.numbered(1_500, 10)));
      now.addAndGet(1_000_000_000);
      sink.deliver(Records.batch(Records.numbered(1_510, 3)));
    }

    assertThat(printed.toString(UTF_8).lines().map(line -> line.replaceAll(".*  ", "")))
        .containsExactly(
            "event 0", "event 1", "… 1,508 more", "event 1510", "event 1511", "… 1 more");
  }

  @Test
  void json_showsAFloodAsItIs() {
    try (ConsoleSink sink = new ConsoleSink(out, true, 2, () -> 0)) {
      sink.deliver(Records.batch(Records.numbered(0, 100)));
    }

    assertThat(printed.toString(UTF_8).lines()).hasSize(100);
  }

  @Test
  void json_isTheRecordsAsTheyAre() {
    try (ConsoleSink sink = new ConsoleSink(out, true, 0, System::nanoTime)) {
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
    try (ConsoleSink sink =
        new ConsoleSink(new PrintStream(broken, true, UTF_8), true, 0, System::nanoTime)) {
      assertThat(sink.deliver(Records.batch(Records.logged(0))))
          .isEqualTo(
              new Delivery.Unavailable("standard output takes nothing; is its reader gone?"));
    }
  }
}
