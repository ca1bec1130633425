package dev.weft.cli.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import dev.weft.event.command.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenversionCommandTest {
  @TempDir Path folder;

  private final Console console = Console.pipe("");

  private int run(String... arguments) {
    return console.run(new GenversionCommand(folder), arguments);
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("versions.json"));
  }

  private static byte[] jar(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new ZipEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] mavenJar(String artifact, String version) throws IOException {
    String note = "groupId=org.acme\nartifactId=" + artifact + "\nversion=" + version + "\n";
    return jar(
        Map.of("META-INF/maven/org.acme/" + artifact + "/pom.properties", note.getBytes(UTF_8)));
  }

  @Test
  void hash_aloneIsWrittenWithoutATag() throws Exception {
    assertThat(run("abcdef")).isEqualTo(Command.FOUND);

    assertThat(written())
        .isEqualTo(
            """
            {
              "main": {
                "git_hash": "abcdef"
              },
              "packages": {}
            }\
            """);
  }

  @Test
  void packages_areThoseOfAllJarsBelowTheFolder() throws Exception {
    Path lib = Files.createDirectories(folder.resolve("target/lib"));
    Files.write(lib.resolve("one.jar"), mavenJar("one", "1.0"));
    Files.write(lib.resolve("other-2.1-rc1.jar"), jar(Map.of("a", new byte[0])));
    Files.write(
        folder.resolve("app.jar"), jar(Map.of("BOOT-INF/lib/two.jar", mavenJar("two", "2.0"))));

    assertThat(run("v\u00e9", "abcdef")).isEqualTo(Command.FOUND);

    assertThat(written())
        .isEqualTo(
            """
            {
              "main": {
                "git_hash": "abcdef",
                "git_tag": "v\\u00e9"
              },
              "packages": {
                "org.acme:one": "1.0",
                "org.acme:two": "2.0",
                "other": "2.1-rc1"
              }
            }\
            """);
    assertThat(console.err()).contains("3 packages");
  }

  @Test
  void packages_mayBeGivenAsAClassPath() throws Exception {
    Files.write(folder.resolve("one.jar"), mavenJar("one", "1.0"));
    Files.write(folder.resolve("two.jar"), mavenJar("two", "2.0"));
    Files.write(folder.resolve("three.jar"), mavenJar("three", "3.0"));

    assertThat(run("--packages", "one.jar:two.jar", "abcdef")).isEqualTo(Command.FOUND);

    assertThat(written()).contains("one").contains("two").doesNotContain("three");
  }

  @Test
  void usage_thatIsWrongSaysWhatIsRight() {
    assertThat(run()).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("weft genversion: which version? Expected [TAG] HASH");
    assertThat(run("a", "b", "c")).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("\"c\" is one argument too many");
    assertThat(run("-p", "nowhere", "abc")).isEqualTo(Command.USAGE);
    assertThat(console.err()).contains("--packages: there is no nowhere");
    assertThat(folder.resolve("versions.json")).doesNotExist();
    assertThat(run("--help")).isEqualTo(Command.FOUND);
    assertThat(console.out()).startsWith("Usage: weft genversion");
  }
}
