package dev.weft.examples.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.event.Level;
import dev.weft.event.collate.Completeness;
import dev.weft.examples.process.JavaProcess;
import dev.weft.mirror.Change;
import dev.weft.mirror.Mirror;
import dev.weft.mirror.View;
import dev.weft.testkit.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects of another process, over a broker. */
class RemoteObjectsIT extends ObjectsOverRabbit {
  private static final String MAIN = "dev.weft.cli.Main";
  private static final String TRUTH = "order is (\\{.*\"retry\".*\\})\\R";

  @TempDir Path folder;

  private JavaProcess shop(String heartbeat, String keyframes) throws Exception {
    List<String> flags =
        List.of("-Dweft.to=" + address(), "-Dweft.service=shop", "-Dweft.heartbeat=" + heartbeat);
    return JavaProcess.start(folder, "shop", flags, ShopApplication.class.getName(), keyframes);
  }

  private static View view(Mirror mirror, String id) {
    return mirror.get(id).orElseThrow();
  }

  private static boolean complete(Mirror mirror, String id) {
    return mirror.get(id).map(View::completeness).equals(Optional.of(Completeness.COMPLETE));
  }

  @Test
  void life_isSeenFromBirthToEnd() throws Exception {
    try (Mirror mirror = mirror().typed("shop.order", ShopApplication.Order.class).open();
        JavaProcess shop = shop("15s", "PT0S")) {
      ChangeLog log = ChangeLog.of(mirror);
      shop.tell("change");
      Map<String, Object> truth = Travelled.json(shop.awaitSaid(TRUTH));

      await()
          .atMost(PATIENCE)
          .until(
              () -> mirror.get(ShopApplication.ORDER).map(View::asMap).equals(Optional.of(truth)));
      View order = view(mirror, ShopApplication.ORDER);
      assertThat(order.completeness()).isEqualTo(Completeness.COMPLETE);
      assertThat(order.headers()).containsEntry("region", "eu").containsKey("hostname");
      assertThat(order.source().process()).isEqualTo("shop");
      assertThat(order.typed())
          .contains(new ShopApplication.Order("leo", 4_200, List.of("tea", "cup"), true));
      await()
          .atMost(PATIENCE)
          .until(() -> log.has(Change.Logged.class, said -> said.level() == Level.WARN));
      assertThat(log.all(Change.Logged.class))
          .singleElement()
          .satisfies(said -> {
            assertThat(said.id()).isEqualTo(ShopApplication.ORDER);
            assertThat(said.message()).isEqualTo("leo pays 4200 in EUR");
          });

      shop.tell("stop");
      shop.tellAll("");
      assertThat(shop.awaitExit(JavaProcess.LIMIT)).as(shop.err()).isZero();
      assertThat(awaitEnd(mirror, ShopApplication.ORDER).why()).isNull();
      assertThat(awaitEnd(mirror, ShopApplication.SHELF).why()).isEqualTo("abort");
      assertThat(view(mirror, ShopApplication.ORDER).asMap()).isEqualTo(truth);
      assertThat(view(mirror, ShopApplication.SHELF).asMap()).isEqualTo(Map.of("free", 38L));
      await().atMost(PATIENCE).until(() -> log.all(Change.Ended.class).count() == 2);
      assertThat(log.all(Change.Gap.class)).isEmpty();
    }
  }

  @Test
  void killedProcess_leavesStaleViews() throws Exception {
    try (Mirror mirror = mirror().silence(Duration.ofSeconds(3)).open();
        JavaProcess shop = shop("200ms", "PT0S")) {
      ChangeLog log = ChangeLog.of(mirror);
      await()
          .atMost(PATIENCE)
          .until(() ->
              complete(mirror, ShopApplication.ORDER) && complete(mirror, ShopApplication.SHELF));
      long before = mirror.stats().records();
      await("signs of life").atMost(PATIENCE).until(() -> mirror.stats().records() > before + 5);

      shop.kill();

      await()
          .atMost(PATIENCE)
          .until(() -> log.has(Change.Silent.class, silent -> silent.ids().size() == 2));
      for (String id : Set.of(ShopApplication.ORDER, ShopApplication.SHELF)) {
        View view = view(mirror, id);
        assertThat(view.completeness()).isEqualTo(Completeness.STALE);
        assertThat(view.silent()).isTrue();
        assertThat(view.end()).isEmpty();
      }
      assertThat(view(mirror, ShopApplication.SHELF).asMap()).isEqualTo(Map.of("free", 40L));
    }
  }

  @Test
  void collector_passesObjectsOn_andMonSeesTheSameOnBothSides() throws Exception {
    int port = Ports.free();
    Path configuration =
        Files.writeString(
            folder.resolve("weft.yaml"),
            """
            sources:
              rabbit: {type: amqp, uri: "%s", exchange: "%s"}
            sinks:
              live: {type: zeromq, bind: "tcp://127.0.0.1:%d"}
            dead-letters: {path: "dead-letters.ndjson"}
            http: {listen: off}
            """
                .formatted(RABBIT.uri(), exchange, port));
    try (JavaProcess up =
            JavaProcess.start(
                folder, "up", List.of(), MAIN, "up", "--config", configuration.toString());
        JavaProcess near = mon("near", "-u", RABBIT.uri(), "-e", exchange);
        JavaProcess far = mon("far", "-u", "zeromq://127.0.0.1:" + port);
        JavaProcess shop = shop("15s", "PT0.5S")) {
      // Whoever sees the object at all, by one of its keyframes, is there for the changes.
      near.awaitSaid(ShopApplication.ORDER);
      far.awaitSaid(ShopApplication.ORDER);
      shop.tell("change");
      shop.tell("stop");
      Map<String, Object> ended = ended(near);
      assertThat(ended.get("object")).isEqualTo(Travelled.json(shop.awaitSaid(TRUTH)));
      assertThat(ended).doesNotContainKey("partial");
      assertThat(ended(far))
          .containsAllEntriesOf(
              Map.of(
                  "object", ended.get("object"),
                  "headers", ended.get("headers"),
                  "rkey", "shop.order",
                  "id", ShopApplication.ORDER,
                  "end", ended.get("end"),
                  "elapsed", ended.get("elapsed")));
      assertThat(up.stop()).isZero();
      assertThat(up.err()).contains("conserved: yes");
    }
  }

  private JavaProcess mon(String name, String... from) throws Exception {
    String[] main = new String[from.length + 6];
    main[0] = MAIN;
    main[1] = "mon";
    main[2] = "-cc";
    main[3] = "-v";
    main[4] = "-r";
    main[5] = "shop.order";
    System.arraycopy(from, 0, main, 6, from.length);
    return JavaProcess.start(folder, name, List.of(), main);
  }

  /** What a monitor says of the object that has ended. */
  private static Map<String, Object> ended(JavaProcess mon) {
    return Travelled.json(mon.awaitSaid("(\\{.*\"elapsed\":\\d.*\\})\\R"));
  }
}
