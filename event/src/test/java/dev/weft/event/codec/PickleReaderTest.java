package dev.weft.event.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> zoo_isRenderedInEveryProtocol() throws IOException {
    JsonNode expected = JSON.readTree(resource("zoo/expected.json"));
    List<Path> pickles = zoo();
    assertThat(pickles).hasSizeGreaterThan(120);
    return pickles.stream()
        .filter(file -> expected.has(valueName(file)))
        .map(file ->
            dynamicTest(
                file.getFileName().toString(),
                () -> assertRendered(file, expected.get(valueName(file)))));
  }

  private static void assertRendered(Path file, JsonNode expected) throws IOException {
    JsonNode record = json(Files.readAllBytes(file));
    assertThat(record.get("message").asText()).isEqualTo(valueName(file));
    assertThat(normal(record.get("value"))).isEqualTo(normal(expected));
  }

  /** Numbers by value, the note's abbreviations written out. */
  private static JsonNode normal(JsonNode node) {
    if (node.isNumber()) {
      return JSON.getNodeFactory().textNode(number(node));
    } else if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(item -> copy.add(normal(item)));
      return copy;
    } else if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object.properties().forEach(entry -> copy.set(entry.getKey(), normal(entry.getValue())));
      return copy;
    }
    String text = node.asText().replaceAll("<(\\w+)\\|(\\w+)>", "$2");
    text = text.replaceAll("^(__builtin__|exceptions)\\.", "builtins.");
    return JSON.getNodeFactory().textNode(text.equals("<x * 70000>") ? "x".repeat(70_000) : text);
  }

  private static String number(JsonNode node) {
    return node.decimalValue().signum() == 0
        ? "0"
        : node.decimalValue().stripTrailingZeros().toPlainString();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void bytes_becomeTextOrBase64(int protocol) throws IOException {
    JsonNode values = value("bytes", protocol);
    assertThat(values.get(0).asText()).isEmpty();
    assertThat(values.get(1).get("$bytes").asText()).isEqualTo("YWIA/w==");
    assertThat(value("bytearray", protocol).asText()).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void complexAndManyKeys_areRendered(int protocol) throws IOException {
    assertThat(value("complex", protocol)).isEqualTo(JSON.readTree("{\"real\":1.0,\"imag\":2.0}"));
    JsonNode many = value("manykeys", protocol);
    assertThat(many.size()).isEqualTo(400);
    assertThat(many.toString()).contains("399");
  }

  @Test
  void defaultProtocol_isRead() throws IOException {
    assertThat(json(resource("zoo/genload.default.pickle")).toString())
        .isEqualTo(
            "{\"foo\":\"bar\",\"nest\":{\"foo\":\"bar\",\"nest\":{\"list\":[\"item1\",\"item2\",1,2]},"
                + "\"rand\":0},\"list\":[{\"aap\":\"noot\"},{\"rand\":0}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Vq\\\\u2603\\\\U0001f600\\n. | q☃😀",
        "I01\\n. | true",
        "I00\\n. | false",
        "I1\\n. | 1",
        "L123L\\n. | 123",
        "F-inf\\n. | -Infinity",
        "Fnan\\n. | NaN",
        "cdecimal\\nDecimal\\n(VNaN\\ntR. | NaN",
        "cdecimal\\nDecimal\\n(V1E+99999999\\ntR. | 1E+99999999",
        "cdecimal\\nDecimal\\n(V1E+3\\ntR. | 1E+3",
        "(iMine\\nOld\\n. | {$type=Mine.Old}",
        "(cm\\nOld\\nI1\\no. | {$type=m.Old, args=[1]}",
        "cm\\nNew\\n)}\\x92. | {$type=m.New, kwargs={}}",
        "Pthing\\n. | {$type=pickle.persistent, args=[thing]}",
        "(I1\\nNtI2\\nNd. | expected",
        "ccollections\\nOrderedDict\\n((l(S'b'\\nI1\\ntatR. | {b=1}",
        "ccollections\\nCounter\\n(dS'a'\\nI2\\ns\\x85R. | {$type=collections.Counter, args=[{a=2}]}",
        "ccollections\\ndeque\\n)R(I1\\nI2\\ne. | {$type=collections.deque, items=[1, 2]}",
        "(dI1\\nNsNI2\\ns(I1\\nI2\\ntNs. | {1=null, null=2, [1, 2]=null}",
      })
  void olderForms_areRead(String pickle, String expected) {
    byte[] bytes = unescaped(pickle);
    if (expected.startsWith("expected")) {
      assertThatThrownBy(() -> PickleReader.read(bytes, 0, bytes.length))
          .isInstanceOf(PickleException.class)
          .hasMessageContaining(expected);
    } else {
      assertThat(String.valueOf(PickleReader.read(bytes, 0, bytes.length))).isEqualTo(expected);
    }
  }

  private static byte[] unescaped(String pickle) {
    String text = pickle.replace("\\\\", "\u0001").replace("\\n", "\n").replace("\u0001", "\\");
    text = text.replace("\\x92", "\u0092").replace("\\x85", "\u0085");
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void python2Text_losesItsQuotesAndEscapes() {
    byte[] bytes = "S'it\\'s \\x41\\n\\q'\n.".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(PickleReader.read(bytes, 0, bytes.length)).isEqualTo("it's A\n\\q");
  }

  @ParameterizedTest
  @CsvSource({
    "07e4010203040500 02a6, 2020-01-02T03:04:05.000678",
    "07e4810203040500 0000, 2020-01-02T03:04:05",
    "07e4010203040507 a120, 2020-01-02T03:04:05.500000",
  })
  void datetime_showsMicrosecondsOnlyWhereThereAreAny(String packed, String expected) {
    byte[] call = HexFormat.of().parseHex("430a" + packed.replace(" ", ""));
    byte[] bytes = join("cdatetime\ndatetime\n", call, "\u0085R.");
    assertThat(PickleReader.read(bytes, 0, bytes.length)).isEqualTo(expected);
  }

  @Test
  void datetime_withZone_endsWithItsOffset() {
    byte[] packed = HexFormat.of().parseHex("430a07e40102030405000000");
    String zone = "cdatetime\ntimezone\ncdatetime\ntimedelta\n(I0\nI7200\nI0\ntR\u0085R\u0086R.";
    byte[] bytes = join("cdatetime\ndatetime\n", packed, zone);
    assertThat(PickleReader.read(bytes, 0, bytes.length)).isEqualTo("2020-01-02T03:04:05+02:00");
  }

  @Test
  void datetime_withUnknownZone_showsBoth() {
    byte[] packed = HexFormat.of().parseHex("430a07e40102030405000000");
    byte[] bytes = join("cdatetime\ndatetime\n", packed, "cpytz\n_UTC\n)R\u0086R.");
    assertThat(String.valueOf(PickleReader.read(bytes, 0, bytes.length)))
        .isEqualTo("{$type=datetime.datetime, args=[2020-01-02T03:04:05, {$type=pytz._UTC}]}");
  }

  @Test
  void datetime_ofNoSuchDate_isShownAsUnknown() {
    byte[] packed = HexFormat.of().parseHex("430a07e40f02030405000000");
    byte[] bytes = join("cdatetime\ndatetime\n", packed, "\u0085R.");
    assertThat(String.valueOf(PickleReader.read(bytes, 0, bytes.length)))
        .startsWith("{$type=datetime.datetime, args=");
  }

  @Test
  void command_isShownAndNeverRun() throws IOException {
    JsonNode shown = json(resource("hostile/os_system.pickle"));
    assertThat(shown.get("$type").asText()).isEqualTo("os.system");
    assertThat(shown.get("args").get(0).asText()).startsWith("touch ");
  }

  @Test
  void deepList_isCutAtTheLimit() throws IOException {
    byte[] bytes = resource("hostile/deep.pickle");
    Object value = PickleReader.read(bytes, 0, bytes.length);
    int depth = 0;
    while (value instanceof List<?> list && !list.isEmpty()) {
      value = list.get(0);
      depth++;
    }
    assertThat(depth).isEqualTo(200);
    assertThat(value).isEqualTo("<recursive>");
  }

  @Test
  void memoBomb_isRefusedAtTheLimit() throws IOException {
    byte[] bytes = resource("hostile/memo_bomb.pickle");
    assertThatThrownBy(() -> PickleReader.read(bytes, 0, bytes.length))
        .isInstanceOf(PickleException.class)
        .hasMessage("the pickle unfolds to more than 1000000 values");
  }

  @Test
  void sharedLongText_isRefusedAtTheLimit() {
    String text = "V" + "x".repeat(100_000) + "\np0\n";
    byte[] bytes = join("(" + text, new byte[0], "g0\n".repeat(1_000) + "t.");
    assertThatThrownBy(() -> PickleReader.read(bytes, 0, bytes.length))
        .isInstanceOf(PickleException.class)
        .hasMessage("the pickle unfolds to more than 16777216 characters");
  }

  @Test
  void truncated_saysWhatIsMissing() throws IOException {
    byte[] bytes = resource("hostile/truncated.pickle");
    assertThatThrownBy(() -> PickleReader.read(bytes, 0, bytes.length))
        .isInstanceOf(PickleException.class)
        .hasMessage("expected 4 more bytes, but 2 are left, at byte 11 of 13");
  }

  @Test
  void json_saysWhichByteIsNoOpcode() {
    byte[] bytes = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> PickleReader.read(bytes, 0, bytes.length))
        .isInstanceOf(PickleException.class)
        .hasMessage("expected a pickle opcode, received 0x7b, at byte 1 of 7");
  }

  @Test
  void claimedLengths_allocateNothing() {
    for (String hex :
        List.of("8dffffffffffffff7f", "8effffffffffffff00", "58ffffffff", "8bffffff7f")) {
      byte[] bytes = HexFormat.of().parseHex("8004" + hex + "2e");
      assertThatThrownBy(() -> PickleReader.read(bytes, 0, bytes.length))
          .isInstanceOf(PickleException.class);
    }
  }

  @Test
  void nestedHelpers_doNotOverflowTheStack() {
    String helper = "ccopyreg\n__newobj__\n";
    byte[] bytes =
        join("(" + helper.repeat(50_000) + "t", new byte[0], "p0\n0" + helper + "g0\nR.");
    assertThat(PickleReader.read(bytes, 0, bytes.length)).isInstanceOf(Map.class);
  }

  @Test
  void mutations_giveAValueOrAPickleException() throws IOException {
    Random random = new Random(20_261_124);
    List<Path> pickles = zoo();
    for (int round = 0; round < 40_000; round++) {
      byte[] original = Files.readAllBytes(pickles.get(random.nextInt(pickles.size())));
      if (original.length < 2_000) {
        assertSurvived(mutated(original, random));
      }
    }
  }

  @Test
  void noise_givesAValueOrAPickleException() {
    Random random = new Random(7);
    byte[] opcodes =
        "().012NKMJIVSTUBC]}ltdaesupqrghjcRiobPQ\n\u0085\u0086\u0094\u0093\u0081"
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int round = 0; round < 100_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            random.nextInt(8) == 0
                ? (byte) random.nextInt()
                : opcodes[random.nextInt(opcodes.length)];
      }
      assertSurvived(bytes);
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
    return Arrays.copyOf(bytes, length);
  }

  private static void assertSurvived(byte[] bytes) {
    try {
      JSON.writeValueAsBytes(PickleReader.read(bytes, 0, bytes.length));
    } catch (PickleException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    } catch (Exception | StackOverflowError wrong) {
      throw new AssertionError(HexFormat.of().formatHex(bytes), wrong);
    }
  }

  private static JsonNode value(String name, int protocol) throws IOException {
    return json(resource("zoo/" + name + ".p" + protocol + ".pickle")).get("value");
  }

  private static JsonNode json(byte[] pickle) throws IOException {
    return JSON.readTree(JSON.writeValueAsBytes(PickleReader.read(pickle, 0, pickle.length)));
  }

  private static String valueName(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf('.'));
  }

  private static byte[] join(String before, byte[] middle, String after) {
    byte[] head = before.getBytes(StandardCharsets.ISO_8859_1);
    byte[] tail = after.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(head.length + middle.length + tail.length)
        .put(head)
        .put(middle)
        .put(tail)
        .array();
  }

  private static List<Path> zoo() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/pickle/zoo"))) {
      return files.filter(file -> file.toString().endsWith(".pickle")).sorted().toList();
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = PickleReaderTest.class.getResourceAsStream("/pickle/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
