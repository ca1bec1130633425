package dev.weft.event.codec;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of any class into a {@link JsonWriter}, whatever they do when they are asked: one
 * that throws leaves a text that says so, and what it had begun is taken back.
 */
final class JsonValues {
  private static final int DEEPEST = 100;

  private JsonValues() {}

  static void write(JsonWriter out, @Nullable Object value, int depth) {
    if (value instanceof String text) {
      out.text(text);
    } else if (value == null) {
      out.nul();
    } else if (value instanceof Integer whole) {
      out.number(whole);
    } else if (value instanceof CharSequence text) {
      guarded(out, text);
    } else if (value instanceof Number number) {
      number(out, number);
    } else if (value instanceof Boolean truth) {
      out.bool(truth);
    } else if (value instanceof Map || value instanceof Iterable || value.getClass().isArray()) {
      container(out, value, depth);
    } else {
      guarded(out, value);
    }
  }

  private static void guarded(JsonWriter out, Object value) {
    int mark = out.mark();
    boolean markComma = out.comma();
    try {
      out.text(value instanceof String text ? text : value.toString());
    } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
      out.rewind(mark, markComma);
      out.text(
          "<toString of "
              + value.getClass().getName()
              + " threw "
              + thrown.getClass().getName()
              + ">");
    }
  }

  private static void number(JsonWriter out, Number value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof AtomicLong
        || value instanceof AtomicInteger) {
      out.number(value.longValue());
    } else if (value instanceof Double) {
      out.number(value.doubleValue());
    } else if (value instanceof Float && Float.isFinite(value.floatValue())) {
      out.ascii(value.toString());
    } else if (value.getClass() == BigInteger.class || value.getClass() == BigDecimal.class) {
      out.ascii(value.toString());
    } else {
      guarded(out, value);
    }
  }

  // A collection that another thread changes may throw half-way: what was begun is taken back.
  private static void container(JsonWriter out, Object value, int depth) {
    if (depth == DEEPEST) {
      out.text("<deeper than " + DEEPEST + " levels>");
      return;
    }
    int mark = out.mark();
    boolean markComma = out.comma();
    try {
      if (value instanceof Map<?, ?> map) {
        object(out, map, depth);
      } else {
        array(out, value, depth);
      }
    } catch (RuntimeException changedMeanwhile) {
      out.rewind(mark, markComma);
      out.text(
          "<"
              + value.getClass().getName()
              + " threw "
              + changedMeanwhile.getClass().getName()
              + ">");
    }
  }

  private static void object(JsonWriter out, Map<?, ?> map, int depth) {
    out.beginObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.name(String.valueOf(entry.getKey()));
      write(out, entry.getValue(), depth + 1);
    }
    out.endObject();
  }

  private static void array(JsonWriter out, Object value, int depth) {
    out.beginArray();
    if (value instanceof Iterable<?> items) {
      for (Object item : items) {
        write(out, item, depth + 1);
      }
    } else {
      for (int i = 0, count = Array.getLength(value); i < count; i++) {
        write(out, Array.get(value, i), depth + 1);
      }
    }
    out.endArray();
  }
}
