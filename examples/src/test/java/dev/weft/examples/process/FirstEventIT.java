package dev.weft.examples.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front page's first program, run from its source with nothing but the port replaced. */
class FirstEventIT {
  private static final Path SOURCE = Path.of("src/main/java/dev/weft/examples/FirstEvent.java");

  @Test
  void firstProgram_showsItself(@TempDir Path folder) throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(folder);
        JavaProcess program =
            JavaProcess.start(folder, "first", List.of(), source(folder, collector))) {
      assertThat(program.awaitExit(JavaProcess.LIMIT)).as(program.err()).isZero();
      assertThat(collector.process().stop()).isZero();
      assertThat(collector.tree())
          .containsSubsequence(
              "checkout order-17 => succeeded",
              "user: leo",
              "three articles",
              "charge",
              "=> succeeded",
              "cents: 4200",
              "card accepted")
          .doesNotContain("not received");
    }
  }

  private static String source(Path folder, CollectorProcess collector) throws Exception {
    String text = Files.readString(SOURCE);
    assertThat(text).contains("127.0.0.1:5010");
    // The launcher takes no source of a class that the class path has, so it leaves its package.
    String moved =
        text.replace("127.0.0.1:5010", "127.0.0.1:" + collector.port())
            .replaceFirst("(?m)^package .*;$", "");
    return Files.writeString(folder.resolve("FirstEvent.java"), moved).toString();
  }
}
