package dev.weft.mongodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.JsonReader;
import java.net.URLDecoder;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static BsonDocument document(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return Documents.document(JsonReader.readObject(bytes, 0, bytes.length));
  }

  @Test
  void document_nesting_isKept() {
    assertThat(document("{\"a\":{\"b\":[1,\"x\",null,true,{\"c\":2}]}}").toJson())
        .isEqualTo("{\"a\": {\"b\": [1, \"x\", null, true, {\"c\": 2}]}}");
  }

  @Test
  void document_namesThatMongoReserves_areEncodedReversibly() {
    BsonDocument document =
        document("{\"a.b\":1,\"$set\":2,\"x$y\":3,\"50%\":4,\"\\u0000\":5,\"_id\":6,\"\":7}");

    assertThat(document.keySet())
        .containsExactly("a%2Eb", "%24set", "x$y", "50%25", "%00", "", "%5Fid");
    assertThat(document.keySet().stream().map(name -> URLDecoder.decode(name, UTF_8)))
        .containsExactly("a.b", "$set", "x$y", "50%", "\0", "", "_id");
  }

  @Test
  void document_numbers_keepTheirValue() {
    BsonDocument document =
        document(
            "{\"small\":1,\"long\":9007199254740993,\"big\":123456789012345678901234567890,"
                + "\"huge\":1234567890123456789012345678901234567890,\"half\":0.5,"
                + "\"exact\":0.12345678901234567890123,\"far\":1e400,\"nan\":NaN,"
                + "\"down\":-Infinity}");

    assertThat(document.get("small").getBsonType()).isEqualTo(BsonType.INT32);
    assertThat(document.getInt64("long").getValue()).isEqualTo(9007199254740993L);
    assertThat(document.getDecimal128("big").getValue())
        .hasToString("123456789012345678901234567890");
    assertThat(document.getString("huge").getValue())
        .isEqualTo("1234567890123456789012345678901234567890");
    assertThat(document.getDouble("half").getValue()).isEqualTo(0.5);
    assertThat(document.getDecimal128("exact").getValue()).hasToString("0.12345678901234567890123");
    assertThat(document.getDecimal128("far").getValue().bigDecimalValue())
        .isEqualByComparingTo("1e400");
    assertThat(document.getDouble("nan").getValue()).isNaN();
    assertThat(document.getDouble("down").getValue()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void document_deeperThanMongoTakes_keepsTheRestAsText() {
    BsonDocument document = document("{\"a\":" + "[".repeat(150) + "7" + "]".repeat(150) + "}");

    BsonValue value = document.get("a");
    int levels = 1;
    while (value.isArray()) {
      value = value.asArray().get(0);
      levels++;
    }
    assertThat(levels).isEqualTo(90);
    assertThat(value.asString().getValue()).isEqualTo("[".repeat(61) + "7" + "]".repeat(61));
  }

  @Test
  void document_halfASurrogatePair_becomesTheReplacementCharacter() {
    BsonDocument document = document("{\"a\":\"x\\ud83dy\",\"b\":\"\\ud83d\\ude00?\"}");

    assertThat(document.getString("a").getValue()).isEqualTo("x\ufffdy");
    assertThat(document.getString("b").getValue()).isEqualTo("\ud83d\ude00?");
  }

  @Test
  void document_nothing_isAnEmptyDocument() {
    assertThat(List.of(document("{}"))).containsExactly(new BsonDocument());
  }
}
