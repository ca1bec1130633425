package dev.weft.mirror;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what a record's component wants of what JSON has. Functions only. */
final class Conversion {
  /** A record may hold itself; its data ends some time, but its type does not. */
  private static final int DEEPEST_CHECKED = 20;

  private static final double LONGEST_SECONDS = 9e15;

  private static final Map<Class<?>, Function<String, Object>> FROM_TEXT =
      Map.of(
          Instant.class, Instant::parse,
          Duration.class, Duration::parse,
          LocalDate.class, LocalDate::parse,
          LocalDateTime.class, LocalDateTime::parse,
          UUID.class, UUID::fromString,
          URI.class, URI::create);

  private static final Map<Class<?>, Function<BigDecimal, Object>> FROM_NUMBER = fromNumber();

  private static final Map<Class<?>, Object> NOTHING =
      Map.of(
          boolean.class,
          false,
          char.class,
          '\0',
          byte.class,
          (byte) 0,
          short.class,
          (short) 0,
          int.class,
          0,
          long.class,
          0L,
          float.class,
          0f,
          double.class,
          0d);

  private static final Map<Class<?>, String> WORDS =
      Map.of(Boolean.class, "true or false", Character.class, "one character");

  private Conversion() {}

  private static Map<Class<?>, Function<BigDecimal, Object>> fromNumber() {
    Map<Class<?>, Function<BigDecimal, Object>> makers = new HashMap<>();
    makers.put(byte.class, BigDecimal::byteValueExact);
    makers.put(short.class, BigDecimal::shortValueExact);
    makers.put(int.class, BigDecimal::intValueExact);
    makers.put(long.class, BigDecimal::longValueExact);
    makers.put(float.class, BigDecimal::floatValue);
    makers.put(double.class, BigDecimal::doubleValue);
    makers.put(Byte.class, BigDecimal::byteValueExact);
    makers.put(Short.class, BigDecimal::shortValueExact);
    makers.put(Integer.class, BigDecimal::intValueExact);
    makers.put(Long.class, BigDecimal::longValueExact);
    makers.put(Float.class, BigDecimal::floatValue);
    makers.put(Double.class, BigDecimal::doubleValue);
    makers.put(BigInteger.class, BigDecimal::toBigIntegerExact);
    makers.put(BigDecimal.class, number -> number);
    makers.put(Number.class, number -> number);
    return makers;
  }

  /**
   * The value as that type has it.
   *
   * @throws ViewException when it does not fit
   */
  static @Nullable Object to(Type wanted, @Nullable Object value, String where) {
    Class<?> raw = raw(wanted);
    if (value == null) {
      return raw == Optional.class ? Optional.empty() : NOTHING.get(raw);
    }
    if (raw == Optional.class) {
      return Optional.ofNullable(to(argument(wanted, 0), value, where));
    }
    if (raw == Object.class || (raw == Number.class && value instanceof Number)) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return fromMap(wanted, raw, map, where);
    }
    if (value instanceof List<?> list) {
      return fromList(wanted, raw, list, where);
    }
    return fromScalar(raw, value, where);
  }

  private static Class<?> raw(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : Object.class;
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[index]
        : Object.class;
  }

  private static Object fromMap(Type wanted, Class<?> raw, Map<?, ?> map, String where) {
    if (raw.isRecord()) {
      return RecordFactory.of(raw.asSubclass(Record.class)).make(map, where);
    }
    if (raw != Map.class) {
      throw misfit(raw, "a map", where);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    map.forEach((name, value) -> {
      String key = String.valueOf(name);
      values.put(key, to(argument(wanted, 1), value, where + '.' + key));
    });
    return Collections.unmodifiableMap(values);
  }

  private static Object fromList(Type wanted, Class<?> raw, List<?> list, String where) {
    if (raw != List.class && raw != Collection.class && raw != Set.class) {
      throw misfit(raw, "a list", where);
    }
    List<@Nullable Object> items = new ArrayList<>(list.size());
    for (Object item : list) {
      items.add(to(argument(wanted, 0), item, where + '[' + items.size() + ']'));
    }
    return raw == Set.class
        ? Collections.unmodifiableSet(new LinkedHashSet<>(items))
        : Collections.unmodifiableList(items);
  }

  private static Object fromScalar(Class<?> raw, Object value, String where) {
    if (raw == String.class || raw == CharSequence.class) {
      return String.valueOf(value);
    }
    if ((raw == boolean.class || raw == Boolean.class) && value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return fromNumber(raw, number, where);
    }
    if (value instanceof String text) {
      return fromText(raw, text, where);
    }
    throw misfit(raw, String.valueOf(value), where);
  }

  private static Object fromNumber(Class<?> raw, Number number, String where) {
    double approximate = number.doubleValue();
    if (raw == double.class || raw == Double.class) {
      return approximate;
    }
    if (raw == float.class || raw == Float.class) {
      return (float) approximate;
    }
    boolean seconds = raw == Duration.class || raw == Instant.class;
    if (seconds && Math.abs(approximate) < LONGEST_SECONDS) {
      return time(raw, approximate);
    }
    Function<BigDecimal, Object> maker = FROM_NUMBER.get(raw);
    if (maker == null || Double.isNaN(approximate) || seconds) {
      throw misfit(raw, "the number " + number, where);
    }
    try {
      return maker.apply(new BigDecimal(number.toString()));
    } catch (ArithmeticException | NumberFormatException doesNotFit) {
      throw misfit(raw, "the number " + number, where);
    }
  }

  // Seconds, as everywhere on the wire.
  private static Object time(Class<?> raw, double seconds) {
    long whole = (long) Math.floor(seconds);
    long nanos = Math.round((seconds - whole) * 1e9);
    return raw == Duration.class
        ? Duration.ofSeconds(whole, nanos)
        : Instant.ofEpochSecond(whole, nanos);
  }

  private static Object fromText(Class<?> raw, String text, String where) {
    if (raw.isEnum()) {
      for (Object constant : raw.getEnumConstants()) {
        if (((Enum<?>) constant).name().equalsIgnoreCase(text)) {
          return constant;
        }
      }
    }
    if ((raw == char.class || raw == Character.class) && text.length() == 1) {
      return text.charAt(0);
    }
    Function<String, Object> parser = FROM_TEXT.get(raw);
    if (parser != null) {
      try {
        return parser.apply(text);
      } catch (RuntimeException unreadable) {
        throw misfit(raw, "the text \"" + shortened(text) + '"', where);
      }
    }
    throw misfit(raw, "the text \"" + shortened(text) + '"', where);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + '…';
  }

  private static ViewException misfit(Class<?> wanted, String found, String where) {
    String words = WORDS.getOrDefault(wanted, wanted.getSimpleName());
    return new ViewException(where + ": expected " + words + ", received " + found);
  }

  /**
   * Refuses a type that nothing in JSON becomes.
   *
   * @throws ViewException naming it
   */
  static void check(Type wanted, String where, int depth) {
    Class<?> raw = raw(wanted);
    if (raw == Optional.class || raw == List.class || raw == Collection.class || raw == Set.class) {
      check(argument(wanted, 0), where, depth);
    } else if (raw == Map.class) {
      checkName(argument(wanted, 0), where);
      check(argument(wanted, 1), where, depth);
    } else if (raw.isRecord()) {
      if (depth < DEEPEST_CHECKED) {
        RecordFactory.of(raw.asSubclass(Record.class)).check(depth + 1);
      }
    } else if (!isScalar(raw)) {
      throw new ViewException(where + ": nothing on the wire becomes a " + raw.getName());
    }
  }

  private static void checkName(Type name, String where) {
    if (name != String.class && name != Object.class) {
      throw new ViewException(where + ": a map's names are texts, not " + name.getTypeName());
    }
  }

  private static boolean isScalar(Class<?> raw) {
    return raw == Object.class
        || raw == String.class
        || raw == CharSequence.class
        || raw == Boolean.class
        || raw == Character.class
        || raw.isPrimitive()
        || raw.isEnum()
        || FROM_NUMBER.containsKey(raw)
        || FROM_TEXT.containsKey(raw);
  }
}
