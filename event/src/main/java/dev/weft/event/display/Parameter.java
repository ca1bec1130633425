package dev.weft.event.display;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a question can carry; {@link Routes} says which question carries what. */
enum Parameter {
  QUERY("q", "A query; all events without it.", "string", null),
  BASE("base", "The query to compare with.", "string", null),
  FROM("from", "The earliest time, included: ISO-8601, now, -15m, -1d/d or microseconds.", null),
  TO("to", "The latest time, not included; written as from is.", null),
  ZONE("tz", "The zone of times that name none, and of days.", "string", "UTC"),
  LIMIT("limit", "How many at most, 1 to 10000.", "integer", "200"),
  CURSOR("cursor", "The cursor of the answer before.", "string", null),
  ORDER("order", "desc is newest first.", "string", "desc", "desc", "asc"),
  COLUMNS("columns", "Fields whose values rows carry too, with commas between.", "string", null),
  BEFORE("before", "How many events before, up to 1000.", "integer", "50"),
  AFTER("after", "How many events after, up to 1000.", "integer", "50"),
  SCOPE(
      "scope",
      "What the surroundings share with the event.",
      "string",
      "all",
      "task",
      "tree",
      "thread",
      "process",
      "host",
      "all"),
  BUCKETS("buckets", "How many buckets at most, 1 to 2000.", "integer", "120"),
  FIELDS("fields", "Fields as a query names them, with commas between.", "string", null),
  TOP("top", "How many at most, 1 to 10000.", "integer", null),
  SORT("sort", "What comes first.", "string", "time", "time", "duration"),
  PATH("path", "A task below the root, such as 1/2: its inside alone.", "string", null),
  EXPAND(
      "expand",
      "Which tasks are open: none but the first, the ways to failures, all.",
      "string",
      "errors",
      "errors",
      "none",
      "all"),
  AT("at", "An event, or for objects also a time.", "string", null),
  CHILDREN("children", "Where a node of type more or run says how to go on.", "string", null),
  POSITION("pos", "Where in the query the cursor stands, from 0.", "integer", null);

  private final String wireName;
  private final String text;
  private final String type;
  private final @Nullable String usual;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, and never anything else
  private final List<String> choices;

  Parameter(String wireName, String text, @Nullable String usual) {
    this(wireName, text, "string", usual);
  }

  Parameter(String wireName, String text, String type, @Nullable String usual, String... choices) {
    this.wireName = wireName;
    this.text = text;
    this.type = type;
    this.usual = usual;
    this.choices = List.of(choices);
  }

  /** As a question has it. */
  String wireName() {
    return wireName;
  }

  /** What it is for, a sentence. */
  String text() {
    return text;
  }

  /** {@code string} or {@code integer}. */
  String type() {
    return type;
  }

  /** What counts where it is missing; null for nothing, or where that depends on the question. */
  @Nullable String usual() {
    return usual;
  }

  /** The only values it may have; empty where it may have any. */
  List<String> choices() {
    return choices;
  }
}
