package dev.weft.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the page's sources promise without a browser: safe text, nothing from outside, every import
 * resolved.
 */
class PageSourcesTest {

  private static final Path PAGE = Path.of("target/classes/dev/weft/page");
  private static final Path INDEX = PAGE.resolve("index.html");
  private static final String SCREEN = "{{screen}}";
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:import|export)\\s*(?:[\\w*{},$\\s]+?\\s*from\\s*)?[\"']([^\"'`$]+)[\"']|import\\(\\s*[\"']([^\"'$]+)[\"']\\s*\\)");

  @Test
  void sources_setLogTextOnlyAsText() {
    assertThat(
            linesWith(
                ours(".js"),
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write\\b|unsafeHTML|unsafeSVG|srcdoc|DOMParser|createContextualFragment"))
        .isEmpty();
  }

  @Test
  void sources_makeNoCodeFromText() {
    assertThat(
            linesWith(
                ours(".js"),
                "\\beval\\(|new Function\\(|setTimeout\\(\\s*[\"'`]|setInterval\\(\\s*[\"'`]|javascript:"))
        .isEmpty();
  }

  @Test
  void sources_nameNoAddressOutside() {
    assertThat(
            linesWith(
                ours(".js", ".css", ".html", ".svg"),
                "https?://(?!www\\.w3\\.org/)\\w|@import|url\\((?!#)"))
        .isEmpty();
  }

  @Test
  void sources_haveNoStyleAttributes() {
    // the page's policy refuses them; a property binding (.style=) goes through the style object
    // and is allowed
    assertThat(
            linesWith(
                ours(".js", ".html"), "(?<![.\\w])style=[\"'$]|setAttribute\\([\"']style|styleMap"))
        .isEmpty();
  }

  @Test
  void links_outsideTellNotWhereTheyComeFrom() {
    List<String> blank = linesWith(ours(".js"), "target=\"_blank\"|target = '_blank'");
    assertThat(blank).isNotEmpty();
    assertThat(linesWith(ours(".js"), "\\.rel = 'noreferrer'"))
        .as("links made of log text")
        .isNotEmpty();
  }

  @Test
  void index_runsNothingInline() throws IOException {
    String index = Files.readString(INDEX);
    assertThat(matches("<script(?![^>]*\\bsrc=)[^>]*>", index)).isEmpty();
    assertThat(index).doesNotContainPattern("\\son\\w+=").doesNotContain("<style");
    assertThat(index).contains("lang=\"en\"", "name=\"viewport\"", "<noscript>");
  }

  @Test
  void index_takesEveryFileFromTheBase() throws IOException {
    // Links are to screens.
    String index = Files.readString(INDEX).replaceAll("<a [^>]*>", "");
    List<String> files = matches("(?:src|href)=\"([^\"#]+)\"", index.replace(SCREEN, "stream"));
    assertThat(files)
        .isNotEmpty()
        .allSatisfy(file -> {
          assertThat(file).startsWith("{{base}}/");
          assertThat(PAGE.resolve(file.substring("{{base}}/".length()))).isRegularFile();
        });
  }

  @Test
  void imports_areAllThere() throws IOException {
    Map<String, String> map = importMap();
    List<String> missing = new ArrayList<>();
    for (Path file : files(PAGE, ".js")) {
      for (String name : imports(Files.readString(file))) {
        Path target = name.startsWith(".") ? file.getParent().resolve(name) : mapped(map, name);
        if (target == null || !Files.isRegularFile(target)) {
          missing.add(PAGE.relativize(file) + " imports " + name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void screens_areAskedForByName_soThatTheyAreJoined() throws IOException {
    assertThat(imports(Files.readString(PAGE.resolve("js/page.js"))))
        .contains("./screens/stream.js", "./screens/tree.js", "./screens/errors.js");
    assertThat(linesWith(ours(".js"), "import\\(\\s*[^'\\s]"))
        .as("names that nobody can read")
        .isEmpty();
  }

  @Test
  void libraries_areProductionFilesWithTheirLicence() {
    List<Path> library = files(PAGE.resolve("lib"), "");
    assertThat(library)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.toString()).matches(".*(\\.js|LICENSE)"));
    assertThat(library.toString()).doesNotContain("development", ".map");
    for (String name : List.of("lit", "lit-html", "lit-element", "reactive-element")) {
      assertThat(PAGE.resolve("lib").resolve(name).resolve("LICENSE")).isRegularFile();
    }
  }

  @Test
  void tokens_areTheSameInBothWaysToDark() throws IOException {
    String tokens = Files.readString(PAGE.resolve("css/tokens.css"));
    Map<String, String> bySystem = tokensAfter(tokens, ":root:not([data-theme=\"light\"]) {");
    Map<String, String> byChoice = tokensAfter(tokens, ":root[data-theme=\"dark\"] {");
    assertThat(bySystem).hasSizeGreaterThan(40).isEqualTo(byChoice);
  }

  @Test
  void components_holdNoColourOfTheirOwn() {
    List<Path> sheets = ours(".css").stream().filter(file -> !file.endsWith("tokens.css")).toList();
    assertThat(linesWith(sheets, "#[0-9a-fA-F]{3,8}\\b(?![^{]*\\{)")).isEmpty();
  }

  private static Map<String, String> importMap() throws IOException {
    Map<String, String> found = new TreeMap<>();
    Matcher entry =
        Pattern.compile("\"([^\"]+)\": \"([^\"]+)\"")
            .matcher(Files.readString(PAGE.resolve("imports.json")));
    while (entry.find()) {
      found.put(entry.group(1), entry.group(2));
    }
    return found;
  }

  private static Path mapped(Map<String, String> map, String name) {
    String exact = map.get(name);
    if (exact != null) {
      return PAGE.resolve(exact);
    }
    return map.keySet().stream()
        .filter(key -> key.endsWith("/") && name.startsWith(key))
        .map(key -> PAGE.resolve(map.get(key) + name.substring(key.length())))
        .findFirst()
        .orElse(null);
  }

  private static List<String> imports(String source) {
    List<String> names = new ArrayList<>();
    Matcher each = IMPORT.matcher(source);
    while (each.find()) {
      names.add(each.group(1) == null ? each.group(2) : each.group(1));
    }
    return names;
  }

  private static Map<String, String> tokensAfter(String sheet, String head) {
    int from = sheet.indexOf(head);
    assertThat(from).as(head).isNotNegative();
    Map<String, String> found = new TreeMap<>();
    Matcher each =
        Pattern.compile("(--[\\w-]+):\\s*([^;]+);")
            .matcher(sheet.substring(from, sheet.indexOf('}', from)));
    while (each.find()) {
      found.put(each.group(1), each.group(2));
    }
    return found;
  }

  private static List<String> matches(String pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher each = Pattern.compile(pattern).matcher(text);
    while (each.find()) {
      found.add(each.group(each.groupCount()));
    }
    return found;
  }

  private static List<String> linesWith(List<Path> files, String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    return files.stream()
        .flatMap(file ->
            read(file)
                .lines()
                .filter(line -> wanted.matcher(line).find())
                .map(line -> file.getFileName() + ": " + line.strip()))
        .toList();
  }

  private static List<Path> ours(String... endings) {
    return Stream.of(endings)
        .flatMap(ending -> files(PAGE, ending).stream())
        .filter(file -> !file.startsWith(PAGE.resolve("lib")))
        .toList();
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
