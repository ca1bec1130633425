package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  private final List<String> taken = new ArrayList<>();
  private final Lines lines =
      new Lines((bytes, start, end) -> taken.add(new String(bytes, start, end - start, UTF_8)));

  @Test
  void lines_areCutAtEveryKindOfEnd_andEmptyOnesLeftOut() throws IOException {
    lines.readAll(new ByteArrayInputStream("a\r\n\n\nb\nlast".getBytes(UTF_8)));
    assertThat(taken).containsExactly("a", "b", "last");
  }

  @Test
  void line_maySpanManyReads() throws IOException {
    String longLine = "x".repeat(300_000);
    lines.readAll(new ByteArrayInputStream((longLine + "\nb").getBytes(UTF_8)));
    assertThat(taken).containsExactly(longLine, "b");
  }

  @Test
  void absurdlyLongLine_isSkippedAndTheNextRead() throws IOException {
    byte[] chunk = "x".repeat(1 << 20).getBytes(UTF_8);
    for (int i = 0; i <= Lines.LONGEST >> 20; i++) {
      lines.add(chunk, chunk.length);
    }
    lines.add("\nb\n".getBytes(UTF_8), 3);
    assertThat(taken).filteredOn(line -> line.length() < 10).containsExactly("b");
    assertThat(taken).hasSizeLessThan(3);
  }
}
