package dev.weft.event.codec;

import dev.weft.event.codec.PickleValue.Container;
import dev.weft.event.codec.PickleValue.Global;
import dev.weft.event.codec.PickleValue.Instance;
import dev.weft.event.codec.PickleValue.Kind;
import dev.weft.event.codec.PickleValue.Numeric;
import dev.weft.event.codec.PickleValue.Octets;
import dev.weft.event.codec.PickleValue.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The few types of Python whose values mean something to a person: found by name, read from the
 * arguments they would have been called with. A value that is not of the form its type has in
 * Python is shown like any unknown one. Functions only.
 */
final class PickleTypes {
  private static final int MAX_DECIMAL_LENGTH = 4300;
  private static final int MAX_DECIMAL_SCALE = 6144;

  private PickleTypes() {}

  /** Takes away the helper through which older protocols make objects. */
  static Instance unwrap(Instance instance) {
    List<PickleValue> arguments = instance.arguments.items;
    String name = typeName(instance.callable);
    if (name.equals("copyreg._reconstructor") && arguments.size() == 3) {
      boolean plain = typeName(arguments.get(1)).equals("builtins.object");
      return rebuilt(instance, arguments.get(0), plain ? List.of() : arguments.subList(2, 3));
    }
    if (name.equals("copyreg.__newobj__") && !arguments.isEmpty()) {
      return rebuilt(instance, arguments.get(0), arguments.subList(1, arguments.size()));
    }
    return instance;
  }

  private static Instance rebuilt(Instance from, PickleValue type, List<PickleValue> arguments) {
    Instance instance = new Instance(type, new Container(Kind.TUPLE, arguments));
    instance.named = from.named;
    instance.state = from.state;
    instance.list = from.list;
    instance.dict = from.dict;
    return instance;
  }

  /** The value as JSON has it; null when the type is none of these or not in its usual form. */
  static @Nullable Object known(Instance instance, PickleRenderer renderer) {
    List<PickleValue> arguments = instance.arguments.items;
    return switch (typeName(instance.callable)) {
      case "_codecs.encode", "builtins.bytes", "builtins.bytearray" -> {
        byte[] bytes = bytes(instance);
        yield bytes == null ? null : renderer.octets(bytes);
      }
      case "builtins.set", "builtins.frozenset" -> set(arguments, renderer);
      case "builtins.complex" -> numbers(arguments, renderer, "real", "imag");
      case "datetime.timedelta" -> numbers(arguments, renderer, "days", "seconds", "microseconds");
      case "datetime.datetime", "datetime.date", "datetime.time", "datetime.timezone" ->
          PickleTimes.known(instance, renderer);
      case "collections.OrderedDict" -> orderedDict(instance, renderer);
      case "collections.defaultdict" ->
          instance.dict == null ? Map.of() : renderer.render(instance.dict);
      case "decimal.Decimal" -> decimal(arguments);
      case "uuid.UUID" -> uuid(instance.state);
      default -> null;
    };
  }

  /** The name of a class as Python 3 has it; empty for what is no class. */
  static String typeName(PickleValue type) {
    if (!(type instanceof Global global)) {
      return "";
    }
    return switch (global.module()) {
      case "__builtin__" -> "builtins." + global.name();
      case "copy_reg" -> "copyreg." + global.name();
      default -> global.type();
    };
  }

  private static @Nullable Object set(List<PickleValue> arguments, PickleRenderer renderer) {
    if (arguments.isEmpty()) {
      return List.of();
    }
    boolean ofItems =
        arguments.size() == 1
            && arguments.get(0) instanceof Container container
            && container.kind != Kind.DICT;
    return ofItems ? renderer.render(arguments.get(0)) : null;
  }

  private static @Nullable Object numbers(
      List<PickleValue> arguments, PickleRenderer renderer, String... names) {
    if (arguments.size() != names.length
        || !arguments.stream().allMatch(Numeric.class::isInstance)) {
      return null;
    }
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      parts.put(names[i], renderer.render(arguments.get(i)));
    }
    return parts;
  }

  // Python 3 adds the items one by one, Python 2 gives a list of pairs.
  private static @Nullable Object orderedDict(Instance instance, PickleRenderer renderer) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    List<PickleValue> arguments = instance.arguments.items;
    if (!arguments.isEmpty() && arguments.get(0) instanceof Container pairs) {
      for (PickleValue pair : pairs.items) {
        if (!(pair instanceof Container two) || two.items.size() != 2) {
          return null;
        }
        renderer.entries(two.items, entries);
      }
    }
    return instance.dict == null ? entries : renderer.entries(instance.dict.items, entries);
  }

  private static @Nullable Object decimal(List<PickleValue> arguments) {
    String text = arguments.size() == 1 ? text(arguments.get(0)) : null;
    if (text == null || text.length() > MAX_DECIMAL_LENGTH) {
      return null;
    }
    try {
      BigDecimal value = new BigDecimal(text);
      return Math.abs((long) value.scale()) <= MAX_DECIMAL_SCALE ? value : text;
    } catch (NumberFormatException notFinite) {
      return text;
    }
  }

  private static @Nullable Object uuid(@Nullable PickleValue state) {
    if (!(state instanceof Container dict) || dict.kind != Kind.DICT) {
      return null;
    }
    for (int i = 0; i < dict.items.size(); i += 2) {
      if ("int".equals(text(dict.items.get(i)))
          && dict.items.get(i + 1) instanceof Numeric numeric
          && !(numeric.value() instanceof Double)) {
        BigInteger value = new BigInteger(numeric.value().toString());
        return new UUID(value.shiftRight(Long.SIZE).longValue(), value.longValue()).toString();
      }
    }
    return null;
  }

  /** A text, also one that Python 2 wrote as bytes; null for anything else. */
  static @Nullable String text(PickleValue value) {
    if (value instanceof Text text) {
      return text.value();
    }
    return value instanceof Octets octets ? PickleText.utf8(octets.value()) : null;
  }

  /** Bytes, also in the form that older protocols write them in; null for anything else. */
  static byte @Nullable [] bytes(PickleValue value) {
    if (value instanceof Octets octets) {
      return octets.value();
    }
    return value instanceof Instance instance ? calledBytes(instance) : null;
  }

  private static byte @Nullable [] calledBytes(Instance instance) {
    List<PickleValue> arguments = instance.arguments.items;
    String name = typeName(instance.callable);
    boolean encode = name.equals("_codecs.encode");
    if (!encode && !name.equals("builtins.bytes") && !name.equals("builtins.bytearray")) {
      return null;
    }
    if (arguments.isEmpty()) {
      return encode ? null : new byte[0];
    }
    PickleValue content = arguments.get(0);
    if (content instanceof Text text && arguments.size() <= 2) {
      return encoded(text.value(), arguments.size() == 2 ? text(arguments.get(1)) : null);
    }
    // bytearray(encode(…)) is one deep in Python; not following further keeps hostile ones short.
    boolean inner =
        content instanceof Instance call && typeName(call.callable).equals("_codecs.encode");
    return content instanceof Octets || (inner && !encode) ? bytes(content) : null;
  }

  private static byte[] encoded(String text, @Nullable String encoding) {
    boolean latin = encoding != null && encoding.toLowerCase(Locale.ROOT).startsWith("latin");
    return text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }
}
