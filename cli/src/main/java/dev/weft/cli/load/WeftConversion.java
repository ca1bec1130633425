package dev.weft.cli.load;

import dev.weft.event.codec.RawEvent;
import java.io.IOException;

/** Records are what is wanted: they pass as they are. */
final class WeftConversion implements Conversion {
  private final RawEvent view = new RawEvent();

  @Override
  public void line(byte[] bytes, int start, int end, Taker taker) throws IOException {
    if (view.over(bytes, start, end).problem() != null) {
      taker.refuse("no JSON object");
      return;
    }
    taker.record(bytes, start, end);
  }
}
