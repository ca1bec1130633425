package dev.weft.cli.mon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code weft mon -c}, corrected. */
class MonCollateTest {
  private static final String BORN =
      """
      {"headers":{"h":1},"rkey":"x.y","object":{"status":"born","obj":{"a":1},"obj_id":"A","time_in":1764000000,"time_out":1764000009,"handler_id":"H"}}
      """;
  private static final String UPDATED =
      """
      {"headers":{},"rkey":"x.y","object":{"obj":{"a":2,"b":null},"obj_id":"A","time_in":1764000000.5,"handler_id":"H"}}
      """;
  private static final String DELETED =
      """
      {"headers":{},"rkey":"x.y","object":{"obj":{"a":null},"action":"delete","obj_id":"A","time_in":1764000000.75,"handler_id":"H"}}
      """;
  private static final String FINISHED =
      """
      {"headers":{},"rkey":"x.y","object":{"status":"finished","elapsed":1.25,"obj":{},"obj_id":"A","time_in":1764000001.25,"handler_id":"H"}}
      """;
  private static final String TRANSIENT =
      """
      {"time_in":1764000000,"status":"transient","obj":{"foo":"w"},"obj_id":"T","weft":{"src":"S","seq":0,"rkey":"t.r"}}
      """;

  @Test
  void object_isPrintedAtItsEnd_withoutWhatWasRemoved() {
    assertThat(out(BORN + UPDATED + DELETED + FINISHED)).isEqualTo("{\"b\":null}\n");
    assertThat(out(BORN + UPDATED)).isEmpty();
  }

  @Test
  void verbose_saysWhatItIs() {
    assertThat(out(BORN + UPDATED + FINISHED, "-v"))
        .isEqualTo(
            """
            {"object":{"a":2,"b":null},"headers":{"h":1},"rkey":"x.y","id":"A",\
            "start":"2025-11-24T16:00:00Z","end":"2025-11-24T16:00:01.250Z","elapsed":1.25}
            """);
  }

  @Test
  void transientObject_isPrintedAtOnce() {
    assertThat(out(TRANSIENT)).isEqualTo("{\"foo\":\"w\"}\n");
    assertThat(out(TRANSIENT, "-v")).contains("\"rkey\":\"t.r\",\"id\":\"T\"", "\"elapsed\":null}");
  }

  @Test
  void lateJoiner_isPrintedAsPartial() {
    Console console = Console.pipe(UPDATED + FINISHED);
    console.run(new MonCommand(Map.of()), "-s", "-c", "-v");
    assertThat(console.out()).contains("{\"a\":2,\"b\":null}", "\"partial\":true}");
    assertThat(console.err()).contains("2 seen · 1 printed · 1 of them partial · 0 lost");
  }

  @Test
  void snapshot_makesALateJoinerWhole() {
    String messages =
        """
        {"time_in":1,"obj_id":"A","obj":{"b":2},"weft":{"src":"S","seq":7}}
        {"time_in":2,"obj_id":"A","obj":{"a":1,"b":2},"status":"snapshot","weft":{"src":"S","seq":7}}
        {"time_in":3,"obj_id":"A","obj":{},"status":"finished","elapsed":9,"weft":{"src":"S","seq":8}}
        """;
    assertThat(out(messages, "-v")).contains("{\"b\":2,\"a\":1}").doesNotContain("partial");
  }

  @Test
  void eager_printsEachChange() {
    assertThat(out(BORN + UPDATED + DELETED + FINISHED, "-c"))
        .isEqualTo("{\"a\":1}\n{\"a\":2,\"b\":null}\n{\"b\":null}\n{\"b\":null}\n");
    assertThat(out(BORN, "-cv")).contains("\"end\":null,\"elapsed\":null}");
  }

  @Test
  void twiceVerbose_hasTheMessages() {
    assertThat(out(TRANSIENT, "-vv"))
        .contains(
            "\"messages\":[{\"object\":{\"time_in\":1764000000,\"status\":\"transient\"",
            "\"headers\":{},\"rkey\":\"t.r\"}]}");
  }

  @Test
  void whatComesTwice_countsOnce() {
    assertThat(out(TRANSIENT + TRANSIENT)).hasLineCount(1);
    assertThat(out(BORN + UPDATED + FINISHED + FINISHED)).hasLineCount(1);
  }

  @Test
  void queryKeysAndTime_askTheObject() {
    String all = BORN + UPDATED + FINISHED + TRANSIENT;
    assertThat(out(all, "-w", "foo:w")).isEqualTo("{\"foo\":\"w\"}\n");
    assertThat(out(all, "-w", "type:finished")).isEqualTo("{\"a\":2,\"b\":null}\n");
    assertThat(out(all, "-w", "rkey:t.#")).isEqualTo("{\"foo\":\"w\"}\n");
    assertThat(out(all, "--since", "2025-11-24T16:00:01")).isEqualTo("{\"a\":2,\"b\":null}\n");
    assertThat(out(all, "-v", "-k", "id", "elapsed"))
        .isEqualTo("{\"id\":\"A\",\"elapsed\":1.25}\n{\"id\":\"T\",\"elapsed\":null}\n");
  }

  @Test
  void whatIsNoObject_isPassedOver() {
    String others =
        """
        {"error":"ValueError"}
        {"recovered":3}
        {"obj":{"a":1}}
        {"obj":[1],"obj_id":"A"}
        {"headers":{},"rkey":"x","object":[1]}
        {"name":"a","msg":"x","levelno":20}
        """;
    assertThat(out(others)).isEmpty();
    assertThat(out(others, "--compat")).isEmpty();
  }

  @Test
  void lcmons_skipsTransientsAndLateJoiners_andKeepsNulls() {
    String all = BORN + UPDATED + DELETED + FINISHED + TRANSIENT + UPDATED + FINISHED;
    assertThat(out(all, "--compat")).isEqualTo("{\"a\": null, \"b\": null}\n\n");
    assertThat(out(all, "--compat", "-v"))
        .contains("\"start\": \"2025-11-24T16:00:09Z\"", "\"headers\": {\"h\": 1}")
        .hasLineCount(2);
  }

  private static String out(String input, String... options) {
    Console console = Console.pipe(input);
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "-s";
    all[options.length + 1] = "-c";
    console.run(new MonCommand(Map.of()), all);
    return console.out();
  }
}
