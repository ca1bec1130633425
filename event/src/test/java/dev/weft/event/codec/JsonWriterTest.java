package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  private final JsonWriter json = new JsonWriter();

  @Test
  void commas_comeByThemselves() {
    json.beginObject().name("a").number(1).name("b").beginArray().text("x").nul().bool(true);
    json.beginObject().endObject().endArray().name("c").raw("[0]".getBytes(UTF_8)).endObject();

    assertThat(json).hasToString("{\"a\":1,\"b\":[\"x\",null,true,{}],\"c\":[0]}");
  }

  @Test
  void text_isValidUtf8WhateverItHolds() {
    assertThat(json.text("a\"\\\n\r\t\b\f\u0000\u001f\u007f/é☃😀"))
        .hasToString("\"a\\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001f\u007f/é☃😀\"");
    assertThat(json.reset().value("\ud83d-\ude00\ud83d")).hasToString("\"\ufffd-\ufffd\ufffd\"");
    assertThat(json.reset().textOnOneLine("a\nb")).hasToString("\"a\\\\nb\"");
  }

  @Test
  void longText_isWhole() {
    String text = "é😀\n\"x".repeat(3000);

    assertThat(JsonReader.read(json.text(text).toBytes())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        9,
        10,
        -1,
        99,
        100,
        1_000_000,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1795165727131159L
      })
  void wholeNumber_isWrittenExactly(long value) {
    assertThat(json.number(value)).hasToString(Long.toString(value));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.0",
    "-0.0,-0.0",
    "1.5,1.5",
    "-0.25,-0.25",
    "131.0,131.0",
    "0.000001,0.000001",
    "1e300,1.0E300",
    "NaN,\"NaN\"",
    "-Infinity,\"-Infinity\""
  })
  void number_isShort(double value, String expected) {
    assertThat(json.number(value)).hasToString(expected);
  }

  @Test
  void number_readsAsTheSameDouble() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double value =
          i % 2 == 0
              ? random.nextInt(2_000_000_000) / 1e6
              : Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        byte[] written = json.reset().number(value).toBytes();
        assertThat(Double.parseDouble(new String(written, UTF_8))).isEqualTo(value);
        assertThat(JsonNumber.toDouble(written, 0, written.length)).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1795165727131159,1795165727.131159",
    "1,0.000001",
    "-1500000,-1.500000",
    "-1,-0.000001",
    "1000000,1.000000"
  })
  void millionths_keepEveryDigit(long micros, String expected) {
    assertThat(json.millionths(micros)).hasToString(expected);
  }

  @Test
  void values_ofAllKindsAreWritten() {
    assertThat(
            json.value(
                Arrays.asList(
                    null,
                    (byte) 1,
                    2.5f,
                    new BigInteger("123456789012345678901234567890"),
                    new BigDecimal("1.10"),
                    'c',
                    new int[] {1, 2},
                    new String[] {"x"},
                    Map.of(1, true),
                    Float.NaN)))
        .hasToString(
            "[null,1,2.5,123456789012345678901234567890,1.10,\"c\",[1,2],[\"x\"],{\"1\":true},"
                + "\"NaN\"]");
  }

  @Test
  void valueThatThrows_becomesATextThatSaysSo() {
    Object failing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };

    json.value(List.of(1, failing, 2));

    assertThat(json.toString())
        .startsWith("[1,\"<toString of dev.weft.event.codec.JsonWriterTest$1 threw ")
        .endsWith("java.lang.IllegalStateException>\",2]");
  }

  @Test
  void cycle_ends() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);

    json.value(cycle);

    assertThat(json.toString()).contains("\"<deeper than 100 levels>\"");
    assertThat(JsonReader.read(json.toBytes())).isInstanceOf(List.class);
  }

  @Test
  void largeArray_isLetGo() {
    json.text("x".repeat(3 << 20));
    json.reset();

    assertThat(json.bytes()).hasSizeLessThanOrEqualTo(1 << 20);
  }
}
