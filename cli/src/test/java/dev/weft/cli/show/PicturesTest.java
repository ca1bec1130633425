package dev.weft.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code get}, {@code errors}, {@code obj}, {@code diff} and {@code tree} as people see them. */
class PicturesTest {
  private static final String ROOT = "7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11";

  @TempDir Path folder;
  private int status;

  private Console local(Command command, String... arguments) throws IOException {
    String story =
        Files.writeString(
                folder.resolve("story.ndjson"),
                Console.resource("checkout.ndjson") + Console.resource("show/payment.ndjson"))
            .toString();
    return run(command, List.of(arguments), List.of("--utc", "--local", story));
  }

  private Console run(Command command, List<String> arguments, List<String> more) {
    Console console = Console.pipe("");
    List<String> all = new java.util.ArrayList<>(arguments);
    all.addAll(more);
    status = console.run(command, all.toArray(String[]::new));
    return console;
  }

  @Test
  void event_isShownWhole_byTheFirstDigitsOfItsId() throws IOException {
    String shown = local(new GetCommand(), "3@7c9f2c1e/2").out();
    Golden.hold("show/get.txt", shown.replaceAll("p[0-9a-f]{12}", "PATTERN"));
    String ascii = local(new GetCommand(), "--ascii", "1@" + ROOT + "/2").out();
    Golden.hold("show/get-ascii.txt", ascii.replaceAll("p[0-9a-f]{12}", "PATTERN"));
    assertThat(local(new GetCommand(), "--record", "3@" + ROOT + "/2").out())
        .startsWith("{\"name\":\"com.acme.pay.PaymentGateway\"");
    assertThat(local(new GetCommand(), "99@" + ROOT).out()).isEmpty();
    assertThat(status).isEqualTo(Command.NOTHING_FOUND);
    assertThat(local(new GetCommand(), "nokey").err()).contains("write one such as 3@7c9f2c1e/1/2");
    assertThat(local(new GetCommand()).err()).contains("which one?");
  }

  @Test
  void errors_areShownInGroups() throws IOException {
    String picture = local(new ErrorsCommand(), "--line", "--ascii").out();
    Golden.hold("show/errors.txt", picture.replaceAll("[0-9a-f]{16}", "FINGERPRINT"));
    assertThat(local(new ErrorsCommand()).out().lines()).allMatch(line -> line.startsWith("{"));
    String one = local(new ErrorsCommand(), "card").out();
    String id = one.replaceAll("(?s).*?\"fingerprint\":\"(\\w+)\".*", "$1");
    assertThat(local(new ErrorsCommand(), "--id", id).out())
        .contains("com.acme.pay.CardException", "card declined", "same ");
    local(new ErrorsCommand(), "nosuchword");
    assertThat(status).isEqualTo(Command.NOTHING_FOUND);
  }

  @Test
  void object_isShownWithWhatItWentThrough() throws IOException {
    Golden.hold("show/object.txt", local(new ObjectCommand(), "91b0-pay", "--history").out());
    assertThat(local(new ObjectCommand(), "91b0-pay", "--at", "2026-11-20T09:07:20.5").out())
        .contains("living", "  state   pending  ", "  card    visa  ");
    assertThat(local(new ObjectCommand(), "91b0-pay", "--at", "yesterday").err())
        .contains("at is a time, not \"yesterday\"");
    local(new ObjectCommand(), "nowhere");
    assertThat(status).isEqualTo(Command.NOTHING_FOUND);
    assertThat(local(new ObjectCommand(), "91b0-pay", "--watch").err())
        .contains("this needs a collector");
  }

  @Test
  void events_areComparedValueByValue() throws IOException {
    String[] two = {"0@" + ROOT + "/2/1", "0@" + ROOT + "/2/2"};
    assertThat(local(new DiffCommand(), two).out())
        .contains("~ message", "\"fetch-rate 1\"  |  \"fetch-rate 2\"", "~ context.attempt")
        .doesNotContain("levelno");
    assertThat(status).isEqualTo(Command.FOUND);
    assertThat(local(new DiffCommand(), two[0], two[0]).out()).isEmpty();
    assertThat(status).isEqualTo(Command.NOTHING_FOUND);
    assertThat(local(new DiffCommand(), two[0], "7c9f2c1e").err()).contains("two of one kind");
  }

  @Test
  void treesDiffer_isToldTaskByTask() throws IOException {
    String answer =
        """
        {"nodes":[{"path":"","name":"checkout","left":{"status":"failed","duration":2.5},"right":{"status":"succeeded","duration":0.5},"change":"changed"},
        {"path":"1","name":"reserve","left":{"status":"succeeded"},"right":{"status":"succeeded"},"change":"same"},
        {"path":"2","name":"retry","left":{"status":"failed","events":3},"change":"removed"}]}
        """;
    try (FakeCollector collector =
        new FakeCollector().on("/trees/aaaaaaaa/diff/bbbbbbbb", answer)) {
      assertThat(
              run(
                      new DiffCommand(),
                      List.of("aaaaaaaa", "bbbbbbbb"),
                      List.of("-u", collector.url()))
                  .out())
          .isEqualTo(
              """
              ~ checkout  failed 2.500s  |  succeeded 0.500s
              - retry /2  failed, 3 events
              """);
    }
  }

  @Test
  void tree_isDrawnFromTheCollectorsSkeleton() throws IOException {
    try (FakeCollector collector =
        new FakeCollector().on("/trees/7c9f2c1e", Console.resource("show/skeleton.json"))) {
      List<String> which = List.of("-u", collector.url(), "--utc");
      Golden.hold("show/tree.txt", run(new TreeCommand(), List.of("7c9f2c1e"), which).out());
      Golden.hold(
          "show/tree-ascii.txt",
          run(new TreeCommand(), List.of("7c9f2c1e", "--ascii", "--width", "80"), which).out());
      Golden.hold(
          "show/tree-errors.txt",
          run(new TreeCommand(), List.of("7c9f2c1e", "--errors"), which).out());
      assertThat(collector.asked.get(0)).isEqualTo("/trees/7c9f2c1e?expand=all&limit=5000");
      assertThat(collector.asked.get(2)).contains("expand=errors");
      assertThat(
              run(new TreeCommand(), List.of(collector.url() + "/t/7c9f2c1e"), List.of("--json"))
                  .out())
          .startsWith("{\"root\":\"" + ROOT);
      assertThat(run(new TreeCommand(), List.of("7c9f2c1e", "--link"), which).out())
          .isEqualTo(collector.url() + "/t/" + ROOT + "\n");
    }
  }

  @Test
  void treesThatBeginAlike_areListed() throws IOException {
    try (FakeCollector collector =
        new FakeCollector()
            .on("/trees/7c9f2c1e", 300, Map.of(), "{\"roots\":[\"7c9f2c1e-a\",\"7c9f2c1e-b\"]}")) {
      Console console = run(new TreeCommand(), List.of("7c9f2c1e"), List.of("-u", collector.url()));
      assertThat(status).isEqualTo(Command.USAGE);
      assertThat(console.err())
          .contains("\"7c9f2c1e\" is the beginning of several ids", "  7c9f2c1e-a\n  7c9f2c1e-b");
      assertThat(run(new TreeCommand(), List.of("a.ndjson"), List.of("-u", collector.url())).err())
          .contains("files and a collector exclude each other");
    }
  }

  @Test
  void top_isALineEachTime_whereItIsPiped() throws IOException {
    String rate =
        "event: rate\ndata: {\"t\":1795165640000000,\"matched\":%d,\"errors\":2,"
            + "\"patterns\":[[\"p1\",\"cache miss\",30],[\"p2\",\"sold\",7]]}\n\n";
    String stream =
        "event: lost\ndata: {\"process\":\"web-1\",\"n\":12,\"why\":\"full\"}\n\n"
            + rate.formatted(100)
            + rate.formatted(50)
            + rate.formatted(9);
    try (FakeCollector collector =
        new FakeCollector()
            .on("/stream", 200, Map.of("Content-Type", "text/event-stream"), stream)) {
      Console console =
          run(new TopCommand(), List.of("-n", "1"), List.of("-u", collector.url(), "--utc"));
      assertThat(console.out())
          .isEqualTo("09:07:20  75 events/s, 2 errors/s, 12 lost  busiest: cache miss\n");
      Console json =
          run(new TopCommand(), List.of("-n", "1", "--json"), List.of("-u", collector.url()));
      assertThat(json.out())
          .isEqualTo(
              "{\"t\":1795165640000000,\"seconds\":2,\"events\":150,\"errors\":4,"
                  + "\"lost\":{\"web-1\":12},\"patterns\":[[\"p1\",\"cache miss\",60],"
                  + "[\"p2\",\"sold\",14]]}\n");
      assertThat(collector.asked.get(0)).contains("mode=counts");
    }
  }
}
