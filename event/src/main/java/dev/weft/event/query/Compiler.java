package dev.weft.event.query;

import dev.weft.event.WireKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Turns a query's tree into a condition on single records. Used by one thread. */
final class Compiler {
  private static final int LONGEST_NAME = 1000;
  private static final int MOST_NAMES = 16;
  private static final String ROUTING_KEY = WireKey.WEFT + '.' + WireKey.WEFT_ROUTING_KEY;
  private static final String HEADERS = WireKey.WEFT + '.' + WireKey.WEFT_HEADERS;

  private final Faults faults;
  private final Clock clock;

  Compiler(Faults faults, Clock clock) {
    this.faults = faults;
    this.clock = clock;
  }

  Condition compile(QueryTree tree) {
    if (!tree.stages().isEmpty()) {
      Stage stage = tree.stages().get(0);
      throw faults.at(
          stage,
          "\"| " + stage.name() + "\" works on the result of a search; a stream of events has none",
          List.of(),
          null);
    }
    return tree.where() == null ? event -> true : compile(tree.where());
  }

  private Condition compile(Expression expression) {
    if (expression instanceof Expression.And and) {
      return Condition.all(and.operands().stream().map(this::compile).toList());
    }
    if (expression instanceof Expression.Or or) {
      return Condition.any(or.operands().stream().map(this::compile).toList());
    }
    if (expression instanceof Expression.Not not) {
      Condition operand = compile(not.operand());
      return event -> !operand.holds(event);
    }
    if (expression instanceof Expression.Text text) {
      return new FreeText(text.term());
    }
    if (expression instanceof Expression.Field field) {
      return match(field.match(), kind(field));
    }
    String scope = expression instanceof Expression.InTree ? "in{}" : "under{}";
    throw faults.at(
        expression, scope + " needs whole trees; a single event of a stream cannot answer it");
  }

  private Condition match(Match match, Kind kind) {
    if (match instanceof Match.Compare compare) {
      return kind.compare(compare.operator(), compare.term());
    }
    if (match instanceof Match.Range range) {
      return range(range, kind);
    }
    if (match instanceof Match.AnyOf anyOf) {
      return Condition.any(anyOf.choices().stream().map(choice -> match(choice, kind)).toList());
    }
    if (match instanceof Match.Transition) {
      throw faults.at(
          match, "a transition (->) needs the value before; a single event does not hold it");
    }
    Term term = ((Match.Equal) match).term();
    return anything(term) ? kind.present() : kind.equal(term);
  }

  private static Condition range(Match.Range range, Kind kind) {
    List<Condition> ends = new ArrayList<>();
    ends.add(kind.present());
    if (!anything(range.low())) {
      ends.add(
          kind.compare(
              range.lowIncluded() ? Match.Operator.AT_LEAST : Match.Operator.GREATER, range.low()));
    }
    if (!anything(range.high())) {
      ends.add(
          kind.compare(
              range.highIncluded() ? Match.Operator.AT_MOST : Match.Operator.LESS, range.high()));
    }
    return Condition.all(ends);
  }

  private static boolean anything(Term term) {
    return term instanceof Term.Word word && word.anything();
  }

  private Kind kind(Expression.Field field) {
    if (field.name().length() > LONGEST_NAME || field.name().split("\\.", -1).length > MOST_NAMES) {
      throw faults.at(field, "no field is nested so deep or named so long");
    }
    return switch (field.name()) {
      case "level" -> new LevelKind(faults);
      case "time" -> new TimeKind(Place.of(WireKey.CREATED, WireKey.TIME_IN), clock, faults);
      case "logger" -> new LoggerKind(Place.of(WireKey.NAME), faults);
      case "host" -> plain(WireKey.HOST_NAME, HEADERS + '.' + WireKey.HOST_NAME, "host");
      case "process" -> plain(WireKey.PROCESS, "pid");
      case "thread" -> plain(WireKey.THREAD_NAME);
      case "service" -> plain(WireKey.PROCESS_NAME);
      case "object" -> plain(WireKey.OBJECT_ID, "id");
      case "key" -> plain(WireKey.CONTEXT + '.' + WireKey.KEY);
      case "msg" -> new WordsKind(Place.of(WireKey.MESSAGE, WireKey.MSG), faults);
      case "exception" -> new WordsKind(Place.of(WireKey.EXC_TEXT), faults);
      case "rkey" -> new TopicKind(Place.of(ROUTING_KEY, "rkey", "routing_key"), faults);
      case "task" -> new TaskKind(faults);
      case "seq" -> KeyNumberKind.sequence(faults);
      case "depth" -> KeyNumberKind.depth(faults);
      case "type" -> NameKind.type(faults);
      case "status" -> NameKind.status(faults);
      case "duration", "name", "pattern" -> throw refused(field);
      default -> field(field.name());
    };
  }

  private QueryException refused(Expression.Field field) {
    String problem =
        switch (field.name()) {
          case "name" -> "name: is the enclosing task's, which a single event does not hold";
          case "duration" -> "duration: needs a task's begin and end; a single event has one";
          default -> "pattern: is known only to a search";
        };
    String fix = field.name().equals("name") ? "msg:" + Printer.print(field.match()) : null;
    return faults.at(
        field,
        problem + "; for an event's own field write f." + field.name() + ":",
        List.of(),
        fix);
  }

  private Kind field(String name) {
    if (name.startsWith("f.") && name.length() > 2) {
      String own = name.substring(2);
      return plain(WireKey.CONTEXT + '.' + own, WireKey.MDC + '.' + own, own);
    }
    return plain(
        name, WireKey.CONTEXT + '.' + name, WireKey.OBJECT + '.' + name, WireKey.MDC + '.' + name);
  }

  private Kind plain(String... paths) {
    return new PlainKind(Place.of(paths), faults);
  }
}
