package dev.weft.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds output to a file among the test's resources. {@code -Dweft.golden=src/test/resources/…}
 * writes the files anew.
 */
final class Golden {
  private Golden() {}

  static void hold(String name, String text) throws IOException {
    String rewritten = System.getProperty("weft.golden", "");
    if (!rewritten.isEmpty()) {
      Files.writeString(Path.of(rewritten).resolve(name), text);
    }
    assertThat(text).isEqualTo(Console.resource(name));
  }
}
