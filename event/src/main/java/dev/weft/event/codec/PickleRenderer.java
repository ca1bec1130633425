package dev.weft.event.codec;

import dev.weft.event.codec.PickleValue.Constant;
import dev.weft.event.codec.PickleValue.Container;
import dev.weft.event.codec.PickleValue.Global;
import dev.weft.event.codec.PickleValue.Instance;
import dev.weft.event.codec.PickleValue.Kind;
import dev.weft.event.codec.PickleValue.Numeric;
import dev.weft.event.codec.PickleValue.Octets;
import dev.weft.event.codec.PickleValue.Text;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Spreads {@link PickleValue}s, shared and cyclic as they are, out into the tree that JSON needs,
 * within limits. Used by one thread, once.
 */
final class PickleRenderer {
  static final int MAX_DEPTH = 200;
  private static final String RECURSIVE = "<recursive>";
  private static final long LEAST_TEXT = 16 << 20;

  private final long maxText;
  private int nodes;
  private long text;
  private int depth;

  PickleRenderer(int pickleLength) {
    this.maxText = Math.max(LEAST_TEXT, 4L * pickleLength);
  }

  @Nullable Object render(PickleValue value) {
    if (++nodes > PickleMachine.MAX_NODES) {
      throw new PickleException(
          "the pickle unfolds to more than " + PickleMachine.MAX_NODES + " values");
    }
    if (value instanceof Text words) {
      return charged(words.value());
    } else if (value instanceof Numeric numeric) {
      return number(numeric.value());
    } else if (value instanceof Constant constant) {
      return constant == Constant.NONE ? null : (Object) (constant == Constant.TRUE);
    } else if (value instanceof Octets octets) {
      return octets(octets.value());
    } else if (value instanceof Container container) {
      return container(container);
    } else if (value instanceof Instance instance) {
      return instance(instance);
    }
    return typed(charged(((Global) value).type()));
  }

  private static Object number(Number number) {
    return number instanceof Double d && !Double.isFinite(d) ? d.toString() : number;
  }

  /** Bytes as JSON has them. */
  Object octets(byte[] bytes) {
    String words = PickleText.utf8(bytes);
    return words != null
        ? charged(words)
        : Map.of("$bytes", charged(Base64.getEncoder().encodeToString(bytes)));
  }

  private Object container(Container container) {
    return container.kind == Kind.DICT
        ? within(container, () -> entries(container.items, new LinkedHashMap<>()))
        : within(container, () -> items(container.items));
  }

  List<@Nullable Object> items(List<PickleValue> values) {
    List<@Nullable Object> items = new ArrayList<>(values.size());
    for (PickleValue value : values) {
      items.add(render(value));
    }
    return items;
  }

  /** Puts keys and values, in turn, into {@code entries}. */
  Map<String, @Nullable Object> entries(
      List<PickleValue> pairs, Map<String, @Nullable Object> entries) {
    for (int i = 0; i < pairs.size(); i += 2) {
      entries.put(key(pairs.get(i)), render(pairs.get(i + 1)));
    }
    return entries;
  }

  private String key(PickleValue value) {
    Object key = render(value);
    return key instanceof String words ? words : charged(String.valueOf(key));
  }

  private Object instance(Instance instance) {
    return within(
        instance,
        () -> {
          Instance unwrapped = PickleTypes.unwrap(instance);
          Object known = PickleTypes.known(unwrapped, this);
          return known != null ? known : unknown(unwrapped);
        });
  }

  private Map<String, @Nullable Object> unknown(Instance instance) {
    Map<String, @Nullable Object> shown =
        instance.callable instanceof Global global ? typed(charged(global.type())) : typed("call");
    if (!(instance.callable instanceof Global)) {
      shown.put("callable", render(instance.callable));
    }
    if (!instance.arguments.items.isEmpty()) {
      shown.put("args", container(instance.arguments));
    }
    putIfThere(shown, "kwargs", instance.named);
    putIfThere(shown, "state", instance.state);
    putIfThere(shown, "items", instance.list);
    putIfThere(shown, "entries", instance.dict);
    return shown;
  }

  private void putIfThere(
      Map<String, @Nullable Object> shown, String name, @Nullable PickleValue value) {
    if (value != null) {
      shown.put(name, render(value));
    }
  }

  static Map<String, @Nullable Object> typed(String type) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("$type", type);
    return shown;
  }

  // A shared text is one object here, but is written out wherever it is used.
  private String charged(String words) {
    text += words.length();
    if (text > maxText) {
      throw new PickleException("the pickle unfolds to more than " + maxText + " characters");
    }
    return words;
  }

  private Object within(PickleValue.Compound compound, Supplier<Object> content) {
    if (compound.open || depth == MAX_DEPTH) {
      return RECURSIVE;
    }
    compound.open = true;
    depth++;
    try {
      return content.get();
    } finally {
      depth--;
      compound.open = false;
    }
  }
}
