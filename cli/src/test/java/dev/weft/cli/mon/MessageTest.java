package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  private final Message message = new Message();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"weft":{"rkey":"x.y","headers":{"h":1}}}            | {"a":1}
          {"weft":{"rkey":"x.y","headers":{"h":1}},"a":1}            | {"a":1}
          {"weft":{"rkey":"x.y","headers":{"h":1}}}                  | {}
          {"a":1,"weft":{"v":1,"rkey":"x.y","n":2,"headers":{"h":1}},"b":2} | {"a":1,"weft":{"v":1,"n":2},"b":2}
          {"a":1,"weft":{ "rkey" : "x.y" , "v" : 1 , "headers":{"h":1} } }  | {"a":1,"weft":{"v" : 1} }
          {"rkey":"x.y","headers":{"h":1},"object":{"a":1}}          | {"a":1}
          {"object":{"a":1,"weft":{"v":1,"rkey":"o","headers":{"o":2}}},"headers":{"h":1},"rkey":"x.y"} | {"a":1,"weft":{"v":1}}
          """)
  void transportsMembers_areTakenOut(String line, String object) {
    assertThat(over(line)).isNull();
    assertThat(message.object()).hasToString(object);
    assertThat(message.routingKey()).hasToString("\"x.y\"");
    assertThat(message.routingKeyText()).isEqualTo("x.y");
    assertThat(message.headers()).hasToString("{\"h\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"weft\":{\"v\":1}}",
        "{\"a\":1}",
        "{}",
        "{\"weft\":5}",
        "{\"object\":{\"a\":1},\"rkey\":\"x\"}",
      })
  void recordWithoutThem_staysAsItIs(String line) {
    assertThat(over("  " + line + " ")).isNull();
    assertThat(message.object()).hasToString(line);
    assertThat(message.routingKey()).hasToString("\"default\"");
    assertThat(message.headers()).hasToString("{}");
  }

  @Test
  void recordWithoutARoutingKey_hasTheOneItWouldBePublishedWith() {
    over("{\"name\":\"a.b\",\"msg\":\"x\",\"levelno\":20,\"hostname\":\"web-1\"}");
    assertThat(message.routingKeyText()).isEqualTo("log.a.b");
    assertThat(message.headers()).hasToString("{\"hostname\":\"web-1\"}");
    over("{\"a\":1}");
    assertThat(message.routingKeyText()).isEqualTo("default");
    over("{\"object\":{\"a\":1},\"headers\":{},\"rkey\":null}");
    assertThat(message.routingKeyText()).isEmpty();
  }

  @Test
  void flatRecord_hasThemUnderWeft_fromEitherForm() {
    over("{\"rkey\":\"x.y\",\"headers\":{\"h\":1},\"object\":{\"a\":1}}");
    assertThat(new String(message.flat().toBytes(), UTF_8))
        .isEqualTo("{\"a\":1,\"weft\":{\"rkey\":\"x.y\",\"headers\":{\"h\":1}}}");
    String flat = "{\"a\":1,\"weft\":{\"rkey\":\"x.y\"}}";
    over(flat);
    assertThat(new String(message.flat().toBytes(), UTF_8)).isEqualTo(flat);
  }

  @Test
  void heartbeatsAndEchoes_areMachinery() {
    over("{\"weft\":{\"kind\":\"alive\",\"src\":\"s\"}}");
    assertThat(message.machinery()).isTrue();
    over("{\"obj\":{},\"weft\":{\"echo\":true}}");
    assertThat(message.machinery()).isTrue();
    over("{\"obj\":{},\"weft\":{\"echo\":false,\"kind\":\"begin\"}}");
    assertThat(message.machinery()).isFalse();
    over("{\"headers\":{},\"rkey\":\"x\",\"object\":{\"weft\":{\"echo\":true}}}");
    assertThat(message.machinery()).isTrue();
  }

  @Test
  void wrapper_mayHoldAnything() {
    assertThat(over("{\"headers\":{},\"rkey\":\"x\",\"object\":[1]}")).isNull();
    assertThat(message.record()).isFalse();
    assertThat(message.object()).hasToString("[1]");
    assertThat(message.flat().problem()).isNotNull();
  }

  @Test
  void lossThatARecordReports_isKnown() {
    over("{\"recovered\":7}");
    assertThat(message.reportedLost()).isEqualTo(7);
    over("{\"recovered\":\"x\"}");
    assertThat(message.reportedLost()).isZero();
  }

  private String over(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return message.over(bytes, 0, bytes.length);
  }
}
