package dev.weft.event.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CharactersTest {
  @Test
  void characters_areFoundWhereverTheyStand() {
    Random random = new Random(5);
    byte[] bytes = new byte[64];
    for (int round = 0; round < 50_000; round++) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            (byte) (random.nextInt(40) == 0 ? random.nextInt(256) : 'a' + random.nextInt(26));
      }
      int from = random.nextInt(bytes.length);
      int end = from + random.nextInt(bytes.length - from + 1);

      int expected = from;
      while (expected < end && bytes[expected] != '\n' && bytes[expected] != '\r') {
        expected++;
      }
      assertThat(Characters.nextLineBreak(bytes, from, end)).isEqualTo(expected);
    }
  }

  @Test
  void longTexts_areWrittenAsShortOnesAre() {
    Random random = new Random(6);
    String some = "abcdefghijklm \"\\\n\r\t\u0000\u001f\u007f?é€\uD83D\uDE00\uD800";
    for (int round = 0; round < 20_000; round++) {
      int variety = random.nextInt(3) == 0 ? some.length() : 22;
      StringBuilder text = new StringBuilder();
      for (int i = 32 + random.nextInt(40); i > 0; i--) {
        text.append(some.charAt(random.nextInt(random.nextInt(4) == 0 ? variety : 14)));
      }

      // The writer knows a builder's text no shortcut for.
      String expected = new JsonWriter().text(text).textOnOneLine(text).toString();
      String actual =
          new JsonWriter().text(text.toString()).textOnOneLine(text.toString()).toString();

      assertThat(actual).isEqualTo(expected);
    }
  }
}
