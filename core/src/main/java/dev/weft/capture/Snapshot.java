package dev.weft.capture;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One walk over one value, with what is left of its budget. Used by one thread, once. */
final class Snapshot {
  private static final String CYCLE = "<cycle>";
  private final Capture capture;
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int budget;

  Snapshot(Capture capture, int budget) {
    this.capture = capture;
    this.budget = budget;
  }

  /** The value as it is now. */
  @Nullable Object of(Object value) {
    try {
      return copy(value);
    } catch (Throwable broken) {
      return Texts.failed(value, broken);
    }
  }

  private @Nullable Object copy(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Cut cut) {
      return spend(cut);
    }
    Object scalar = capture.scalar(value);
    if (scalar != null) {
      return spend(scalar);
    }
    if (value instanceof CharSequence text) {
      return spend(capture.string(characters(text)));
    }
    return isContainer(value) || isHolder(value) ? container(value) : plain(value);
  }

  private @Nullable Object plain(Object value) {
    Object counted = counted(value);
    return counted != null ? counted : spend(capture.string(Texts.describe(value)));
  }

  // Subclasses of Map and the like are the application's code too, so each may throw midway.
  private @Nullable Object container(Object value) {
    if (open.size() >= Capture.MOST_LEVELS) {
      return new Cut("<too deep: " + value.getClass().getName() + ">");
    }
    if (!open.add(value)) {
      return CYCLE;
    }
    try {
      if (value instanceof Map<?, ?> map) {
        return entries(map);
      }
      if (value instanceof Collection<?> items) {
        return items(items);
      }
      if (isHolder(value)) {
        return copy(held(value));
      }
      return value.getClass().isArray() ? elements(value) : components(value);
    } finally {
      open.remove(value);
    }
  }

  private static boolean isContainer(Object value) {
    return value instanceof Map
        || value instanceof Collection
        || value instanceof Record
        || value.getClass().isArray();
  }

  private Map<String, @Nullable Object> entries(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    try {
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      while (entries.hasNext()) {
        if (isFull(copy.size())) {
          copy.put("…", new Cut("<" + (map.size() - copy.size()) + " more>"));
          break;
        }
        Map.Entry<?, ?> entry = entries.next();
        Object key = entry.getKey();
        named(
            copy, key == null ? "null" : Texts.within(Texts.describe(key), 256), entry.getValue());
      }
    } catch (RuntimeException changedMeanwhile) {
      copy.put("…", new Cut(Texts.failed(map, changedMeanwhile)));
    }
    return Collections.unmodifiableMap(copy);
  }

  private void named(Map<String, @Nullable Object> copy, String name, @Nullable Object value) {
    budget -= name.length() + Capture.COST_OF_ENTRY;
    copy.put(name, value != null && capture.isSecret(name) ? Redacted.MASK : copy(value));
  }

  private List<@Nullable Object> items(Collection<?> items) {
    List<@Nullable Object> copy = new ArrayList<>();
    try {
      for (Object item : items) {
        if (isFull(copy.size())) {
          copy.add(new Cut("<" + (items.size() - copy.size()) + " more>"));
          break;
        }
        item(copy, item);
      }
    } catch (RuntimeException changedMeanwhile) {
      copy.add(new Cut(Texts.failed(items, changedMeanwhile)));
    }
    return Collections.unmodifiableList(copy);
  }

  private List<@Nullable Object> elements(Object array) {
    int length = Array.getLength(array);
    List<@Nullable Object> copy = new ArrayList<>(Math.min(length, Capture.MOST_ENTRIES + 1));
    for (int i = 0; i < length; i++) {
      if (isFull(i)) {
        copy.add(new Cut("<" + (length - i) + " more>"));
        break;
      }
      item(copy, Array.get(array, i));
    }
    return Collections.unmodifiableList(copy);
  }

  private void item(List<@Nullable Object> copy, @Nullable Object item) {
    budget -= Capture.COST_OF_ENTRY;
    copy.add(copy(item));
  }

  private Object components(Object value) {
    RecordFields copy = new RecordFields(value.getClass());
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      if (isFull(copy.size())) {
        copy.put("…", new Cut("<more>"));
        break;
      }
      try {
        component.getAccessor().setAccessible(true);
        named(copy, component.getName(), component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException | RuntimeException hidden) {
        // A module that is not open to us, or an accessor that throws.
        copy.put(component.getName(), Texts.failed(value, hidden));
      }
    }
    return Collections.unmodifiableMap(copy);
  }

  private boolean isFull(int entries) {
    return entries >= Capture.MOST_ENTRIES || budget <= 0;
  }

  private Object spend(Object scalar) {
    if (scalar instanceof String text) {
      return spendText(text, false);
    }
    return scalar instanceof Cut cut ? spendText(cut.text(), true) : scalar;
  }

  private Object spendText(String text, boolean cut) {
    String kept = Texts.within(text, Math.max(1, budget));
    budget -= kept.length();
    return cut || kept.length() < text.length() ? new Cut(kept) : text;
  }

  private static String characters(CharSequence text) {
    // A builder of megabytes is not copied to be cut: the budget bounds what is read.
    return text.length() <= Capture.LARGEST_VALUE
        ? Texts.describe(text)
        : Texts.describe(text.subSequence(0, Capture.LARGEST_VALUE));
  }

  private static boolean isHolder(Object value) {
    return value instanceof Optional || value instanceof AtomicReference;
  }

  private static @Nullable Object held(Object value) {
    return value instanceof Optional<?> optional
        ? optional.orElse(null)
        : ((AtomicReference<?>) value).get();
  }

  /** What a counter of the JDK shows now; null for anything else. */
  private static @Nullable Object counted(Object value) {
    if (value instanceof AtomicInteger
        || value instanceof AtomicLong
        || value instanceof LongAdder) {
      return ((Number) value).longValue();
    }
    if (value instanceof DoubleAdder adder) {
      return adder.sum();
    }
    return value instanceof AtomicBoolean flag ? flag.get() : null;
  }
}
