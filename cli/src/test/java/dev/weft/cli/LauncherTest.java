package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell script {@code weft}, with a JDK that only tells what it was asked to run. */
class LauncherTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path house;
  private Path jdk;

  @BeforeEach
  void build() throws IOException {
    house = folder.resolve("a house");
    Path scripts = Files.createDirectories(house.resolve("dist/src/main/sh"));
    Files.copy(ROOT.resolve("weft"), house.resolve("weft"));
    Files.copy(ROOT.resolve("dist/src/main/sh/jdks.sh"), scripts.resolve("jdks.sh"));
    Files.writeString(house.resolve("pom.xml"), "<project/>");
    Path built = Files.createDirectories(house.resolve("dist/target/weft")).resolve("built");
    Files.writeString(built, "");
    Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(3600)));
    Files.writeString(built.resolveSibling("classes-17.jsa"), "");
    jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
    script(jdk.resolve("bin/java"), "#!/bin/sh\nfor each; do echo \"$each\"; done\n");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void weft_runsTheCommand() throws Exception {
    assertThat(run(house.resolve("weft"), "tree", "-")).contains("-XX:TieredStopAtLevel=1");
    assertThat(command(run(house.resolve("weft"), "tree", "a b"))).containsExactly("tree", "a b");
    assertThat(command(run(house.resolve("weft")))).isEmpty();
  }

  @Test
  void lcmon_isWeftMon_alsoThroughLinks() throws Exception {
    assertThat(Files.readSymbolicLink(ROOT.resolve("lcmon"))).isEqualTo(Path.of("weft"));
    Path lcmon = Files.createSymbolicLink(house.resolve("lcmon"), Path.of("weft"));
    Path elsewhere = Files.createDirectories(folder.resolve("bin"));
    Path absolute = Files.createSymbolicLink(elsewhere.resolve("lcmon"), lcmon);
    Path renamed = Files.createSymbolicLink(elsewhere.resolve("monitor"), Path.of("lcmon"));
    Path straight =
        Files.createSymbolicLink(folder.resolve("lcmon"), house.resolve("weft").toAbsolutePath());
    for (Path each : List.of(lcmon, absolute, renamed, straight)) {
      assertThat(command(run(each, "-s", "-k", "*elapsed", "a b")))
          .as(each.toString())
          .containsExactly("mon", "-s", "-k", "*elapsed", "a b");
      assertThat(command(run(each))).containsExactly("mon");
    }
  }

  @Test
  void longRunners_areCompiledWell() throws Exception {
    assertThat(run(house.resolve("weft"), "mon", "-s")).doesNotContain("-XX:TieredStopAtLevel=1");
    assertThat(run(house.resolve("weft"), "dump", "x")).doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void collector_letsSinksGoFirst_andTheJvmTakesItWithoutAWord() throws Exception {
    List<String> flags =
        run(house.resolve("weft"), "up").stream().filter(each -> each.startsWith("-X")).toList();
    assertThat(flags).contains("-XX:ThreadPriorityPolicy=1", "-XX:JavaPriority10_To_OSPriority=0");

    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    flags.stream().filter(each -> !each.startsWith("-XX:SharedArchiveFile")).forEach(java::add);
    java.add("-version");

    assertThat(output(new ProcessBuilder(java))).doesNotContainIgnoringCase("warning");
  }

  private List<String> run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("WEFT_JAVA_HOME", jdk.toString());
    builder.environment().remove("WEFT_OPTS");
    return output(builder).lines().toList();
  }

  private static String output(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static List<String> command(List<String> said) {
    return said.subList(said.indexOf(Main.class.getName()) + 1, said.size());
  }
}
