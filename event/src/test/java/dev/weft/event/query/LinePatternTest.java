package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          cart has 3 items                                    § cart has {} items
          took 12.5ms, 3 retries                              § took {}ms, {} retries
          user 7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11 left      § user {} left
          at 2026-11-20T09:14:02.113Z now                     § at {}Z now
          from 10.0.0.1:8080 to web-17                        § from {} to web-{}
          ids [1, 2, 3, 4] seen                               § ids [{}] seen
          id deadbeef99 and 0x1f and cafe and facade00        § id {} and {} and cafe and {}
          don't touch 'the value' or "this one"               § don't touch '{}' or "{}"
          GET /orders/4711/items?page=2                       § GET /orders/{}/items?page={}
          nothing varies                                      § nothing varies
          -5 below                                            § -{} below
          utf8 é1 x1y2z3                                      § utf{} é{} {}
          "never closed 5                                     § "never closed {}
          """)
  void lineWithoutTemplate_isMasked(String message, String template) {
    RawEvent event = event("acme", message, message);
    assertThat(LinePattern.of(event).orElseThrow().template()).isEqualTo(template);
  }

  @Test
  void lineWithTemplate_keepsIt() {
    RawEvent event = event("acme", "attempt 1 took %d ms\nof 5", "attempt 1 took 77 ms\\nof 5");
    LinePattern pattern = LinePattern.of(event).orElseThrow();
    assertThat(pattern.template()).isEqualTo("attempt 1 took %d ms\nof 5");
    assertThat(pattern.logger()).isEqualTo("acme");
  }

  @Test
  void id_isTheSameForEver() {
    assertThat(LinePattern.of("acme", "took %d ms").id()).isEqualTo("p742f23aa8d91");
    assertThat(LinePattern.of("acmet", "ook %d ms").id()).isNotEqualTo("p742f23aa8d91");
    assertThat(LinePattern.of("", "").id()).matches("p[0-9a-f]{12}");
  }

  @Test
  void whatSaysNothing_hasNoPattern() {
    assertThat(LinePattern.of(raw("{\"obj\":{},\"obj_id\":\"o\"}"))).isEmpty();
    assertThat(LinePattern.of(raw("{\"msg\":"))).isEmpty();
    assertThat(LinePattern.of(raw("{\"message\":\"got 5\"}")).orElseThrow().template())
        .isEqualTo("got {}");
    assertThat(LinePattern.of(raw("{\"msg\":{\"a\":1}}")).orElseThrow().template())
        .isEqualTo("{\"{}\":{}}");
  }

  @Test
  void hugeMessage_countsWithItsBeginning() {
    String message = "\\u00e9\\\\ 12 \uD83D\uDE00".repeat(1_000_000);
    long start = System.nanoTime();
    String template = LinePattern.of(raw("{\"msg\":\"" + message + "\"}")).orElseThrow().template();
    assertThat(template).startsWith("é\\ {} ").hasSizeLessThanOrEqualTo(1_000);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void anyText_isMaskedTheSameTwice() {
    Random random = new Random(8);
    String characters = "a1f0'\" .:,-_\nxé\uD83D\uDE00{}";
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(30); c > 0; c--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      String masked = Masking.mask(text.toString());
      assertThat(Masking.mask(text.toString())).isEqualTo(masked);
      assertThat(masked).doesNotContainPattern("[0-9]");
    }
  }

  private static RawEvent event(String logger, String msg, String message) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("name", logger);
    record.put("msg", msg);
    record.put("message", message);
    return new RawEvent().over(new JsonWriter().value(record).toBytes());
  }

  private static RawEvent raw(String record) {
    return new RawEvent().over(record.getBytes(UTF_8));
  }
}
