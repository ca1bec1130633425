package dev.weft.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps the documentation true: its Java is that of compiled files, its configurations pass {@code
 * weft check}, its commands and options exist, its links lead somewhere.
 *
 * <p>{@code mvn -pl examples -am test -Dtest=DocumentationTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dweft.documentation.write=true} copies the regions into
 * the pages.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)(?:^<!-- snippet: (?<from>\\S+) -->\\n)?^```(?<language>\\w*)\\n(?<body>(?s:.*?))^```$");
  private static final Pattern LINK =
      Pattern.compile("\\[[^\\]]*\\]\\((?<to>[^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--?[a-z][a-z-]*");

  @Test
  void java_isThatOfCompiledFiles() throws IOException {
    boolean write = Boolean.getBoolean("weft.documentation.write");
    for (Path page : pages()) {
      String text = Files.readString(page);
      StringBuilder renewed = new StringBuilder();
      Matcher block = BLOCK.matcher(text);
      while (block.find()) {
        String from = block.group("from");
        if (from == null) {
          assertThat(block.group("language"))
              .as("a block without a source, in " + page)
              .isNotIn("java", "xml");
          continue;
        }
        String region = region(from);
        if (write) {
          String fence =
              "<!-- snippet: "
                  + from
                  + " -->\n```"
                  + block.group("language")
                  + "\n"
                  + region
                  + "```";
          block.appendReplacement(renewed, Matcher.quoteReplacement(fence));
        } else {
          assertThat(block.group("body")).as(from + " in " + page).isEqualTo(region);
        }
      }
      if (write) {
        Files.writeString(page, block.appendTail(renewed));
      }
    }
  }

  @Test
  void configurations_passTheCheck(@TempDir Path folder) throws IOException {
    Command check = commands().get("check");
    int checked = 0;
    for (Path page : pages()) {
      for (String body : blocks(page, "yaml")) {
        Path file = Files.writeString(folder.resolve("weft.yaml"), body);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(run(check, said, file.toString()))
            .as(() -> page + ":\n" + body + said.toString(UTF_8))
            .isEqualTo(Command.FOUND);
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void commands_exist() throws IOException {
    Map<String, Command> known = commands();
    for (Path page : pages()) {
      for (String body : blocks(page, "sh")) {
        body.replace("\\\n", " ")
            .lines()
            .flatMap(line -> Stream.of(line.split("\\|", -1)))
            .map(String::strip)
            .filter(line -> line.startsWith("./weft "))
            .forEach(line -> assertUsable(known, line, page));
      }
    }
  }

  private static void assertUsable(Map<String, Command> known, String line, Path page) {
    String name = line.split("\\s+", 3)[1];
    if (name.startsWith("-")) {
      return;
    }
    assertThat(known).as(line + " in " + page).containsKey(name);
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    run(known.get(name), help, "--help");
    Matcher option = OPTION.matcher(line.replaceAll("'[^']*'", "''"));
    while (option.find()) {
      assertThat(help.toString(UTF_8)).as(line + " in " + page).contains(option.group());
    }
  }

  @Test
  void links_leadSomewhere() throws IOException {
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
      while (link.find()) {
        String to = link.group("to");
        if (!to.contains("://")) {
          assertThat(page.resolveSibling(to)).as("link in " + page).exists();
        }
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static List<String> blocks(Path page, String language) throws IOException {
    List<String> bodies = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(page));
    while (block.find()) {
      if (block.group("language").equals(language)) {
        bodies.add(block.group("body"));
      }
    }
    return bodies;
  }

  /**
   * {@code path#region} gives the lines between the region's marks, moved to the left; {@code path}
   * gives the whole file.
   */
  private static String region(String from) throws IOException {
    String[] parts = from.split("#", 2);
    String text = Files.readString(ROOT.resolve(parts[0]));
    if (parts.length == 1) {
      return text;
    }
    Matcher region =
        Pattern.compile("(?m)^ *// region " + parts[1] + "\\n(?<lines>(?s:.*?))^ *// endregion")
            .matcher(text);
    assertThat(region.find()).as("region " + from).isTrue();
    // A last empty line would count as one without indentation.
    return region.group("lines").stripTrailing().stripIndent() + "\n";
  }

  private static Map<String, Command> commands() {
    Map<String, Command> known = new TreeMap<>();
    ServiceLoader.load(Command.class).forEach(command -> known.put(command.name(), command));
    return known;
  }

  private static int run(Command command, ByteArrayOutputStream said, String... arguments) {
    PrintStream out = new PrintStream(said, true, UTF_8);
    return command.run(
        List.of(arguments), new Streams(new ByteArrayInputStream(new byte[0]), out, out, false));
  }
}
