package dev.weft.event.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.Option.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final List<Option> DECLARED =
      List.of(
          Option.required("path", Kind.TEXT, "the file to write"),
          Option.withDefault("flush-after", Kind.DURATION, "250ms", "how long a record may wait"),
          Option.optional("rotate-at", Kind.SIZE, "at which size a new file begins"),
          Option.optional("keep", Kind.INTEGER, "how many files stay"),
          Option.optional("append", Kind.BOOLEAN, "whether to add to a file that is there"),
          Option.optional("fields", Kind.TEXTS, "which fields"),
          Option.withDefault("compress", Kind.TEXT, "none", "how to compress")
              .oneOf("none", "gzip"));

  @Test
  void values_areReadInTheirKind() {
    Options options =
        of(
            Map.of(
                "path",
                "logs/a",
                "rotate-at",
                "10MiB",
                "keep",
                "1_000",
                "append",
                true,
                "fields",
                List.of("a", 1)));

    assertThat(options.path("path")).isEqualTo(Path.of("logs/a"));
    assertThat(options.duration("flush-after")).isEqualTo(Duration.ofMillis(250));
    assertThat(options.bytes("rotate-at")).isEqualTo(10L << 20);
    assertThat(options.integer("keep")).isEqualTo(1000);
    assertThat(options.flag("append")).isTrue();
    assertThat(options.texts("fields")).containsExactly("a", "1");
    assertThat(options.texts("compress")).containsExactly("none");
    assertThat(options.name()).isEqualTo("errors");
    assertThat(options.all()).hasSize(7);
  }

  @Test
  void valueNeitherGivenNorDeclared_isMissing() {
    Options options = of(Map.of("path", "a"));

    assertThat(options.has("keep")).isFalse();
    assertThatThrownBy(() -> options.integer("keep")).hasMessageContaining("\"keep\" is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keep|many|\"keep: many\" is not a whole number",
        "append|yes|\"append: yes\" is not true or false",
        "flush-after|soon|\"flush-after: soon\" is not a duration such as 250ms, 5s, 10m, 12h or 7d",
        "rotate-at|big|\"rotate-at: big\" is not a size such as 512, 64KiB, 10MiB or 2GiB",
        "compress|gzp|\"compress: gzp\" is not one of none, gzip; did you mean \"gzip\"?",
        "pth|a|unknown key \"pth\"; did you mean \"path\"?"
      })
  void wrongValue_isNamedWithTheFormWanted(String key, String value, String message) {
    assertThatThrownBy(() -> of(Map.of("path", "a", key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void allProblems_areToldAtOnce() {
    assertThat(Options.problems(DECLARED, Map.of("keep", "x")))
        .extracting(ConfigurationException::getMessage)
        .anyMatch(m -> m.contains("\"path\" is missing: the file to write"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"5ns,5", "5us,5000", "5ms,5000000", "5s,5000000000", "2m,120000000000"})
  void durations_haveUnits(String text, long nanos) {
    assertThat(of(Map.of("path", "a", "flush-after", text)).duration("flush-after"))
        .isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource({"512,512", "1B,1", "1kB,1000", "1KiB,1024", "2MB,2000000", "1GiB,1073741824"})
  void sizes_haveUnits(String text, long bytes) {
    assertThat(of(Map.of("path", "a", "rotate-at", text)).bytes("rotate-at")).isEqualTo(bytes);
  }

  @Test
  void freeKeys_areTaken() {
    List<Option> free = List.of(Option.optional(Option.ANY, Kind.VALUE, "what to add"));

    assertThat(Options.of("add", free, Map.of("env", List.of(1))).all())
        .containsEntry("env", List.of(1));
  }

  private static Options of(Map<String, ?> given) {
    return Options.of("errors", DECLARED, given);
  }
}
