package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds the scanner, the reader, the writer and the splices against Jackson. */
class JsonDifferentialTest {
  private static final int ROUNDS = 4000;
  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectWriter PRETTY = JACKSON.writerWithDefaultPrettyPrinter();

  @Test
  void reader_readsWhatJacksonWrites() throws JsonProcessingException {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Map<String, Object> document = new RandomJson(seed).object(4);
      byte[] json = (seed % 2 == 0 ? PRETTY : JACKSON.writer()).writeValueAsBytes(document);

      assertThat(JsonReader.read(json)).as("seed %d", seed).isEqualTo(document);
    }
  }

  @Test
  void writer_writesWhatJacksonReads() throws IOException {
    JsonWriter writer = new JsonWriter();
    for (long seed = 0; seed < ROUNDS; seed++) {
      Map<String, Object> document = new RandomJson(seed).object(4);
      byte[] json = writer.reset().value(document).toBytes();

      assertThat(plain(json)).as("seed %d", seed).isEqualTo(document);
    }
  }

  @Test
  void record_isWellFormedWhereJacksonSaysSo() {
    RawEvent event = new RawEvent();
    int refused = 0;
    for (long seed = 0; seed < 4 * ROUNDS; seed++) {
      byte[] json = mutated(new RandomJson(seed));
      boolean accepted = jacksonAccepts(json);
      refused += accepted ? 0 : 1;

      assertThat(event.over(json).problem() == null)
          .as("seed %d: %s: %s", seed, new String(json, UTF_8), event.problem())
          .isEqualTo(accepted);
    }
    assertThat(refused).isBetween(ROUNDS, 4 * ROUNDS - 1000);
  }

  @Test
  void edits_equalThoseOfATree() throws IOException {
    RawEvent event = new RawEvent();
    FieldPath[] paths = {
      FieldPath.of("name"),
      FieldPath.of("msg"),
      FieldPath.of("context"),
      FieldPath.of("é"),
      FieldPath.of("new"),
      FieldPath.of("tok\"en")
    };
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomJson random = new RandomJson(seed);
      Map<String, Object> document = random.object(3);
      byte[] padded = ("  " + PRETTY.writeValueAsString(document) + " ").getBytes(UTF_8);
      event.over(padded, random.below(3), padded.length);
      for (int i = random.below(6); i > 0; i--) {
        FieldPath path = paths[random.below(paths.length)];
        if (random.below(3) == 0) {
          assertThat(event.remove(path)).isEqualTo(document.containsKey(path.toString()));
          document.remove(path.toString());
        } else {
          Object value = random.value(2);
          event.put(path, value);
          document.put(path.toString(), value);
          assertThat(event.value(path)).as("seed %d", seed).isEqualTo(value);
        }
      }
      assertThat(plain(event.toBytes())).as("seed %d", seed).isEqualTo(document);
      assertThat(event.members()).isEqualTo(document.size());
      assertThat(members(event)).as("seed %d", seed).isEqualTo(document);
      assertThat(new RawEvent().over(event.toBytes()).problem()).isNull();
    }
  }

  @Test
  void brokenBytes_giveAProblemAndNothingElse() {
    RawEvent event = new RawEvent();
    FieldPath path = FieldPath.of("context.a");
    for (long seed = 0; seed < 4 * ROUNDS; seed++) {
      RandomJson random = new RandomJson(seed);
      byte[] json = new JsonWriter().value(random.object(3)).toBytes();
      for (int i = random.below(4); i >= 0; i--) {
        json[random.below(json.length)] = (byte) random.below(256);
      }
      event.over(json);
      event.text(path);
      boolean changed = event.put(path, "x");
      event.remove(FieldPath.of("*.a"));

      assertThat(changed).as("seed %d", seed).isEqualTo(event.problem() == null);
      if (changed) {
        JsonReader.read(event.toBytes());
      }
    }
  }

  private static Map<String, Object> members(RawEvent event) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < event.members(); i++) {
      String name = event.member(i);
      members.put(name, event.foundValue());
    }
    return members;
  }

  private static byte[] mutated(RandomJson random) {
    String ascii = new JsonWriter().value(random.object(3)).toString().replaceAll("[^ -~]", "x");
    byte[] json = ascii.getBytes(ISO_8859_1);
    for (int i = random.below(3); i > 0; i--) {
      String likely = "{}[]\",:\\ 0-.eu/tn\n\u0001";
      json[random.below(json.length)] = (byte) likely.charAt(random.below(likely.length()));
    }
    return json;
  }

  private static boolean jacksonAccepts(byte[] json) {
    try {
      return JACKSON.readTree(json).isObject();
    } catch (IOException refused) {
      return false;
    }
  }

  @SuppressWarnings("unchecked") // Jackson's maps of an object have String keys
  private static Map<String, Object> plain(byte[] json) throws IOException {
    Map<String, Object> map = JACKSON.readValue(json, LinkedHashMap.class);
    return widened(map);
  }

  // Jackson makes Integer of what fits.
  private static Map<String, Object> widened(Map<String, Object> map) {
    map.replaceAll((name, value) -> wide(value));
    return map;
  }

  @SuppressWarnings("unchecked") // as above
  private static Object wide(Object value) {
    if (value instanceof Integer small) {
      return small.longValue();
    }
    if (value instanceof Map) {
      return widened((Map<String, Object>) value);
    }
    if (value instanceof List<?> list) {
      return list.stream().collect(ArrayList::new, (to, v) -> to.add(wide(v)), ArrayList::addAll);
    }
    return value;
  }
}
