package dev.weft.event.query;

import dev.weft.event.WireKey;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Names;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fields with a closed set of names, each with a condition of its own. */
final class NameKind implements Kind {
  private static final Place OUTCOME = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_OUTCOME);

  private final String field;
  private final Map<String, Condition> names;
  private final Map<String, String> refused;
  private final Faults faults;

  private NameKind(
      String field, Map<String, Condition> names, Map<String, String> refused, Faults faults) {
    this.field = field;
    this.names = names;
    this.refused = refused;
    this.faults = faults;
  }

  /** What an event is. */
  static NameKind type(Faults faults) {
    return new NameKind("type", EventType.conditions(), Map.of(), faults);
  }

  /** How the task of an end event ended. */
  static NameKind status(Faults faults) {
    Map<String, Condition> statuses =
        Map.of(
            "succeeded", (event, around) -> is(OUTCOME, event, "succeeded"),
            "failed", (event, around) -> is(OUTCOME, event, "failed"),
            "cancelled", (event, around) -> is(OUTCOME, event, "cancelled"),
            "unset", (event, around) -> is(OUTCOME, event, "unset"),
            "aborted", (event, around) -> is(OUTCOME, event, "aborted"));
    String whole = " is known only of a task as a whole; a single event does not tell";
    return new NameKind(
        "status",
        statuses,
        Map.of("running", "status:running" + whole, "lost", "status:lost" + whole),
        faults);
  }

  /** How the task around an event stands. */
  static NameKind taskStatus(Faults faults) {
    Map<String, Condition> statuses =
        TaskFacts.STATUSES.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> (event, around) -> name.equals(EnclosingTask.status(event, around))));
    return new NameKind("status", statuses, Map.of(), faults);
  }

  private static boolean is(Place place, RawEvent event, String text) {
    return text.equals(place.text(event));
  }

  @Override
  public Condition present() {
    return Condition.any(List.copyOf(names.values()));
  }

  @Override
  public Condition equal(Term term) {
    String text = Terms.plain(term, field, faults);
    Condition condition = names.get(text);
    if (condition != null) {
      return condition;
    }
    String why = refused.get(text);
    if (why != null) {
      throw faults.at(term, why);
    }
    List<String> known = names.keySet().stream().sorted().toList();
    throw faults.at(
        term,
        "\""
            + text
            + "\" is no "
            + field
            + "; known are "
            + String.join(", ", known)
            + "; for an event's own field write f."
            + field
            + ":",
        known,
        Names.nearest(text, known).orElse(null));
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    if (operator == Match.Operator.SAME) {
      return equal(term);
    }
    throw faults.at(term, field + ": has no order; write " + field + ":NAME");
  }
}
