package dev.weft.event.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pickle describes, as data: nothing of it is a class of this or of any other program.
 * Shared and even cyclic, as pickles are. Used by one thread.
 */
sealed interface PickleValue {
  /** None, true and false. */
  enum Constant implements PickleValue {
    NONE,
    TRUE,
    FALSE
  }

  /** A Long, BigInteger, or Double. */
  record Numeric(Number value) implements PickleValue {}

  record Text(String value) implements PickleValue {}

  /** Also Python 2's str, which is bytes that mostly are text. */
  final class Octets implements PickleValue {
    private final byte[] value;

    Octets(byte[] value) {
      this.value = value;
    }

    byte[] value() {
      return value;
    }
  }

  /** A class or function, by its name alone. */
  record Global(String module, String name) implements PickleValue {
    String type() {
      return module + '.' + name;
    }
  }

  /** What a {@link Container} holds. */
  enum Kind {
    LIST,
    TUPLE,
    SET,
    /** Keys and values in turn. */
    DICT
  }

  /** What has other values inside it, itself perhaps. */
  abstract sealed class Compound implements PickleValue {
    /** Whether the renderer is inside it. */
    boolean open;
  }

  /** A list, tuple, set or dict. */
  final class Container extends Compound {
    final Kind kind;
    final List<PickleValue> items;

    Container(Kind kind) {
      this.kind = kind;
      this.items = new ArrayList<>(0);
    }

    Container(Kind kind, List<PickleValue> items) {
      this.kind = kind;
      this.items = new ArrayList<>(items);
    }
  }

  /** What a call of {@code callable} would have made, had anybody called it. */
  final class Instance extends Compound {
    final PickleValue callable;
    final Container arguments;

    /** What follows the call: named arguments, the state, and items put in one by one. */
    @Nullable PickleValue named;

    @Nullable PickleValue state;
    @Nullable Container list;
    @Nullable Container dict;

    Instance(PickleValue callable, Container arguments) {
      this.callable = callable;
      this.arguments = arguments;
    }

    Container list() {
      Container known = list;
      if (known == null) {
        known = new Container(Kind.LIST);
        list = known;
      }
      return known;
    }

    Container dict() {
      Container known = dict;
      if (known == null) {
        known = new Container(Kind.DICT);
        dict = known;
      }
      return known;
    }
  }
}
