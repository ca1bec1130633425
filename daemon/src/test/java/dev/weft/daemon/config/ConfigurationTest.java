package dev.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  @Test
  void parse_tellsAllThatIsWrongAtOnce_withPlaceAndCure() {
    String text =
        """
        sources:
          apps: {type: stdn}
          in: {type: stdin, lnes: json}
          files: {type: tail, path: "/logs/*.ndjson", poll: 5 parsecs}
          loop: {type: tail, path: "/out/*.ndjson"}
        filters:
          - drop: "level:<"
          - ad: {env: prod}
          - redact: {}
          - redact: {patterns: "("}
          - keep: a
            drop: b
        sinks:
          out: {type: file, path: "/out/x.ndjson", when: "level:>=errr"}
          twin: {type: file, path: "/out/x.ndjson", buffer: {when-full: dorp-newest}}
          day: {type: file, path: "/days/%q.ndjson"}
          con: {type: console, format: "${NO_SUCH}"}
          bad name: {type: console}
        sink: 1
        """;

    assertThat(problems(text))
        .containsExactly(
            "weft.yaml:2:16: unknown source type \"stdn\"; did you mean \"stdin\"?; known: stdin,"
                + " tail",
            "weft.yaml:3:21: unknown key \"lnes\"; did you mean \"lines\"?; known: lines, max-line",
            "weft.yaml:4:47: \"poll: 5 parsecs\" is not a duration such as 250ms, 5s, 10m, 12h or"
                + " 7d",
            "weft.yaml:5:3: source \"loop\" would read what sink \"out\" writes, /out/x.ndjson; give"
                + " one of them another path",
            "weft.yaml:7:19: \"query\": the query ends where a term should follow in the query:"
                + " level:<",
            "weft.yaml:8:5: unknown filter type \"ad\"; did you mean \"add\"?; known: add, drop,"
                + " keep, redact, remove",
            "weft.yaml:9:5: redact needs \"fields\" or \"patterns\", such as fields: [password,"
                + " \"*.token\"]",
            "weft.yaml:10:14: \"patterns: (\" is no regular expression: Unclosed group at character"
                + " 2",
            "weft.yaml:11:5: a filter has one key, its type, not 2; begin each filter with \"- \"",
            "weft.yaml:14:59: \"when\": \"errr\" is no level in the query: level:>=errr; try:"
                + " level:>=error",
            "weft.yaml:15:3: sink \"twin\" wants the file of sink \"out\", /out/x.ndjson; give it"
                + " another",
            "weft.yaml:15:54: \"when-full: dorp-newest\" is not one of drop-newest, drop-oldest,"
                + " block; did you mean \"drop-newest\"?",
            "weft.yaml:16:21: \"path: /days/%q.ndjson\": after % one of Y m d H % is expected, not"
                + " q",
            "weft.yaml:17:32: the environment has no \"NO_SUCH\"; set it, or give a default:"
                + " ${NO_SUCH:-…}",
            "weft.yaml:18:3: the name \"bad name\" must be of letters, digits, dots, _ and -",
            "weft.yaml:19:1: unknown key \"sink\"; did you mean \"sinks\"?; known: dead-letters,"
                + " filters, http, plugins, sinks, sources");
  }

  @Test
  void parse_withoutSourcesOrSinks_showsHowTheyLook() {
    assertThat(problems("filters: []\n"))
        .containsExactly(
            "weft.yaml:1:1: \"sources\" is missing: apps: {type: zeromq, bind:"
                + " \"tcp://127.0.0.1:5010\"}",
            "weft.yaml:1:1: \"sinks\" is missing: events: {type: file, path:"
                + " \"data/events-%Y-%m-%d.ndjson\"}");
  }

  @Test
  void parse_whatIsNoYaml_saysWhere() {
    assertThat(problems("sources: [\n"))
        .singleElement()
        .asString()
        .startsWith("weft.yaml:2:1: not YAML:");
    assertThat(problems(""))
        .containsExactly("weft.yaml:1:1: the file is empty; it needs \"sources\" and \"sinks\"");
    assertThat(problems("- a\n"))
        .containsExactly(
            "weft.yaml:1:1: the file must be a mapping of sources and sinks, not a list");
    assertThat(problems("a: 1\na: 2\n"))
        .contains("weft.yaml:2:1: \"a\" is there twice, first in line 1");
    assertThat(problems("sources: &a [*a]\n")).isNotEmpty();
  }

  @Test
  void parse_distlogdsForm_saysHowToWriteItNow() {
    String text =
        """
        locations: [/usr/lib/distlogd]
        plugins:
          - package: distlogd.plugins.mongodb
            options: {host: localhost}
          - package: own.thing
        """;

    assertThat(problems(text))
        .containsExactly(
            "weft.yaml:1:1: \"locations\" is distlogd's list of folders of Python plug-ins, which"
                + " Weft does not run; leave it out, and name a folder of jars with \"plugins: DIR\""
                + " if you need one",
            "weft.yaml:2:1: \"plugins\" is distlogd's list; write what events come from under"
                + " \"sources\", as apps: {type: zeromq, bind: \"tcp://*:5010\"}, and each plug-in"
                + " under \"sinks\"",
            "weft.yaml:3:5: \"package: distlogd.plugins.mongodb\" becomes, under \"sinks\", a name"
                + " and {type: mongodb, …}",
            "weft.yaml:5:5: \"package: own.thing\" becomes, under \"sinks\", a sink whose \"type\""
                + " does the same");
  }

  @Test
  void parse_fillsInTheEnvironment() {
    String text =
        """
        sources: {in: {type: stdin}}
        sinks:
          a: {type: file, path: "${DIR}/a.ndjson"}
          b: {type: file, path: "${NONE:-/spool}/$${DIR}.ndjson"}
        """;

    Configuration read = Configuration.parse("weft.yaml", text, Map.of("DIR", "/data"));

    assertThat(read.routes())
        .extracting(route -> route.sink().options().text("path"))
        .containsExactly("/data/a.ndjson", "/spool/${DIR}.ndjson");
  }

  @Test
  void parse_readsAll_withDefaults() {
    String text =
        """
        sources: {in: {type: stdin}}
        filters:
          - remove: [a, b.c]
          - add: {env: prod, n: 1, flag: true, nested: {x: [1, null]}}
        sinks:
          a:
            type: file
            path: x.ndjson
            when: level:>=warn
            buffer: {events: 10, bytes: 1KiB, when-full: block}
          b: {type: console}
        dead-letters: {path: dead.ndjson, keep: 5}
        """;

    Configuration read = Configuration.parse("weft.yaml", text, Map.of());

    assertThat(read.filters()).extracting(Component::name).containsExactly("1-remove", "2-add");
    assertThat(read.filters().get(0).options().texts("fields")).containsExactly("a", "b.c");
    assertThat(read.filters().get(1).options().all())
        .containsEntry("n", 1L)
        .containsEntry("flag", true)
        .containsEntry("nested", Map.of("x", Arrays.asList(1L, null)));
    assertThat(read.routes().get(0).limits()).isEqualTo(new BufferLimits(1024, 10, WhenFull.BLOCK));
    assertThat(read.routes().get(0).when()).hasToString("Optional[level:>=warn]");
    assertThat(read.routes().get(1).limits()).isEqualTo(BufferLimits.STANDARD);
    assertThat(read.deadLetters()).isEqualTo(new DeadLetterFile(Path.of("dead.ndjson"), 5));
  }

  @Test
  void buffers_thatSayNothing_shareAThirdOfTheHeap_andTakeNoMoreThan32MiB() {
    long heap = 96L << 20;

    assertThat(BufferLimits.standardBytes(1, heap)).isEqualTo(32L << 20);
    assertThat(BufferLimits.standardBytes(2, heap)).isEqualTo(16L << 20);
    assertThat(BufferLimits.standardBytes(2, 1L << 30)).isEqualTo(32L << 20);
  }

  @Test
  void read_aFileThatIsNotThere_namesIt() {
    assertThatThrownBy(() -> Configuration.read(Path.of("no-such.yaml"), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no file no-such.yaml");
  }

  private static List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> Configuration.parse("weft.yaml", text, Map.of()))
        .satisfies(wrong -> wrong.problems().forEach(problem -> problems.add(problem.toString())));
    return problems;
  }
}
