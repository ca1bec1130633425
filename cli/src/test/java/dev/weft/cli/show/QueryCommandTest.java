package dev.weft.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weft query} on files, by the engine in memory, and on what a collector answers. */
class QueryCommandTest {
  private static final String ROW =
      """
      {"id":"3@7c9f2c1e/1","cursor":"1795165640113000:3@7c9f2c1e/1","arrival":4,\
      "time":1795165640113000,"level":"error","host":"web-1","service":"shop",\
      "logger":"com.acme.Pay","message":"card declined","kind":"said","fields":{"order":17}}
      """;

  @TempDir Path folder;
  private String checkout;

  @BeforeEach
  void writeStory() throws IOException {
    checkout =
        Files.writeString(folder.resolve("checkout.ndjson"), Console.resource("checkout.ndjson"))
            .toString();
  }

  private Console local(String... arguments) {
    Console console = Console.pipe("");
    String[] all = new String[arguments.length + 3];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--utc";
    all[arguments.length + 1] = "--local";
    all[arguments.length + 2] = checkout;
    status = console.run(new QueryCommand(), all);
    return console;
  }

  private int status;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lines.txt    | level:>=warn --format line --ascii
          context.txt  | logger:com.acme.pay.PaymentGateway --format line --ascii -C 1
          columns.txt  | level:error -o time,level,amount,msg --format line
          columns.csv  | level:error -o time,amount,msg --format csv
          columns.md   | level:error -o time,amount,msg --format md
          columns.json | level:error -o amount,msg --json
          """)
  void rows_areAsInTheGoldenFile(String golden, String arguments) throws IOException {
    Console console = local(arguments.split(" "));
    assertThat(status).as(console.err()).isEqualTo(Command.FOUND);
    // Which facts a row of an end repeats is the API's business.
    String lines = console.out().replaceAll(" (duration|exception)=\\S+", "");
    Golden.hold("show/" + golden, lines);
    assertThat(console.err()).isEmpty();
  }

  @Test
  void rowsInAPipe_areLinesOfJson_oldestFirst() {
    Console console = local("logger:com.acme.*");
    assertThat(console.out().lines())
        .hasSizeGreaterThan(2)
        .allMatch(line -> line.startsWith("{\"id\":\""));
    assertThat(local("logger:com.acme.*", "-n", "1").out())
        .isEqualTo(console.out().lines().reduce((first, last) -> last).orElseThrow() + "\n");
    assertThat(local("logger:com.acme.*", "-n", "0").out()).isEqualTo(console.out());
  }

  @Test
  void groups_areAskedForWithoutTheirStage() {
    assertThat(local("in{level:error} | trees", "-n", "5").out().lines())
        .hasSize(1)
        .allMatch(line -> line.contains("\"name\":\"checkout\""));
    assertThat(local("| objects").out()).isEmpty();
    assertThat(local("| patterns").out()).contains("\"template\":");
    assertThat(local("| errors").out()).contains("\"fingerprint\":");
    assertThat(local("level:error | count by logger").out()).contains("{\"logger\":");
  }

  @Test
  void count_isANumber_andNothingIsStatus1() {
    assertThat(local("--count", "level:error").out()).isEqualTo("4\n");
    assertThat(local("--count", "nosuchword").out()).isEqualTo("0\n");
    assertThat(status).isEqualTo(Command.NOTHING_FOUND);
    assertThat(local("nosuchword").out()).isEmpty();
    assertThat(status).isEqualTo(Command.NOTHING_FOUND);
  }

  @Test
  void wrongQuery_isShownWithAMarkUnderTheFault_andTheCure() {
    Console console = local("level: error");
    assertThat(status).isEqualTo(Command.USAGE);
    assertThat(console.err())
        .isEqualTo(
            """
            weft query: expected a value right after "level:"
              level: error
                    ^
            try: level:error
            """);
  }

  @Test
  void otherFormats_areReadByLocalToo() throws IOException {
    checkout =
        Files.writeString(folder.resolve("a.log"), "level=error msg=\"no route\" n=5\n").toString();
    assertThat(local("level:error n:5", "-o", "msg", "--format", "line").out())
        .isEqualTo("no route\n");
  }

  @Test
  void collector_isAskedAsTheApiHasIt_andGivesTheSameLines() throws IOException {
    try (FakeCollector collector = new FakeCollector().on("/events", ROW)) {
      Console console = Console.pipe("");
      int found =
          console.run(
              new QueryCommand(),
              "-u",
              collector.url(),
              "--utc",
              "--since",
              "-15m",
              "-n",
              "5",
              "--format",
              "line",
              "level:error \"card declined\"");
      assertThat(found).isEqualTo(Command.FOUND);
      assertThat(console.out())
          .isEqualTo(
              """
              2026-11-20 Z
              09:07:20.113 E web-1/shop Pay       card declined order=17  3@7c9f2c1e/1
              """);
      assertThat(collector.asked)
          .containsExactly(
              "/events?from=-15m&limit=5&order=desc&q=level:error \"card declined\"&tz=UTC");
    }
  }

  @Test
  void pages_areAskedForUntilThereAreEnough() throws IOException {
    String second = ROW.replace("3@", "2@");
    try (FakeCollector collector =
        new FakeCollector()
            .on("/events", 200, Map.of("X-Weft-Cursor", "c1"), ROW)
            .on("/events", second)) {
      Console console = Console.pipe("");
      console.run(new QueryCommand(), "-u", collector.url(), "-n", "300", "--format", "ndjson");
      assertThat(console.out().lines().map(line -> line.substring(7, 9)))
          .containsExactly("2@", "3@");
      assertThat(collector.asked.get(1)).contains("cursor=c1", "limit=299");
    }
  }

  @Test
  void stages_arePrintedAsATable() throws IOException {
    String table = "{\"columns\":[\"host\",\"count\"],\"rows\":[[\"web-1\",12],[\"a|b\",3]]}";
    try (FakeCollector collector = new FakeCollector().on("/stats/table", table)) {
      Console console = Console.terminal("");
      console.run(
          new QueryCommand(), "-u", collector.url(), "--color", "never", "* | count by host");
      assertThat(console.out())
          .isEqualTo(
              """
              host   count
              web-1     12
              a|b        3
              """);
      Console markdown = Console.pipe("");
      markdown.run(new QueryCommand(), "-u", collector.url(), "--format", "md", "| count by host");
      assertThat(markdown.out()).contains("| a\\|b | 3 |");
    }
  }

  @Test
  void refusal_keepsTheCollectorsWordsAndPicture() throws IOException {
    String wrong =
        "{\"error\":\"query\",\"message\":\"no tree\",\"pos\":5,\"expected\":[],\"fix\":\"task:12345678\"}";
    try (FakeCollector collector =
        new FakeCollector().on("/events", 400, Map.of(), wrong).on("/count", 401, Map.of(), "{}")) {
      Console console = Console.pipe("");
      assertThat(console.run(new QueryCommand(), "-u", collector.url(), "task:1"))
          .isEqualTo(Command.USAGE);
      assertThat(console.err())
          .isEqualTo("weft query: no tree\n  task:1\n       ^\ntry: task:12345678\n");
      Console forbidden = Console.pipe("");
      assertThat(forbidden.run(new QueryCommand(), "-u", collector.url(), "--count"))
          .isEqualTo(Command.CONNECTION);
      assertThat(forbidden.err()).contains(collector.url(), "WEFT_TOKEN");
    }
  }

  @Test
  void nobodyThere_isStatus3_withAddressAndCure() throws Exception {
    Console console = Console.pipe("");
    String url = "http://127.0.0.1:" + dev.weft.testkit.Ports.free();
    assertThat(console.run(new QueryCommand(), "-u", url)).isEqualTo(Command.CONNECTION);
    assertThat(console.err())
        .isEqualTo(
            "weft query: no collector at "
                + url
                + " (from -u): nobody listens there; \"weft up\" starts one, and -u URL names"
                + " another\n");
  }

  @Test
  void wrongUsage_isSaidWithTheCure() {
    assertThat(local("--format", "xml").err()).contains("line, json, ndjson, csv, md");
    assertThat(status).isEqualTo(Command.USAGE);
    assertThat(local("--scope", "taks").err()).contains("did you mean task?");
    assertThat(local("-u", "http://x").err()).contains("-u and --local exclude each other");
    assertThat(local("--link").err()).contains("needs a collector");
    checkout = "level:error";
    assertThat(local("-n", "1").err())
        .contains("no such file: level:error; what is no file stands before --local");
  }

  @Test
  void link_isTheAddressOfThePage() {
    Console console = Console.pipe("");
    console.run(
        new QueryCommand(), "-u", "http://h:1/", "--link", "--utc", "--since", "-1h", "a b");
    assertThat(console.out()).isEqualTo("http://h:1/s?from=-1h&q=a+b&tz=UTC\n");
  }
}
