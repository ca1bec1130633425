package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only newer JDKs have, in a JVM of its own, since this build's language level is lower. */
class NewerJavaTest {
  // This one only: structured concurrency is a preview, which each version changes.
  private static final int NEEDED = 25;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  @TempDir Path folder;

  @Test
  void virtualThreadsAndStructuredConcurrency_carryThroughTheFactory() throws Exception {
    Optional<Path> jdk = jdk();
    assumeTrue(
        jdk.isPresent(),
        "skipped: no JDK " + NEEDED + " beside " + System.getProperty("java.home"));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    jdk.get().resolve("bin/java").toString(),
                    "--enable-preview",
                    "--source",
                    String.valueOf(NEEDED),
                    "-Dweft.strict=true",
                    "-Dweft.local-lines=false",
                    "-cp",
                    System.getProperty("java.class.path"),
                    program().toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> line.startsWith("as expected: "))).as(text).hasSize(7);
    assertThat(text).doesNotContain("WRONG");
  }

  private static Path program() throws URISyntaxException {
    return Path.of(NewerJavaTest.class.getResource("/java25/StructuredScopes.java").toURI());
  }

  /** This JVM's own JDK when it is that one, else one in the folder beside it. */
  private static Optional<Path> jdk() throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    List<Path> candidates = new ArrayList<>(List.of(own));
    try (Stream<Path> beside = Files.list(own.getParent())) {
      beside.sorted().forEach(candidates::add);
    }
    return candidates.stream()
        .filter(jdk -> new File(jdk.toFile(), "bin/javac").canExecute() && version(jdk) == NEEDED)
        .findFirst();
  }

  private static int version(Path jdk) {
    try {
      Matcher found = VERSION.matcher(Files.readString(jdk.resolve("release")));
      return found.find() ? Integer.parseInt(found.group(1)) : 0;
    } catch (IOException noRelease) {
      return 0;
    }
  }
}
