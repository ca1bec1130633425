package dev.weft.event.query;

import dev.weft.event.WireKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that the language has for what every event has or may have, and where an event keeps
 * it. Conditions, columns, facets and completions all ask here, so that they mean the same.
 */
@SuppressWarnings("ImmutableEnumChecker") // a Place never changes
enum BuiltInField {
  TIME(
      "when, by the clock of who said it",
      Place.of(WireKey.CREATED, WireKey.TIME_IN, WireKey.TIME_OUT)) {
    @Override
    Reader reader() {
      return (event, around) -> RecordValues.time(event);
    }
  },
  LEVEL("how serious", Place.of(WireKey.LEVEL_NUMBER)) {
    @Override
    Reader reader() {
      return (event, around) -> RecordValues.level(place(), event);
    }
  },
  LOGGER("who said it", Place.of(WireKey.NAME)),
  HOST(
      "the machine",
      Place.of(
          WireKey.HOST_NAME,
          WireKey.WEFT + '.' + WireKey.WEFT_HEADERS + '.' + WireKey.HOST_NAME,
          "host")),
  PROCESS("the process's number", Place.of(WireKey.PROCESS, "pid")),
  THREAD("the thread's name", Place.of(WireKey.THREAD_NAME)),
  MSG("the message as a person reads it", Place.of(WireKey.MESSAGE, WireKey.MSG)) {
    @Override
    Reader reader() {
      return (event, around) -> RecordValues.lines(place().text(event));
    }
  },
  EXCEPTION("an exception's class, message or frames", Place.of(WireKey.EXC_TEXT)) {
    @Override
    Reader reader() {
      return (event, around) -> ExceptionText.typeOf(place().text(event));
    }
  },
  TYPE("begin, end, msg, born, change, …", Place.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND)) {
    @Override
    Reader reader() {
      return (event, around) -> EventType.of(event);
    }
  },
  STATUS("how the task around it stands", Place.of(WireKey.CONTEXT + '.' + WireKey.KEY)) {
    @Override
    Reader reader() {
      return EnclosingTask::status;
    }
  },
  NAME("what the task around it is called", Place.of(WireKey.CONTEXT + '.' + WireKey.KEY)) {
    @Override
    Reader reader() {
      return EnclosingTask::name;
    }
  },
  DURATION("how long the task around it took", Place.of(WireKey.CONTEXT + '.' + WireKey.KEY)) {
    @Override
    Reader reader() {
      return EnclosingTask::seconds;
    }
  },
  DEPTH("how far below its root the task is", Place.of(WireKey.CONTEXT + '.' + WireKey.KEY)) {
    @Override
    Reader reader() {
      return (event, around) -> RecordValues.ofKey(event, key -> (long) key.scope().depth());
    }
  },
  KEY("the event itself", Place.of(WireKey.CONTEXT + '.' + WireKey.KEY)) {
    @Override
    Reader reader() {
      return (event, around) -> RecordValues.identity(event);
    }
  },
  TASK("a task and all below it", Place.of(WireKey.CONTEXT + '.' + WireKey.KEY)) {
    @Override
    Reader reader() {
      return (event, around) -> RecordValues.ofKey(event, key -> key.scope().value());
    }
  },
  SEQ("the event's number in its task", Place.of(WireKey.CONTEXT + '.' + WireKey.KEY)) {
    @Override
    Reader reader() {
      return (event, around) -> RecordValues.ofKey(event, key -> key.number());
    }
  },
  RKEY(
      "the routing key, * one word, # any number",
      Place.of(WireKey.WEFT + '.' + WireKey.WEFT_ROUTING_KEY, "rkey", "routing_key")),
  OBJECT("a live object's id", Place.of(WireKey.OBJECT_ID, "id")),
  SERVICE("the process's name", Place.of(WireKey.PROCESS_NAME)),
  PATTERN("which line of code said it", Place.of(WireKey.MSG, WireKey.MESSAGE)) {
    @Override
    Reader reader() {
      return (event, around) -> LinePattern.of(event).map(LinePattern::id).orElse(null);
    }
  };

  private static final Map<String, BuiltInField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(BuiltInField::word, Function.identity()));

  private final String note;
  private final Place place;

  BuiltInField(String note, Place place) {
    this.note = note;
    this.place = place;
  }

  static @Nullable BuiltInField named(String name) {
    return BY_NAME.get(name);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(BuiltInField::word).toList();
  }

  /** Its name in a query. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, for a person. */
  String note() {
    return note;
  }

  /** Where a record has it, or what it is made of. */
  Place place() {
    return place;
  }

  /** Whether it belongs to the task around an event. */
  boolean ofTask() {
    return this == STATUS || this == NAME || this == DURATION;
  }

  /** Its value in every event of a task of which that is known; only where it is of the task. */
  @Nullable Object value(TaskFacts around) {
    return switch (this) {
      case STATUS -> around.status();
      case NAME -> around.name();
      case DURATION -> EnclosingTask.seconds(around);
      default -> throw new IllegalStateException(word() + " is not of the task around an event");
    };
  }

  /** Reads what conditions on it compare. */
  Reader reader() {
    return (event, around) -> place.value(event);
  }

  /** Where an event's own field of that name may stand: {@code f.x}, {@code obj.x} or plain. */
  static Place own(String name) {
    if (name.startsWith("f.") && name.length() > 2) {
      String bare = name.substring(2);
      return Place.of(WireKey.CONTEXT + '.' + bare, WireKey.MDC + '.' + bare, bare);
    }
    return Place.of(
        name, WireKey.CONTEXT + '.' + name, WireKey.OBJECT + '.' + name, WireKey.MDC + '.' + name);
  }
}
