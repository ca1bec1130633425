package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.Console;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code --compat} against what the real lcmon printed. */
class LcmonGoldenTest {
  /** One line of commands.txt: {@code name: lcmon options rc=0}. */
  record Run(String name, List<String> options) {
    static Run parse(String line) {
      int colon = line.indexOf(": lcmon ");
      String options = line.substring(colon + ": lcmon ".length(), line.indexOf(" rc=0")).strip();
      return new Run(line.substring(0, colon), List.of(options.split(" +")));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Run> runs() throws IOException {
    return resource("commands.txt").lines().map(Run::parse).toList();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void compat_printsWhatLcmonPrinted(Run run) throws IOException {
    String expected = resource(run.name + ".out");
    String out = mon(run.options);
    assertThat(objects(out)).isEqualTo(objects(expected));
    // The order of a dict's keys was that of Python's hashes, so that only what they made together
    // can be held against it, byte by byte.
    assertThat(sortedBytes(out)).isEqualTo(sortedBytes(expected));
    if (run.options.contains("-k")) {
      assertThat(names(out)).isEqualTo(names(expected));
    }
    if (List.of("k", "kstar").contains(run.name)) {
      assertThat(out).isEqualTo(expected);
    }
  }

  private static String mon(List<String> options) throws IOException {
    List<String> all = new ArrayList<>(options);
    all.add("--compat");
    Console console = Console.pipe(resource("in.jsonl"));
    assertThat(console.run(new MonCommand(Map.of()), all.toArray(String[]::new)))
        .isEqualTo(Command.FOUND);
    assertThat(console.err()).startsWith("Reading from stdin\nBye.  ");
    return console.out();
  }

  /** Every line, empty ones included, as what it means. */
  private static List<Object> objects(String text) {
    return text.lines().map(line -> line.isEmpty() ? "" : JsonReader.read(line)).toList();
  }

  private static List<List<Object>> names(String text) {
    return text.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> List.<Object>copyOf(((Map<?, ?>) JsonReader.read(line)).keySet()))
        .toList();
  }

  private static List<String> sortedBytes(String text) {
    return text.lines()
        .map(line -> {
          byte[] bytes = line.getBytes(UTF_8);
          Arrays.sort(bytes);
          return new String(bytes, UTF_8);
        })
        .toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream file = LcmonGoldenTest.class.getResourceAsStream("lcmon/" + name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
