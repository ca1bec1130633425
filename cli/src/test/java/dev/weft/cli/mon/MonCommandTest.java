package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code weft mon} on what was recorded. */
class MonCommandTest {
  private static final String CHANGE =
      """
      {"time_in":1764000000.5,"obj_id":"o-1","obj":{"stage":"pay","elapsed":2.5,"note":null},\
      "weft":{"v":1,"seq":3,"rkey":"shop.order","headers":{"hostname":"web-1","env":"prod"}}}
      """;

  private static final String SHOWN =
      """
      {"time_in":1764000000.5,"obj_id":"o-1","obj":{"stage":"pay","elapsed":2.5,"note":null},\
      "weft":{"v":1,"seq":3}}
      """;

  private static final String LOGGED =
      """
      {"name":"com.acme.Pay","msg":"declined","levelno":40,"created":1764000001.25,\
      "hostname":"web-2","message":"declined","order":7,"weft":{"rkey":"log.com.acme.Pay"}}
      """;

  private final Command mon = new MonCommand(Map.of());

  @Test
  void record_isPrintedWithoutItsRoutingKeyAndHeaders() {
    Console console = Console.pipe(CHANGE);
    assertThat(console.run(mon, "-s")).isEqualTo(Command.FOUND);
    assertThat(console.out()).isEqualTo(SHOWN);
    assertThat(console.err())
        .startsWith("Reading from stdin\nBye.  1 seen · 1 printed · 0 lost · 0.");
  }

  @Test
  void verbose_wraps_andIsReadBack() {
    Console verbose = Console.pipe(CHANGE + LOGGED);
    verbose.run(mon, "-s", "-v");
    String log = LOGGED.replace(",\"weft\":{\"rkey\":\"log.com.acme.Pay\"}", "").strip();
    assertThat(verbose.out())
        .isEqualTo(
            "{\"object\":"
                + SHOWN.strip()
                + ",\"headers\":{\"hostname\":\"web-1\",\"env\":\"prod\"},\"rkey\":\"shop.order\"}\n"
                + "{\"object\":"
                + log
                + ",\"headers\":{\"hostname\":\"web-2\"},\"rkey\":\"log.com.acme.Pay\"}\n");
    Console again = Console.pipe(verbose.out());
    again.run(mon, "-sv");
    assertThat(again.out()).isEqualTo(verbose.out());
    Console plain = Console.pipe(verbose.out());
    plain.run(mon, "--stdin");
    assertThat(plain.out()).isEqualTo(SHOWN + log + "\n");
  }

  @Test
  void heartbeatsEchoesAndBlankLines_areSkipped_alsoForLcmon() {
    String machinery =
        """
        {"weft":{"kind":"alive","src":"s"}}

          \t
        {"obj_id":"a","obj":{"x":null},"action":"delete","weft":{"echo":true}}
        """;
    for (String mode : List.of("-v", "--compat")) {
      Console console = Console.pipe(machinery);
      console.run(mon, "-s", mode);
      assertThat(console.out()).isEmpty();
      assertThat(console.err()).contains("Bye.  0 seen · 0 printed");
    }
  }

  @Test
  void keysTrimAndDrop_workTogether() {
    Console console = Console.pipe(CHANGE + LOGGED);
    console.run(mon, "-s", "-k", "*elapsed", "note", "stage", "-z");
    assertThat(console.out()).isEqualTo("{\"elapsed\":2.5,\"stage\":\"pay\"}\n");
    Console lists = Console.pipe(CHANGE);
    lists.run(mon, "-s", "--always-list", "-k", "stage", "none");
    assertThat(lists.out()).isEqualTo("{\"stage\":[\"pay\"],\"none\":[]}\n");
    Console trimmed = Console.pipe(CHANGE);
    trimmed.run(mon, "-s", "-t", "weft", "elapsed", "time_in");
    assertThat(trimmed.out())
        .isEqualTo("{\"obj_id\":\"o-1\",\"obj\":{\"stage\":\"pay\",\"note\":null}}\n");
  }

  @Test
  void nothingLeft_isNotPrinted_andAStatus() {
    for (String verbose : List.of("-z", "-vz")) {
      Console console = Console.pipe(CHANGE);
      assertThat(console.run(mon, "-s", "-k", "none", verbose)).isEqualTo(Command.NOTHING_FOUND);
      assertThat(console.out()).isEmpty();
    }
    Console lcmons = Console.pipe(CHANGE);
    assertThat(lcmons.run(mon, "--compat", "-s", "-k", "none", "-vz")).isEqualTo(Command.FOUND);
    assertThat(lcmons.out()).startsWith("{\"object\": {}, \"headers\"");
  }

  @Test
  void lcmonsRules_holdOnlyWhereAskedFor() {
    String nested = "{\"x\":{\"y\":{\"k\":1}},\"z\":{\"k\":2},\"l\":[{\"k\":3}]}\n";
    assertThat(out(nested, "-k", "k")).isEqualTo("{\"k\":2}\n");
    assertThat(out(nested, "-k", "k", "--compat")).isEqualTo("{\"k\": 1}\n\n");
    assertThat(out(nested, "-t", "k", "y")).isEqualTo("{\"x\":{},\"z\":{},\"l\":[{}]}\n");
    assertThat(out(nested, "-t", "k", "y", "--compat"))
        .isEqualTo("{\"x\": {}, \"z\": {}, \"l\": [{\"k\": 3}]}\n\n");
    String empty = "{\"a\":0,\"e\":{\"f\":[]}}\n";
    assertThat(out(empty, "-z")).isEqualTo("{\"a\":0}\n");
    assertThat(out(empty, "-zz")).isEmpty();
    assertThat(out(empty, "-z", "--compat")).isEqualTo("{\"e\": {}}\n\n");
  }

  @Test
  void queryAndTime_choose() {
    assertThat(out(CHANGE + LOGGED, "-w", "level:error order:7"))
        .contains("declined")
        .hasLineCount(1);
    assertThat(out(CHANGE + LOGGED, "-w", "rkey:shop.*")).isEqualTo(SHOWN);
    assertThat(out(CHANGE + LOGGED, "--since", "2025-11-24T16:00:01"))
        .contains("declined")
        .hasLineCount(1);
    assertThat(out(CHANGE, "--since", "-15m")).isEmpty();
    String wrapped = out(CHANGE, "-v");
    assertThat(out(wrapped, "-w", "rkey:shop.order host:web-1 stage:pay")).isEqualTo(SHOWN);
  }

  @Test
  void routingKeysAndHeaders_chooseAmongTheRecorded_butNotForLcmon() {
    String input = CHANGE + LOGGED;
    assertThat(out(input, "-r", "nothing", "shop.#")).isEqualTo(SHOWN);
    assertThat(out(input, "-a", "env=prod", "hostname=web-1")).isEqualTo(SHOWN);
    assertThat(out(input, "-a", "env=prod", "hostname=x")).isEmpty();
    assertThat(out(input, "-x", "any", "-a", "env=prod", "hostname=x")).isEqualTo(SHOWN);
    assertThat(out(input, "-r", "nothing", "--compat")).hasLineCount(4);
  }

  @Test
  void count_ends_andMaxPassesOver() {
    Console first = Console.pipe(LOGGED.repeat(5));
    first.run(mon, "-s", "-n", "2");
    assertThat(first.out()).hasLineCount(2);
    Console slow = Console.pipe(LOGGED.repeat(500));
    slow.run(mon, "-s", "--max", "1/s");
    assertThat(slow.out().lines().count()).isLessThan(100);
    assertThat(slow.err())
        .containsPattern("500 seen · \\d+ printed · 4\\d\\d passed over by --max");
  }

  @Test
  void fields_areJson_orTabsForAPerson() {
    assertThat(out(CHANGE + LOGGED, "-o", "rkey,host,order,stage"))
        .isEqualTo(
            """
            {"rkey":"shop.order","host":"web-1","order":null,"stage":"pay"}
            {"rkey":"log.com.acme.Pay","host":"web-2","order":7,"stage":null}
            """);
    assertThat(out(CHANGE, "-T", "-o", "rkey,stage")).isEqualTo("shop.order\tpay\n");
  }

  @Test
  void line_isForAPerson_alsoOfAWrappedRecordAndAnObject() {
    String expected =
        """
        2025-11-24 Z
        16:00:00.500 - web-1  object    o-1 changed stage=pay elapsed=2.5 note=null
        """;
    assertThat(out(CHANGE, "-T", "--utc")).isEqualTo(expected);
    assertThat(out(out(CHANGE, "-v"), "-T", "--utc")).isEqualTo(expected);
    assertThat(out("{\"headers\":{},\"rkey\":\"x\",\"object\":[1,\"\\u001b\"]}", "-T"))
        .isEqualTo("[1,\"\\u001b\"]\n");
    assertThat(out(ended("o-2"), "-T", "--utc", "-c")).contains("object    o-2 finished a=1");
  }

  private static String ended(String id) {
    return "{\"time_in\":1764000000,\"obj_id\":\""
        + id
        + "\",\"obj\":{\"a\":1},\"status\":\"finished\",\"elapsed\":1}\n";
  }

  @Test
  void pretty_isIndentedColouredAndSafe() {
    String message = "{\"a\":[1,\"x\u009b\"],\"b\":{},\"c\":null}\n";
    assertThat(out(message, "-p"))
        .isEqualTo(
            """
            {
              "a": [
                1,
                "x\\u009b"
              ],
              "b": {},
              "c": null
            }

            """);
    Console terminal = Console.terminal(message);
    terminal.run(mon, "-s", "-p", "--color", "always");
    assertThat(terminal.out()).contains("\033[1m\"a\"\033[0m: [", "\033[36m1\033[0m");
    Console plain = Console.terminal(message);
    plain.run(mon, "-s");
    assertThat(plain.out()).isEqualTo("{\"a\":[1,\"x\\u009b\"],\"b\":{},\"c\":null}\n");
  }

  @Test
  void longTexts_areCutForAPerson_unlessAskedForInFull() {
    String message = "{\"a\":\"" + "x".repeat(3000) + "\"}\n";
    assertThat(out(message)).isEqualTo(message);
    assertThat(out(message, "-p")).contains("x… (1000 more characters)").hasSizeLessThan(2100);
    assertThat(out(message, "-p", "--full")).hasSizeGreaterThan(3000);
    assertThat(out(message, "-T")).contains("x… (1000 more characters)");
    assertThat(out(message, "-T", "--full")).hasSizeGreaterThan(3000);
  }

  @Test
  void statistics_countInsteadOfPrinting() {
    String input = CHANGE.repeat(3) + LOGGED + "{\"recovered\":5}\n";
    assertThat(out(input, "--stats"))
        .contains("{\"messages\":5,", "\"lost\":5,\"seconds\":")
        .contains("\"kinds\":{\"change\":3,\"log\":1,\"loss\":1}")
        .contains("\"rkeys\":{\"default\":1,\"log.com.acme.Pay\":1,\"shop.order\":3}")
        .hasLineCount(1);
    assertThat(out(input, "--stats", "-n", "2")).contains("{\"messages\":2,");
    assertThat(out(input, "--stats", "-T"))
        .contains("5 messages, ", "     count  routing key\n         3  shop.order\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -k                 | -k needs a value
          -s -k -z           | -k needs a value; one that begins with a hyphen is written -k=-z
          -s -k *            | -k *: no key behind the star; write one such as '*elapsed'
          -x some            | -x some: expected all or any
          -a env             | -a env: expected a header's name and value, such as env=prod
          --max fast         | --max fast: expected how many a second at most, such as 50/s
          --since yesterday  | --since yesterday is no time; write one such as 2026-11-20,
          -n x               | --count: expected a whole number from 0, received "x"
          messages.json      | "messages.json": files are read with -s, as in weft mon -s messages.json
          -f -F              | -f and -F exclude each other; leave one out
          -s -f messages     | -f with files: they are read to their ends; weft tail -f FILE follows
          -s -T -k a         | -T and -k exclude each other; leave one out
          -s -o a -v         | -o and -v exclude each other; leave one out
          -s absent.json     | no such file or folder: absent.json
          -u pigeon://loft   | -u: "pigeon://loft": no transport serves "pigeon://"
          -u loft            | -u: "loft": no transport serves "://"
          -H amqp://x        | -H takes the name of a host; a whole URL is for -u
          --colate           | unknown option --colate; did you mean --collate?
          """)
  void mistakes_areTold(String typed, String told) {
    Console console = Console.pipe("");
    assertThat(console.run(mon, typed.split(" "))).isEqualTo(Command.USAGE);
    assertThat(console.err()).startsWith("weft mon: " + told);
    assertThat(console.out()).isEmpty();
  }

  @Test
  void help_hasEveryOptionAndExamples() {
    Console console = Console.pipe("");
    assertThat(console.run(mon, "--help")).isEqualTo(Command.FOUND);
    assertThat(console.out())
        .contains("weft mon -s -c -p < messages.json", "-H, --hostname", "--compat", "WEFT_URL");
    assertThat(console.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void hostileInput_harmsNoOtherMessage() {
    String deep = "[".repeat(300) + "]".repeat(300);
    String nested = "{\"a\":" + "[".repeat(150) + "{\"k\":1}" + "]".repeat(150) + "}";
    String large = "{\"a\":\"" + "é".repeat(5 << 20) + "\",\"k\":2}";
    String input =
        "not json\n{\"a\":" + deep + "}\n" + nested + "\n" + large + "\n[1]\n{\"a\":NaN}\n{\"a\"";
    assertThat(out(input)).isEqualTo(nested + "\n" + large + "\n{\"a\":NaN}\n");
    assertThat(out(input, "-k", "k")).isEqualTo("{\"k\":1}\n{\"k\":2}\n{\"k\":[]}\n");
    Console told = Console.pipe(input);
    told.run(mon, "-s");
    assertThat(told.err())
        .contains("4 could not be read as messages; first: line 1 of standard input: expected");
  }

  @Test
  void binaryInput_isToldAndSurvived() {
    byte[] bytes = new byte[1 << 16];
    new java.util.Random(5).nextBytes(bytes);
    byte[] record = "\n{\"a\":\"\u00e9\"}\n".getBytes(UTF_8);
    byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + record.length);
    System.arraycopy(record, 0, all, bytes.length, record.length);
    for (String mode : List.of("-v", "-c", "-p", "-T", "--stats", "--compat", "-z")) {
      Console console = Console.pipe(all);
      console.run(mon, "-s", mode);
      assertThat(console.err())
          .contains("could not be read as messages; first: line 1 of standard input");
    }
  }

  @Test
  void closedPipe_endsQuietly() {
    PrintStream closed =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] many = CHANGE.repeat(10_000).getBytes(UTF_8);
    ByteArrayInputStream in = new ByteArrayInputStream(many);
    mon.run(List.of("-s"), new Streams(in, closed, new PrintStream(err, true, UTF_8), false));
    assertThat(err.toString(UTF_8)).isEqualTo("Reading from stdin\n");
    assertThat(in.available()).isPositive();
  }

  private String out(String input, String... options) {
    Console console = Console.pipe(input);
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "-s";
    console.run(mon, all);
    return console.out();
  }
}
