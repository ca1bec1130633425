package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.show.TreeCommand;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.command.Command;
import dev.weft.testkit.DistlogFixtures;
import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeCommandTest {
  private final TreeCommand tree = new TreeCommand();
  private String checkout;

  @TempDir Path folder;

  @BeforeEach
  void readStory() throws IOException {
    checkout = Console.resource("checkout.ndjson");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all.txt       | --utc
          narrow.txt    | --utc --width 80 7c9f
          ascii.txt     | --utc --width 80 --ascii 7c9f
          errors.txt    | --utc --errors 7c9f
          no-events.txt | --utc --no-events --no-runs 7c9f2c1e/2
          depth.txt     | --utc --depth 1 7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11 -i order
          full.txt      | --utc --full 3@7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11/2
          outside.txt   | --utc --outside --no-events --depth 1
          colour.txt    | --utc --color always aa11
          """)
  void picture_isAsInTheGoldenFile(String golden, String arguments) throws IOException {
    Console console = Console.pipe(checkout);
    assertThat(console.run(tree, arguments.split(" "))).isEqualTo(Command.FOUND);
    Path rewritten = Path.of(System.getProperty("weft.golden", ""));
    if (!rewritten.toString().isEmpty()) {
      Files.writeString(rewritten.resolve(golden), console.out());
    }
    assertThat(console.out()).isEqualTo(Console.resource(golden));
    assertThat(console.err()).isEmpty();
  }

  @Test
  void shuffledAndRepeatedLines_giveTheSamePicture() {
    Console inOrder = Console.pipe(checkout);
    inOrder.run(tree, "--utc", "7c9f");
    List<String> lines = new ArrayList<>(checkout.lines().toList());
    lines.addAll(lines.subList(3, 20));
    Collections.shuffle(lines, new Random(1));
    Console shuffled = Console.pipe(String.join("\n", lines));
    shuffled.run(tree, "--utc", "7c9f");
    assertThat(shuffled.out()).isEqualTo(inOrder.out());
  }

  @Test
  void changesOfAnObject_standAtTheirPlace_signsOfLifeNowhere() {
    Console console =
        Console.pipe(
            String.join(
                "\n",
                change(
                    "\"0@aa\"",
                    0,
                    "\"n\":0,\"kind\":\"begin\"",
                    "\"msg\":\"work\",\"levelno\":20,"),
                change(
                    "\"1@aa\"",
                    1,
                    "\"n\":1,\"seq\":0",
                    "\"obj_id\":\"j-1\",\"status\":\"born\",\"obj\":{\"stage\":\"a\"},"),
                change(
                    "\"2@aa\"",
                    2,
                    "\"n\":2,\"seq\":1",
                    "\"obj_id\":\"j-1\",\"obj\":{\"stage\":\"b\"},"),
                change(
                    "\"3@aa\"",
                    3,
                    "\"n\":3,\"seq\":2",
                    "\"obj_id\":\"j-1\",\"status\":\"finished\",\"obj\":{},"),
                change(
                    "\"4@aa\"", 4, "\"n\":4,\"kind\":\"end\"", "\"msg\":\"work\",\"levelno\":20,"),
                change("null", 5, "\"n\":5,\"kind\":\"alive\"", ""),
                change("null", 6, "\"n\":6", "\"obj_id\":\"j-2\",\"obj\":{\"x\":1},")));

    console.run(tree, "--utc", "--outside");

    assertThat(console.out())
        .containsSubsequence(
            "work",
            "1@… INFO object j-1 born  stage: a",
            "2@… INFO object j-1 changed  stage: b",
            "3@… INFO object j-1 finished",
            "outside",
            "j-2 changed")
        .doesNotContain("alive", "not received");
    Console counted = Console.pipe(change("null", 3, "\"n\":3,\"kind\":\"alive\"", ""));
    counted.run(tree);
    assertThat(counted.out()).isEmpty();
  }

  private static String change(String key, int second, String weft, String members) {
    return "{\"time_in\":179500000"
        + second
        + ".5,"
        + members
        + "\"hostname\":\"h\",\"process\":1,"
        + "\"context\":{\"key\":"
        + key
        + "},\"weft\":{\"v\":1,\"src\":\"s1\","
        + weft
        + "}}";
  }

  @Test
  void narrow_staysWithinItsColumns() {
    Console console = Console.pipe(checkout);
    console.run(tree, "--width", "40");
    assertThat(console.out().lines()).allMatch(line -> line.length() <= 40);
  }

  @Test
  void query_choosesWholeTrees() {
    Console console = Console.pipe(checkout);
    assertThat(console.run(tree, "-w", "level:error \"card declined\"")).isEqualTo(Command.FOUND);
    assertThat(console.out())
        .contains("checkout", "reserve-stock")
        .doesNotContain("nightly import");
  }

  @Test
  void startAndEnd_chooseTreesThatHoldAnEventBetweenThem() {
    Console after = Console.pipe(checkout);
    assertThat(after.run(tree, "--start", "2026-11-20T09:07:23")).isEqualTo(Command.FOUND);
    assertThat(after.out()).contains("nightly import").doesNotContain("checkout");
    Console before = Console.pipe(checkout);
    assertThat(before.run(tree, "--end", "2026-11-20T08:30")).isEqualTo(Command.FOUND);
    assertThat(before.out()).contains("checkout").doesNotContain("nightly import");
    Console between = Console.pipe(checkout);
    String[] day = {"--start", "2026-11-19", "--end", "2026-11-19", "-w", "level:error"};
    assertThat(between.run(tree, day)).isEqualTo(Command.NOTHING_FOUND);
    assertThat(between.err())
        .isEqualTo("no task matching level:error from 2026-11-19 until 2026-11-19 in 42 records\n");
  }

  @Test
  void end_canBeSeenFromNow() {
    Console console = Console.pipe(checkout);
    assertThat(console.run(tree, "--end", "-36500d")).isEqualTo(Command.NOTHING_FOUND);
  }

  @Test
  void timesThatAreNone_areToldWithTheOption() {
    Console console = Console.pipe(checkout);
    assertThat(console.run(tree, "--start", "now or \"later\\")).isEqualTo(Command.USAGE);
    assertThat(console.err())
        .startsWith("weft tree: --start now or \"later\\ is no time; write one such as 2026-11-20,")
        .endsWith(", now, -15m, -1d/d\n");
  }

  @Test
  void nothingFound_saysWhatWasLookedFor() {
    Console console = Console.pipe(checkout);
    assertThat(console.run(tree, "beef")).isEqualTo(Command.NOTHING_FOUND);
    assertThat(console.err()).isEqualTo("no task that is or begins with beef in 42 records\n");
  }

  @Test
  void ambiguousBeginning_listsTheCandidates() {
    String otherRun =
        checkout.replace("7c9f2c1e", "7c9f2c1f").replace("\"src\": \"", "\"src\": \"2");
    Console console = Console.pipe(checkout + otherRun);
    assertThat(console.run(tree, "7c9f")).isEqualTo(Command.USAGE);
    assertThat(console.err())
        .startsWith("weft tree: \"7c9f\" is the beginning of 2 ids; write more of it:")
        .contains("\n  7c9f2c1e-0d3b", "\n  7c9f2c1f-0d3b");
  }

  @Test
  void mistypedFile_isNotTakenForATask() {
    Console console = Console.pipe(checkout);
    assertThat(console.run(tree, "evnets.ndjson")).isEqualTo(Command.USAGE);
    assertThat(console.err()).isEqualTo("weft tree: no such file: evnets.ndjson\n");
  }

  @Test
  void files_areReadTogether() throws IOException {
    List<String> lines = checkout.lines().toList();
    Path first = Files.write(folder.resolve("a"), lines.subList(0, 20));
    Path second = Files.write(folder.resolve("b"), lines.subList(20, lines.size()));
    Console parts = Console.pipe("");
    parts.run(tree, second.toString(), first.toString(), "7c9f");
    Console whole = Console.pipe(checkout);
    whole.run(tree, "7c9f");
    assertThat(parts.out()).isEqualTo(whole.out());
  }

  @Test
  void json_isOneObjectATree() {
    Console console = Console.pipe(checkout);
    console.run(tree, "--json", "aa11");
    Map<?, ?> object = (Map<?, ?>) JsonReader.read(console.out().strip());
    assertThat(object.get("name")).isEqualTo("nightly import");
    assertThat(object.get("status")).isEqualTo("open");
    assertThat((List<?>) object.get("items")).hasSize(1);
  }

  @Test
  void pythonsExample_isOneTree_withInferredEnds() {
    Console console = Console.pipe(bodies(DistlogFixtures.exampleJson()));
    assertThat(console.run(tree, "--utc")).isEqualTo(Command.FOUND);
    assertThat(console.out())
        .containsPattern("└── toplevel ⇒ succeeded \\(inferred\\) .* ⧖ .*  user: leo")
        .contains("├── 1@… INFO into task", "└── subtask/1 ⇒ over, end not received  arg: 42")
        .contains("1 record outside every task");
  }

  @Test
  void pythonsQuirks_areDrawn() {
    Console console = Console.pipe(bodies(DistlogFixtures.quirksJson()));
    assertThat(console.run(tree, "--utc", "--outside")).isEqualTo(Command.FOUND);
    assertThat(console.out())
        .contains("inner z/1 ⇒ over, end not received")
        .contains("◌ record 1 not received, or never sent")
        .contains("<built-in function id>")
        .contains("in B key=mine");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void lossThatTheProgramReports_isNotCountedAgainAsLostOnTheWay() {
    String lossOf =
        "\"weft\":{\"v\":1,\"src\":\"a1\",\"n\":5,\"kind\":\"loss\",\"lost\":{\"queue-full\":3}}";
    Console console =
        Console.pipe(
            Records.logged(0, "first", numbered(0)) + '\n' + Records.logged(4, "fifth", lossOf));
    console.run(tree);
    assertThat(console.out())
        .contains("3 records lost by the program: 3 queue-full")
        .contains("1 record sent but not received");
  }

  private static String numbered(int number) {
    return "\"weft\":{\"v\":1,\"src\":\"a1\",\"n\":" + number + "}";
  }

  private static String bodies(List<DistlogFixtures.Message> messages) {
    return messages.stream()
        .map(message -> new String(message.body(), UTF_8))
        .collect(Collectors.joining("\n"));
  }
}
