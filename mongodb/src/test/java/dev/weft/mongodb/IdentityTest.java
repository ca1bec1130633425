package dev.weft.mongodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.JsonReader;
import dev.weft.testkit.Records;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static BsonValue identity(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return Identity.of(JsonReader.readObject(bytes, 0, bytes.length));
  }

  @Test
  void of_countedEvent_isSourceAndNumber() {
    assertThat(identity("{\"weft\":{\"v\":1,\"src\":\"web-7f3a\",\"n\":12}}"))
        .isEqualTo(new BsonString("web-7f3a#12"));
  }

  @Test
  void of_pythonEventInsideATask_isKeyProcessAndTime() {
    assertThat(identity(Records.logged(3)))
        .isEqualTo(new BsonString("3@" + Records.TASK + "|localhost:4711|1.76400000025E9"));
  }

  @Test
  void of_overwrittenKey_isNew() {
    String record = "{\"created\":1.5,\"context\":{\"key\":\"mine\"}}";

    assertThat(identity(record).isObjectId()).isTrue();
    assertThat(identity(record)).isNotEqualTo(identity(record));
  }

  @Test
  void of_eventOutsideEveryTask_isNew() {
    assertThat(identity(Records.logged("hello")).isObjectId()).isTrue();
  }
}
