package dev.weft.event.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Level;
import dev.weft.event.Source;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private static final Source SHOP = new Source("vm", "shop", 1, "run");

  @Test
  void form_isAsDescribed() {
    Fragment fragment = new Fragment(new JsonWriter().text("abcdef"));
    JsonWriter folded = JsonWriter.folding().raw(fragment).number(7).endLine();
    folded.raw(fragment).endLine();

    assertThat(new String(folded.toBytes(), ISO_8859_1))
        .isEqualTo("\20\21\30\"abcdef\"" + "\22,7\20" + "\20\22" + "\20\20");
    assertThat(folded.unfoldedLength()).isEqualTo(20);
    assertThat(unfolded(folded)).isEqualTo("\"abcdef\",7\n\"abcdef\"\n");
  }

  @Test
  void records_comeBackAsTheyWere_andTakeLessThanAThird() {
    JsonWriter plain = new JsonWriter();
    JsonWriter folded = JsonWriter.folding();
    for (JsonWriter json : new JsonWriter[] {plain, folded}) {
      RecordWriter writer = new RecordWriter(json, SHOP, 0);
      Fragment place = RecordWriter.place("e252a11f-d33d-483d-ba08-bc8f642b2f10", Map.of());
      for (int i = 0; i < 1_000; i++) {
        writer.begin(1_795_165_727_000_000L + i * 7L, Level.INFO, "a.b", "read {} rows", 7, "main");
        writer.message("read " + i + " rows").context(i, place).extra("rows", i).number(i).end();
        json.endLine();
      }
    }

    assertThat(unfolded(folded)).isEqualTo(plain.toString());
    assertThat(folded.length()).isLessThan(plain.length() / 3);
  }

  @Test
  void whateverIsWritten_comesBackAsItWas() {
    Random random = new Random(11);
    JsonWriter folded = JsonWriter.folding();
    Fragment[] fragments = new Fragment[300];
    for (int i = 0; i < fragments.length; i++) {
      int length = i % 50 == 0 ? random.nextInt(20_000) : random.nextInt(40);
      fragments[i] = new Fragment(new JsonWriter().text("f".repeat(length)));
    }
    for (int round = 0; round < 300; round++) {
      JsonWriter plain = new JsonWriter();
      folded.reset();
      for (int line = random.nextInt(30); line > 0; line--) {
        long steps = random.nextLong();
        write(plain, fragments, new Random(steps));
        write(folded, fragments, new Random(steps));
        if (random.nextInt(5) == 0) {
          plain.cutLine();
          folded.cutLine();
        } else {
          plain.endLine();
          folded.endLine();
        }
      }

      assertThat(folded.unfoldedLength()).isEqualTo(plain.length());
      assertThat(unfolded(folded)).isEqualTo(plain.toString());
    }
  }

  private static void write(JsonWriter json, Fragment[] fragments, Random random) {
    json.number(1);
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 400 : 20); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> json.text("x".repeat(random.nextInt(300)));
        case 1 -> json.value(new Breaking(random.nextInt(300)));
        default -> json.raw(fragments[random.nextInt(fragments.length)]);
      }
    }
  }

  @Test
  void textOfAnyLength_comesBackAsItWas() {
    for (int length = 0; length < 400; length++) {
      assertThat(unfolded(JsonWriter.folding().text("x".repeat(length)).endLine()))
          .isEqualTo("\"" + "x".repeat(length) + "\"\n");
    }
    for (int length : new int[] {14_400, 14_463, 14_464, 1 << 21, 1 << 22}) {
      assertThat(unfolded(JsonWriter.folding().text("x".repeat(length)).endLine()))
          .hasSize(length + 3);
    }
  }

  @Test
  void brokenLines_areRefused() {
    assertThat(reads("", 0)).isTrue();
    assertThat(reads("\22{}\20", 3)).isTrue();
    assertThat(reads("\22{}\20", 2)).as("too small a size").isFalse();
    assertThat(reads("\22{}\20", 4)).as("too large a size").isFalse();
    assertThat(reads("\20\20", 1)).as("an empty line").isFalse();
    assertThat(reads("\22\n}\20", 3)).as("a line break in a line").isFalse();
    assertThat(reads("\20\21\22\r}\20\20", 3)).as("a line break in a fragment").isFalse();
    assertThat(reads("\22{}\22", 3)).as("a fragment that was not told").isFalse();
    assertThat(reads("\20\21\22{}\20\23\20\20", 5)).as("one beyond those told").isFalse();
    assertThat(reads("\22{}\17", 3)).as("a number below all").isFalse();
    assertThat(reads("\377\377\377\377\27{}\20", 3)).as("a length of 2 GiB").isFalse();
    assertThat(reads("\377\377\377\377\30{}\20", 3)).as("a number beyond all").isFalse();
    assertThat(reads("\377\377\377\377\377\377\20{}\20", 3)).as("one without an end").isFalse();
    String good = "\20\21\22[]\21,\22\21\n".replace("\n", "7\20");
    assertThat(reads(good, 7)).isTrue();
    for (int end = 1; end < good.length(); end++) {
      assertThat(reads(good.substring(0, end), 7)).as("cut at " + end).isFalse();
    }
  }

  @Test
  void anyBytes_areReadWithinTheirBounds() {
    Random random = new Random(3);
    for (int round = 0; round < 30_000; round++) {
      byte[] folded = new byte[random.nextInt(60)];
      for (int i = 0; i < folded.length; i++) {
        folded[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : 16 + random.nextInt(9));
      }
      byte[] target = new byte[300];
      Arrays.fill(target, (byte) '#');
      int length = random.nextInt(200);

      new Unfolding().read(folded, 0, folded.length, target, 50, length);

      for (int i = 0; i < target.length; i++) {
        if (i < 50 || i >= 50 + length) {
          assertThat(target[i]).isEqualTo((byte) '#');
        }
      }
    }
  }

  private static boolean reads(String folded, int length) {
    byte[] bytes = folded.getBytes(ISO_8859_1);
    return new Unfolding().read(bytes, 0, bytes.length, new byte[length], 0, length);
  }

  private static String unfolded(JsonWriter folded) {
    int length = folded.unfoldedLength();
    byte[] target = new byte[length];
    assertThat(new Unfolding().read(folded.bytes(), 0, folded.length(), target, 0, length))
        .isTrue();
    return new String(target, UTF_8);
  }

  /** A value that fails after it has been written in part. */
  private record Breaking(int length) implements Iterable<Object> {
    @Override
    public java.util.Iterator<Object> iterator() {
      return java.util.stream.Stream.iterate(0, i -> i + 1)
          .map(i -> {
            if (i == length) {
              throw new IllegalStateException("enough");
            }
            return (Object) i;
          })
          .iterator();
    }
  }
}
