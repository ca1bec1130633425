package dev.weft.event.query;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes conditions that single records answer, and refuses all others. */
final class StreamCompiler extends Compiler {
  StreamCompiler(Faults faults, Clock clock) {
    super(faults, clock, ZoneOffset.UTC);
  }

  Condition compile(QueryTree tree) {
    if (!tree.stages().isEmpty()) {
      Stage stage = tree.stages().get(0);
      throw faults.at(
          stage,
          "\"| "
              + stage.name()
              + "\" works on the result of a search; a stream of events has none");
    }
    return tree.where() == null ? (event, around) -> true : compile(tree.where());
  }

  @Override
  Condition scope(Expression expression) {
    String scope = expression instanceof Expression.InTree ? "in{}" : "under{}";
    throw faults.at(
        expression, scope + " needs whole trees; a single event of a stream cannot answer it");
  }

  @Override
  Condition transition(Expression.Field field, Match.Transition transition) {
    throw faults.at(
        transition, "a transition (->) needs the value before; a single event does not hold it");
  }

  @Override
  Kind derived(Expression.Field field, BuiltInField builtIn) {
    return switch (builtIn) {
      case STATUS -> NameKind.status(faults);
      case PATTERN -> new ReaderKind(builtIn.reader(), faults);
      case NAME ->
          throw refused(
              field,
              "name: is the enclosing task's, which a single event does not hold",
              "msg:" + Printer.print(field.match()));
      default ->
          throw refused(
              field, "duration: needs a task's begin and end; a single event has one", null);
    };
  }

  private QueryException refused(Expression.Field field, String problem, @Nullable String fix) {
    return faults.at(
        field,
        problem + "; for an event's own field write f." + field.name() + ":",
        List.of(),
        fix);
  }
}
