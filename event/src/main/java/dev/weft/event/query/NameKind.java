package dev.weft.event.query;

import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Names;
import java.util.List;
import java.util.Map;

/** Fields with a closed set of names, each with a condition of its own. */
final class NameKind implements Kind {
  private static final Literal UNSAID_BEGIN = new Literal("0@");
  private static final Place KEY = Place.of(WireKey.CONTEXT + '.' + WireKey.KEY);
  private static final Place KIND = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);
  private static final Place WEFT = Place.of(WireKey.WEFT);
  private static final Place OUTCOME = Place.of(WireKey.WEFT + '.' + WireKey.WEFT_OUTCOME);
  private static final Place OBJECT = Place.of(WireKey.OBJECT);
  private static final Place OBJECT_ID = Place.of(WireKey.OBJECT_ID, "id");
  private static final Place STATUS = Place.of(WireKey.STATUS);
  private static final Place MSG = Place.of(WireKey.MSG);
  private static final Place LEVEL = Place.of(WireKey.LEVEL_NUMBER);

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

  /** What an event is. Begins are told by their number where a program does not say. */
  static NameKind type(Faults faults) {
    Map<String, Condition> types =
        Map.ofEntries(
            Map.entry("begin", event -> is(KIND, event, "begin") || unsaidBegin(event)),
            Map.entry("end", kind("end")),
            Map.entry("loss", kind("loss")),
            Map.entry("source", kind("source")),
            Map.entry("level", kind("level")),
            Map.entry("msg", NameKind::message),
            Map.entry("born", object("born")),
            Map.entry("finished", object("finished")),
            Map.entry("transient", object("transient")),
            Map.entry("snapshot", object("snapshot")),
            Map.entry("change", event -> object(event) && !STATUS.find(event)));
    return new NameKind("type", types, Map.of(), faults);
  }

  /** How the task of an end event ended. */
  static NameKind status(Faults faults) {
    Map<String, Condition> statuses =
        Map.of(
            "succeeded", event -> is(OUTCOME, event, "succeeded"),
            "failed", event -> is(OUTCOME, event, "failed"),
            "cancelled", event -> is(OUTCOME, event, "cancelled"),
            "unset", event -> is(OUTCOME, event, "unset"),
            "aborted", event -> is(OUTCOME, event, "aborted"));
    String whole = " is known only of a task as a whole; a single event does not tell";
    return new NameKind(
        "status",
        statuses,
        Map.of("running", "status:running" + whole, "lost", "status:lost" + whole),
        faults);
  }

  private static Condition kind(String name) {
    Literal literal = new Literal(name);
    return event -> KIND.find(event) && literal.isFound(event);
  }

  private static Condition object(String status) {
    Literal literal = new Literal(status);
    return event -> object(event) && STATUS.find(event) && literal.isFound(event);
  }

  private static boolean is(Place place, RawEvent event, String text) {
    return text.equals(place.text(event));
  }

  private static boolean unsaidBegin(RawEvent event) {
    return !WEFT.find(event) && KEY.find(event) && UNSAID_BEGIN.beginsFound(event);
  }

  private static boolean message(RawEvent event) {
    return MSG.find(event) && LEVEL.find(event) && !KIND.find(event) && !unsaidBegin(event);
  }

  private static boolean object(RawEvent event) {
    return OBJECT.find(event) && event.kind() == JsonKind.OBJECT && OBJECT_ID.find(event);
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
