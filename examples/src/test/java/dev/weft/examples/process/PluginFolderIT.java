package dev.weft.examples.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.FilterFactory;
import dev.weft.examples.plugin.SampleFilterFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of a plug-in as a jar in a folder, beside jars that cannot be used. */
class PluginFolderIT {
  private static final String SERVICE = "META-INF/services/" + FilterFactory.class.getName();

  private static final String RECORDS =
      """
      {"message":"of a tree","context":{"key":"1@6f1c1a52-0000-4000-8000-000000000001"}}
      {"message":"outside every task"}
      """;

  @TempDir Path folder;
  private Path plugins;

  @BeforeEach
  void fillTheFolder() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    String entry = SampleFilterFactory.class.getName().replace('.', '/') + ".class";
    try (InputStream code =
        Objects.requireNonNull(SampleFilterFactory.class.getResourceAsStream("/" + entry))) {
      jar("sample.jar", SampleFilterFactory.class.getName(), entry, code.readAllBytes());
    }
    Files.writeString(plugins.resolve("a-text.jar"), "this is no jar");
    jar("b-absent.jar", "org.example.Absent", "org/example/Other.txt", new byte[1]);
    jar("c-garbled.jar", "org.example.Garbled", "org/example/Garbled.class", new byte[] {1, 2, 3});
  }

  private void jar(String name, String service, String entry, byte[] content) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugins.resolve(name)))) {
      jar.putNextEntry(new ZipEntry(SERVICE));
      jar.write(service.getBytes(UTF_8));
      jar.putNextEntry(new ZipEntry(entry));
      jar.write(content);
    }
  }

  @Test
  void brokenJars_areNamed_andTheGoodOneWorks() throws Exception {
    try (JavaProcess up = up("--plugins", plugins.toString())) {
      up.tellAll(RECORDS);
      assertThat(up.awaitExit(JavaProcess.LIMIT)).as(up.err()).isZero();
      assertThat(up.err())
          .contains("a-text.jar: cannot be read as a jar: ")
          .containsPattern("b-absent\\.jar: .*org\\.example\\.Absent not found")
          .containsPattern("c-garbled\\.jar: .*ClassFormatError")
          .containsPattern("filter\\.1-sample +2 +1 +1 +0")
          .contains("conserved: yes")
          .doesNotContain("\tat ");
      assertThat(folder.resolve("kept.ndjson"))
          .content()
          .contains("outside every task")
          .doesNotContain("of a tree");
    }
  }

  @Test
  void withoutTheFolder_theTypeIsUnknown() throws Exception {
    try (JavaProcess up = up("--drain", "1s")) {
      assertThat(up.awaitExit(JavaProcess.LIMIT)).isEqualTo(2);
      assertThat(up.err()).contains("weft.yaml:4:", "unknown filter type \"sample\"");
    }
  }

  private JavaProcess up(String option, String value) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("weft.yaml"),
            """
            sources:
              pipe: {type: stdin}
            filters:
              - sample: {percent: 0}
            sinks:
              kept: {type: file, path: "kept.ndjson"}
            http: {listen: off}
            """);
    // The module's own classes would bring the filter by another way.
    return JavaProcess.start(
        folder,
        "up",
        List.of(),
        entry -> !entry.contains("weft-examples") && !entry.contains("/examples/target/"),
        CollectorProcess.MAIN,
        "up",
        "--config",
        configuration.toString(),
        "--exit-when-done",
        option,
        value);
  }
}
