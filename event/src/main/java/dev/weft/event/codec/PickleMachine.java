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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a pickle's program, protocols 0 to 5, into {@link PickleValue}s. Where Python would call
 * something, this notes the name and the arguments. Time and memory grow with the bytes that come,
 * never with what they claim. Used by one thread, once.
 *
 * <p>The opcodes are those of Python's {@code pickletools}.
 */
final class PickleMachine {
  static final int MAX_NODES = 1_000_000;

  private final PickleInput input;
  private final List<PickleValue> stack = new ArrayList<>();
  private int[] marks = new int[16];
  private int markCount;
  private @Nullable PickleValue[] memo = new @Nullable PickleValue[64];
  private int memoized;
  private int nodes;

  PickleMachine(PickleInput input) {
    this.input = input;
  }

  /**
   * Runs to the end.
   *
   * @throws PickleException when the bytes are no pickle, or one above the limits
   */
  PickleValue run() {
    for (int opcode = input.unsignedByte(); opcode != '.'; opcode = input.unsignedByte()) {
      step(opcode);
    }
    return pop();
  }

  // One line an opcode, for all of them: longer than other methods, and a table all the same.
  private void step(int opcode) {
    switch (opcode) {
      case 0x80 -> protocol(input.unsignedByte());
      case 0x95 -> input.skipFrameLength();
      case '(' -> mark();
      case '0' -> popOrUnmark();
      case '1' -> popToMark();
      case '2' -> push(top());

      case 'N' -> push(Constant.NONE);
      case 0x88 -> push(Constant.TRUE);
      case 0x89 -> push(Constant.FALSE);
      case 'K' -> push(new Numeric((long) input.unsignedByte()));
      case 'M' -> push(new Numeric((long) input.unsignedShort()));
      case 'J' -> push(new Numeric((long) input.signedInt()));
      case 0x8a -> push(new Numeric(input.integer(input.unsignedByte())));
      case 0x8b -> push(new Numeric(input.integer(input.unsignedInt())));
      case 'I' -> integerOrBoolean();
      case 'L' -> push(new Numeric(input.decimalInteger()));
      case 'F' -> push(new Numeric(input.decimalFloat()));
      case 'G' -> push(new Numeric(input.bigEndianDouble()));

      case 'V' -> push(new Text(PickleText.rawUnicodeEscape(input.line())));
      case 'X' -> push(new Text(input.utf8(input.unsignedInt())));
      case 0x8c -> push(new Text(input.utf8(input.unsignedByte())));
      case 0x8d -> push(new Text(input.utf8(input.signedLong())));
      case 'S' -> quoted(input.line());
      case 'U', 'C' -> push(new Octets(input.bytes(input.unsignedByte())));
      case 'T', 'B' -> push(new Octets(input.bytes(input.unsignedInt())));
      case 0x8e, 0x96 -> push(new Octets(input.bytes(input.signedLong())));

      case ']' -> push(new Container(Kind.LIST));
      case ')' -> push(new Container(Kind.TUPLE));
      case '}' -> push(new Container(Kind.DICT));
      case 0x8f -> push(new Container(Kind.SET));
      case 'l' -> push(new Container(Kind.LIST, popToMark()));
      case 't' -> push(new Container(Kind.TUPLE, popToMark()));
      case 'd' -> push(new Container(Kind.DICT, pairs(popToMark())));
      case 0x91 -> push(new Container(Kind.SET, popToMark()));
      case 0x85 -> tuple(1);
      case 0x86 -> tuple(2);
      case 0x87 -> tuple(3);
      case 'a' -> append(popLast(1));
      case 'e', 0x90 -> append(popToMark());
      case 's' -> put(popLast(2));
      case 'u' -> put(pairs(popToMark()));

      case 'p' -> remember(input.decimalInteger().longValue());
      case 'q' -> remember(input.unsignedByte());
      case 'r' -> remember(input.unsignedInt());
      case 0x94 -> remember(memoized);
      case 'g' -> recall(input.decimalInteger().longValue());
      case 'h' -> recall(input.unsignedByte());
      case 'j' -> recall(input.unsignedInt());

      case 'c' -> push(new Global(input.line(), input.line()));
      case 0x93 -> stackGlobal(popLast(2));
      case 'R', 0x81 -> call(popLast(2));
      case 0x92 -> callWithNames(popLast(3));
      case 'i' -> push(instance(new Global(input.line(), input.line()), popToMark()));
      case 'o' -> callMarked(popToMark());
      case 'b' -> build(pop());
      case 'P' -> standIn("persistent", new Text(input.line()));
      case 'Q' -> standIn("persistent", pop());
      case 0x82 -> standIn("extension", new Numeric((long) input.unsignedByte()));
      case 0x83 -> standIn("extension", new Numeric((long) input.unsignedShort()));
      case 0x84 -> standIn("extension", new Numeric((long) input.signedInt()));
      case 0x97, 0x98 -> throw input.problem("the pickle keeps its data outside itself");
      default -> throw unknown(opcode);
    }
  }

  private PickleException unknown(int opcode) {
    return input.problem(String.format("expected a pickle opcode, received 0x%02x", opcode));
  }

  private void protocol(int version) {
    if (version > 5) {
      throw input.problem("pickle protocol " + version + " is newer than 5");
    }
  }

  private void integerOrBoolean() {
    int before = input.offset();
    Number value = input.decimalInteger();
    // Protocol 0 writes booleans as the integers 00 and 01.
    boolean twoDigits = input.offset() - before == 3 && value.longValue() < 2;
    boolean truth = twoDigits && value.longValue() >= 0;
    push(truth ? (value.longValue() == 1 ? Constant.TRUE : Constant.FALSE) : new Numeric(value));
  }

  private void quoted(String line) {
    byte[] value = PickleText.quoted(line);
    if (value == null) {
      throw input.problem("expected a quoted text, received " + PickleInput.brief(line));
    }
    push(new Octets(value));
  }

  private void tuple(int size) {
    push(new Container(Kind.TUPLE, popLast(size)));
  }

  private void append(List<PickleValue> values) {
    PickleValue target = top();
    if (target instanceof Container container && container.kind != Kind.DICT) {
      container.items.addAll(values);
    } else if (target instanceof Instance instance) {
      instance.list().items.addAll(values);
    } else {
      throw input.problem("items are added to what is no list");
    }
  }

  private void put(List<PickleValue> pairs) {
    PickleValue target = top();
    if (target instanceof Container container && container.kind == Kind.DICT) {
      container.items.addAll(pairs);
    } else if (target instanceof Instance instance) {
      instance.dict().items.addAll(pairs);
    } else {
      throw input.problem("keys are added to what is no dict");
    }
  }

  private List<PickleValue> pairs(List<PickleValue> values) {
    if (values.size() % 2 != 0) {
      throw input.problem("a dict's last key has no value");
    }
    return values;
  }

  private void remember(long index) {
    if (index < 0 || index >= MAX_NODES) {
      throw input.problem("memo number " + index + " is not below " + MAX_NODES);
    }
    int slot = (int) index;
    if (slot >= memo.length) {
      memo = Arrays.copyOf(memo, Math.max(slot + 1, Math.min(memo.length * 2, MAX_NODES)));
    }
    if (memo[slot] == null) {
      memoized++;
    }
    memo[slot] = top();
  }

  private void recall(long index) {
    PickleValue value = index >= 0 && index < memo.length ? memo[(int) index] : null;
    if (value == null) {
      throw input.problem("nothing was kept under memo number " + index);
    }
    push(value);
  }

  private void stackGlobal(List<PickleValue> names) {
    if (!(names.get(0) instanceof Text module) || !(names.get(1) instanceof Text name)) {
      throw input.problem("expected two texts that name a class");
    }
    push(new Global(module.value(), name.value()));
  }

  private void call(List<PickleValue> parts) {
    push(new Instance(parts.get(0), arguments(parts.get(1))));
  }

  private void callWithNames(List<PickleValue> parts) {
    Instance instance = new Instance(parts.get(0), arguments(parts.get(1)));
    instance.named = parts.get(2);
    push(instance);
  }

  private void callMarked(List<PickleValue> parts) {
    if (parts.isEmpty()) {
      throw input.problem("expected a class, but the mark is the top of the stack");
    }
    push(instance(parts.get(0), parts.subList(1, parts.size())));
  }

  private static Instance instance(PickleValue callable, List<PickleValue> arguments) {
    return new Instance(callable, new Container(Kind.TUPLE, arguments));
  }

  private Container arguments(PickleValue value) {
    if (value instanceof Container container && container.kind == Kind.TUPLE) {
      return container;
    }
    throw input.problem("expected the arguments of a call as a tuple");
  }

  private void build(PickleValue state) {
    // Dicts and lists of Python's own may have attributes too; as JSON they cannot.
    if (top() instanceof Instance instance) {
      instance.state = state;
    }
  }

  private void standIn(String name, PickleValue argument) {
    push(instance(new Global("pickle", name), List.of(argument)));
  }

  private void push(PickleValue value) {
    if (++nodes > MAX_NODES) {
      throw input.problem("the pickle has more than " + MAX_NODES + " values");
    }
    stack.add(value);
  }

  private void mark() {
    if (markCount == MAX_NODES) {
      throw input.problem("the pickle has more than " + MAX_NODES + " marks");
    }
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, markCount * 2);
    }
    marks[markCount++] = stack.size();
  }

  private void popOrUnmark() {
    if (markCount > 0 && marks[markCount - 1] == stack.size()) {
      markCount--;
    } else {
      pop();
    }
  }

  private PickleValue top() {
    require(1);
    return Objects.requireNonNull(stack.get(stack.size() - 1));
  }

  private PickleValue pop() {
    require(1);
    return stack.remove(stack.size() - 1);
  }

  private List<PickleValue> popLast(int count) {
    require(count);
    return take(stack.size() - count);
  }

  private List<PickleValue> popToMark() {
    if (markCount == 0) {
      throw input.problem("expected a mark on the stack, but there is none");
    }
    return take(marks[--markCount]);
  }

  private List<PickleValue> take(int from) {
    List<PickleValue> tail = stack.subList(from, stack.size());
    List<PickleValue> taken = new ArrayList<>(tail);
    tail.clear();
    return taken;
  }

  // Nothing reaches below the innermost mark, or a later mark would point behind the stack's end.
  private void require(int count) {
    int floor = markCount == 0 ? 0 : marks[markCount - 1];
    if (stack.size() - floor < count) {
      throw input.problem("expected " + count + " values on the stack");
    }
  }
}
