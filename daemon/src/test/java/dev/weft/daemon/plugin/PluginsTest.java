package dev.weft.daemon.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  private static final String SERVICE = "META-INF/services/dev.weft.event.flow.FilterFactory";

  @TempDir Path folder;

  @Test
  void classPath_holdsWhatTheCollectorBrings() {
    Plugins plugins = Plugins.onClassPath();

    assertThat(plugins.filterTypes()).contains("add", "drop", "keep", "redact", "remove");
    assertThat(plugins.sinkTypes()).contains("console", "file");
    assertThat(plugins.sourceTypes()).contains("stdin", "tail");
    assertThat(plugins.broken()).isEmpty();
  }

  @Test
  void folder_brokenPluginsAreReported_andTheOthersWork() throws Exception {
    Path jars = Files.createDirectory(folder.resolve("jars"));
    jar(jars.resolve("a-missing.jar"), "no.such.Type");
    jar(
        jars.resolve("b-throws.jar"),
        "ThrowsFactory",
        source(
            "ThrowsFactory",
            "throws",
            "public ThrowsFactory() { throw new IllegalStateException(\"no licence\"); }"));
    jar(
        jars.resolve("c-silent.jar"),
        "SilentFactory",
        source(
            "SilentFactory",
            "silent",
            "{ if (true) { throw new NoClassDefFoundError(\"driver/Client\"); } }"));
    Files.writeString(jars.resolve("d-garbage.jar"), "no jar");
    jar(jars.resolve("e-good.jar"), "GoodFactory", source("GoodFactory", "shout", ""));
    jar(jars.resolve("f-twice.jar"), "TwiceFactory", source("TwiceFactory", "shout", ""));

    write(jars.resolve("g-garbled.jar"), "GarbledFactory", new byte[] {1, 2, 3});

    Plugins plugins = Plugins.onClassPath();
    plugins.addFolder(jars);

    assertThat(plugins.filter("shout"))
        .hasValueSatisfying(factory ->
            assertThat(factory.create(Options.of("x", List.of(), Map.of()))).isNotNull());
    assertThat(plugins.broken())
        .hasSize(6)
        .anySatisfy(line -> assertThat(line).contains("a-missing.jar", "no.such.Type"))
        .anySatisfy(line -> assertThat(line).contains("b-throws.jar", "no licence"))
        .anySatisfy(line -> assertThat(line).contains("c-silent.jar", "driver/Client"))
        .anySatisfy(line -> assertThat(line).contains("d-garbage.jar: cannot be read as a jar: "))
        .anySatisfy(line -> assertThat(line).contains("g-garbled.jar: ", "ClassFormatError"))
        .anySatisfy(line -> assertThat(line).contains("f-twice.jar", "\"shout\" is already taken"));
    assertThat(plugins.filterTypes()).contains("keep");
  }

  private static String source(String name, String type, String more) {
    return """
    import dev.weft.event.flow.*;
    import java.util.List;
    public class %s implements FilterFactory {
      %s
      public String type() { return "%s"; }
      public String summary() { return "for tests"; }
      public List<Option> options() { return List.of(); }
      public Filter create(Options options) { return event -> true; }
    }
    """
        .formatted(name, more, type);
  }

  private void jar(Path jar, String name, String source) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(
            compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                file.toString()))
        .isZero();
    write(jar, name, Files.readAllBytes(folder.resolve(name + ".class")));
  }

  private static void jar(Path jar, String name) throws IOException {
    write(jar, name, new byte[0]);
  }

  private static void write(Path jar, String name, byte[] type) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(SERVICE));
      out.write((name + "\n").getBytes(UTF_8));
      if (type.length > 0) {
        out.putNextEntry(new JarEntry(name + ".class"));
        out.write(type);
      }
    }
  }
}
