package dev.weft.daemon.stream;

import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what a stream has to know of an event beside its match. Without state. */
final class Judge {
  private static final FieldPath NUMBER = FieldPath.of(WireKey.LEVEL_NUMBER);
  private static final FieldPath NAME = FieldPath.of(WireKey.LEVEL_NAME);
  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT + "." + WireKey.WEFT_KIND);
  private static final byte[] LOSS = {'"', 'l', 'o', 's', 's', '"'};

  private Judge() {}

  static @Nullable Level level(RawEvent view) {
    double number = view.number(NUMBER);
    if (!Double.isNaN(number)) {
      return Level.ofNumber((int) number);
    }
    String name = view.text(NAME);
    return name == null ? null : Level.ofName(name).orElse(Level.INFO);
  }

  static boolean loss(RawEvent view) {
    if (!view.find(KIND) || view.kind() != JsonKind.TEXT) {
      return false;
    }
    int start = view.valueStart();
    return view.valueEnd() - start == LOSS.length
        && Arrays.equals(view.bytes(), start, view.valueEnd(), LOSS, 0, LOSS.length);
  }
}
