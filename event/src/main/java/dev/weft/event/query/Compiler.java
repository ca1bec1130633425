package dev.weft.event.query;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Turns a query's tree into a condition. Used by one thread. */
abstract sealed class Compiler permits StreamCompiler, SearchCompiler {
  private static final int LONGEST_NAME = 1000;
  private static final int MOST_NAMES = 16;

  final Faults faults;
  private final Clock clock;
  private final ZoneId zone;

  Compiler(Faults faults, Clock clock, ZoneId zone) {
    this.faults = faults;
    this.clock = clock;
    this.zone = zone;
  }

  /** What {@code in{}} and {@code under{}} hold. */
  abstract Condition scope(Expression expression);

  /** A field whose values are those of the task around an event, or are made of the record. */
  abstract Kind derived(Expression.Field field, BuiltInField builtIn);

  /** {@code field:a->b}. */
  abstract Condition transition(Expression.Field field, Match.Transition transition);

  /** Is told of each task that is asked for by what may be the beginning of its root's id. */
  void askedTask(Term term, String root) {}

  final Condition compile(Expression expression) {
    if (expression instanceof Expression.And and) {
      return Condition.all(and.operands().stream().map(this::compile).toList());
    }
    if (expression instanceof Expression.Or or) {
      return Condition.any(or.operands().stream().map(this::compile).toList());
    }
    if (expression instanceof Expression.Not not) {
      Condition operand = compile(not.operand());
      return (event, around) -> !operand.holds(event, around);
    }
    if (expression instanceof Expression.Text text) {
      return new FreeText(text.term());
    }
    if (expression instanceof Expression.Field field) {
      return match(field, field.match(), kind(field));
    }
    return scope(expression);
  }

  private Condition match(Expression.Field field, Match match, Kind kind) {
    if (match instanceof Match.Compare compare) {
      return kind.compare(compare.operator(), compare.term());
    }
    if (match instanceof Match.Range range) {
      return range(range, kind);
    }
    if (match instanceof Match.AnyOf anyOf) {
      return Condition.any(
          anyOf.choices().stream().map(choice -> match(field, choice, kind)).toList());
    }
    if (match instanceof Match.Transition transition) {
      return transition(field, transition);
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

  static boolean anything(Term term) {
    return term instanceof Term.Word word && word.anything();
  }

  private Kind kind(Expression.Field field) {
    if (field.name().length() > LONGEST_NAME || field.name().split("\\.", -1).length > MOST_NAMES) {
      throw faults.at(field, "no field is nested so deep or named so long");
    }
    BuiltInField builtIn = BuiltInField.named(field.name());
    return builtIn == null
        ? new PlainKind(BuiltInField.own(field.name()), faults)
        : kind(field, builtIn);
  }

  private Kind kind(Expression.Field field, BuiltInField builtIn) {
    Place place = builtIn.place();
    return switch (builtIn) {
      case LEVEL -> new LevelKind(place, faults);
      case TIME -> new TimeKind(clock, zone, faults);
      case LOGGER -> new LoggerKind(place, faults);
      case HOST, PROCESS, THREAD, SERVICE, OBJECT -> new PlainKind(place, faults);
      case KEY -> new KeyKind(place, faults);
      case MSG, EXCEPTION -> new WordsKind(place, faults);
      case RKEY -> new TopicKind(place, faults);
      case TASK -> new TaskKind(place, faults, this::askedTask);
      case SEQ -> KeyNumberKind.sequence(place, faults);
      case DEPTH -> KeyNumberKind.depth(place, faults);
      case TYPE -> NameKind.type(faults);
      case STATUS, NAME, DURATION, PATTERN -> derived(field, builtIn);
    };
  }
}
