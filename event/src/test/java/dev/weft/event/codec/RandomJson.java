package dev.weft.event.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random documents of a seed, of which a failing test prints the number. */
final class RandomJson {
  private static final String[] NAMES = {
    "name", "msg", "context", "a", "b", "a.b", "", "é", "tok\"en", "long name with spaces", "*"
  };
  private static final String[] PIECES = {
    "plain",
    "é",
    "☃",
    "😀",
    "\"",
    "\\",
    "\n",
    "\t",
    "\u0001",
    "\u007f",
    "/",
    "0123456789abcdef",
    " "
  };

  private final Random random;

  RandomJson(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(T[] values) {
    return values[below(values.length)];
  }

  Map<String, Object> object(int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = below(9); i > 0; i--) {
      members.put(NAMES[below(NAMES.length)], value(depth));
    }
    return members;
  }

  @Nullable Object value(int depth) {
    return switch (below(depth > 0 ? 9 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> below(64);
      case 3 -> random.nextGaussian() * Math.pow(10, below(30) - 15);
      case 4 -> below(100_000) / 1000.0;
      case 5, 6 -> text();
      case 7 -> array(depth - 1);
      default -> object(depth - 1);
    };
  }

  private List<Object> array(int depth) {
    List<Object> items = new ArrayList<>();
    for (int i = below(5); i > 0; i--) {
      items.add(value(depth));
    }
    return items;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = below(6); i > 0; i--) {
      text.append(PIECES[below(PIECES.length)]);
    }
    return text.toString();
  }
}
