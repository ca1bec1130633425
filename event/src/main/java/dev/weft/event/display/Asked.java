package dev.weft.event.display;

import dev.weft.event.flow.Names;
import dev.weft.event.query.QueryException;
import dev.weft.event.query.SearchQuery;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A question while it is answered: reads its parameters, and refuses what cannot be read. */
final class Asked {
  private static final int MOST_NAMES = 50;
  private static final int MOST_CANDIDATES = 5;

  private final Map<String, String> parameters;
  private final Format format;
  private final List<String> captured;
  private final Clock clock;
  private final EventStore store;

  private Asked(
      Map<String, String> parameters,
      Format format,
      List<String> captured,
      Clock clock,
      EventStore store) {
    this.parameters = parameters;
    this.format = format;
    this.captured = captured;
    this.clock = clock;
    this.store = store;
  }

  /** The question, if it carries nothing that its route does not know. */
  static Asked of(
      Route route, Question question, List<String> captured, Clock clock, EventStore store)
      throws Refusal {
    List<String> known = route.parameters().stream().map(Parameter::wireName).toList();
    for (String name : question.parameters().keySet()) {
      if (!known.contains(name)) {
        throw Refusal.parameter(
            "\"" + name + "\" is no parameter of " + route.path(),
            known,
            Names.nearest(name, known).orElse(null));
      }
    }
    return new Asked(question.parameters(), question.format(), captured, clock, store);
  }

  Format format() {
    return format;
  }

  Clock clock() {
    return clock;
  }

  /** What stands in the path at the name in braces of that number. */
  String captured(int number) {
    return captured.get(number);
  }

  /** A text; null when it is missing or empty. */
  @Nullable String text(Parameter parameter) {
    String text = parameters.get(parameter.wireName());
    return text == null || text.isEmpty() ? null : text;
  }

  /** One of the values that the parameter may have. */
  String choice(Parameter parameter) throws Refusal {
    String text = text(parameter);
    if (text == null) {
      return String.valueOf(parameter.usual());
    }
    if (!parameter.choices().contains(text)) {
      throw Refusal.parameter(
          "\"" + text + "\" is no " + parameter.wireName(),
          parameter.choices(),
          Names.nearest(text, parameter.choices()).orElse(null));
    }
    return text;
  }

  /** A whole number within bounds. */
  int number(Parameter parameter, int usual, int lowest, int highest) throws Refusal {
    String text = text(parameter);
    if (text == null) {
      return usual;
    }
    String range = lowest + " to " + highest;
    try {
      int number = Integer.parseInt(text);
      if (number < lowest || number > highest) {
        int nearest = number < lowest ? lowest : highest;
        throw Refusal.parameter(
            parameter.wireName() + " is " + range + ", not " + number,
            List.of(range),
            Integer.toString(nearest));
      }
      return number;
    } catch (NumberFormatException noNumber) {
      throw Refusal.parameter(
          parameter.wireName() + " is a number, " + range + ", not \"" + text + "\"",
          List.of(range),
          null);
    }
  }

  int limit() throws Refusal {
    return number(Parameter.LIMIT, 200, 1, 10_000);
  }

  int top(int usual) throws Refusal {
    return number(Parameter.TOP, usual, 1, 10_000);
  }

  ZoneId zone() throws Refusal {
    String text = text(Parameter.ZONE);
    if (text == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException noZone) {
      throw Refusal.parameter(
          "\"" + text + "\" is no time zone",
          List.of("UTC", "Europe/Zurich", "+02:00"),
          Names.nearest(text, ZoneId.getAvailableZoneIds()).orElse(null));
    }
  }

  @Nullable Instant time(Parameter parameter) throws Refusal {
    String text = text(parameter);
    if (text == null) {
      return null;
    }
    Instant time = Times.parse(text, clock, zone());
    if (time == null) {
      throw Refusal.parameter(
          parameter.wireName() + " is a time, not \"" + text + "\"", Times.FORMS, null);
    }
    return time;
  }

  /** Names with commas between, each once. */
  List<String> names(Parameter parameter, List<String> usual) throws Refusal {
    String text = text(parameter);
    if (text == null) {
      return usual;
    }
    List<String> names =
        List.copyOf(
            new LinkedHashSet<>(
                Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList()));
    if (names.size() > MOST_NAMES) {
      throw Refusal.parameter(
          parameter.wireName() + " names " + names.size() + " fields, more than " + MOST_NAMES,
          List.of(),
          null);
    }
    for (String name : names) {
      if (name.length() > 300 || name.split("\\.", -1).length > 16) {
        throw Refusal.parameter(
            parameter.wireName() + ": no field is nested so deep or named so long",
            List.of(),
            null);
      }
    }
    return names;
  }

  /** A text as it was given; empty when it is missing. */
  String raw(Parameter parameter) {
    return parameters.getOrDefault(parameter.wireName(), "");
  }

  /** A query with its stages. */
  SearchQuery query(Parameter parameter) throws Refusal {
    return query(raw(parameter));
  }

  /** A query of that text, in the question's zone and at its time. */
  SearchQuery query(String text) throws Refusal {
    try {
      SearchQuery query = SearchQuery.parse(text, clock, zone());
      query.checkTasks(this::roots);
      return query;
    } catch (QueryException wrong) {
      throw Refusal.of(wrong);
    }
  }

  private List<String> roots(String prefix) {
    try {
      return store.roots(prefix, MOST_CANDIDATES);
    } catch (IOException storeFails) {
      throw new UncheckedIOException(storeFails);
    }
  }

  /** What {@code q}, {@code from} and {@code to} select; no stages. */
  Selection selection() throws Refusal {
    return selection(Parameter.QUERY);
  }

  /** What that query selects within {@code from} and {@code to}; no stages. */
  Selection selection(Parameter parameter) throws Refusal {
    SearchQuery query = query(parameter);
    Stages.refuse(query);
    return within(query);
  }

  Selection within(SearchQuery query) throws Refusal {
    Instant from = time(Parameter.FROM);
    Instant to = time(Parameter.TO);
    if (from != null && to != null && to.isBefore(from)) {
      throw Refusal.parameter(
          "to is before from: " + to + " < " + from, List.of("a time after from"), null);
    }
    return new Selection(query, from, to);
  }
}
