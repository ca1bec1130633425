package dev.weft.lucene;

/**
 * The names of what the index holds of each event, short because they stand in every segment, and
 * the marks with which terms of the one field {@link #TERMS} begin.
 *
 * <p>Constants only.
 */
final class Columns {
  /** Column: microseconds since 1970. The index is sorted by it, latest first. */
  static final String TIME = "t";

  /** Column: {@link SortKey}. The index is sorted by it among equal times, greatest first. */
  static final String KEY = "k";

  /** Column: arrival number. */
  static final String ARRIVAL = "a";

  /** Column: {@link Traits}. */
  static final String TRAITS = "f";

  /** Column: host, as a query has it. */
  static final String HOST = "h";

  /** Column: logger, as a query has it. */
  static final String LOGGER = "l";

  /** Column: service, as a query has it. */
  static final String SERVICE = "s";

  /** Column: thread, as a query has it. */
  static final String THREAD = "d";

  /** Column: pattern, as a query has it. */
  static final String PATTERN = "p";

  /** Column: process, as a query has it. */
  static final String PROCESS_NUMBER = "u";

  /** Column: of an error, which fault it is an instance of. */
  static final String FAULT = "e";

  /** Column: process, as a tree shows it. */
  static final String PROCESS = "r";

  /** Column: host, as a tree shows it. */
  static final String TREE_HOST = "g";

  /** Column: what a begin's task is called. */
  static final String NAME = "n";

  /** Column: the root of its tree. */
  static final String TREE = "q";

  /** Column: of which live object it is a change. */
  static final String OBJECT = "o";

  /** Column: how many children an end reports. */
  static final String CHILDREN = "c";

  /** Column: how many records an end reports. */
  static final String RECORDS = "m";

  /** Inverted: words of the text that is searched freely. */
  static final String WORDS = "w";

  /** Inverted: all else, told apart by the first byte. */
  static final String TERMS = "x";

  /** Term: the root of the event's key. */
  static final int ROOT = 'r';

  /** Term: the root of a key that is no identity. */
  static final int ROOT_OF_NO_TREE = 'R';

  /** Term: the sort key of a numbered event outside every task. */
  static final int ID = 'i';

  /** Term: the level as a query has it, by its number. */
  static final int LEVEL = 'L';

  /** Term: a built-in field's name, 0, and its text. */
  static final int BUILT_IN = 'B';

  /** Term: a built-in field's name, 0, and its number. */
  static final int BUILT_IN_NUMBER = 'b';

  /** Term: an own field's name, 0, and its text. */
  static final int VALUE = 'V';

  /** Term: an own field's name, 0, and its number. */
  static final int NUMBER = 'v';

  /** Term: the name of a field that is there. */
  static final int PRESENT = 'E';

  /** Term: the name of a field as somebody would type it. */
  static final int NAMED = 'F';

  /** Term: the name of a field whose terms do not tell all of it. */
  static final int INEXACT = 'A';

  /** Term: what the event is; one of the {@code KIND_} bytes follows. */
  static final int KIND = 'K';

  static final int KIND_TASK = 't';
  static final int KIND_BEGIN = 'b';
  static final int KIND_END = 'e';

  /** Begins or ends the task that is its tree's root. */
  static final int KIND_ROOT_END = 'r';

  static final int KIND_CHANGE = 'c';
  static final int KIND_ERROR = 'x';

  /** Term: {@code weft.kind}. */
  static final int SAID_KIND = 'k';

  /** Term: how an end says that its task ended. */
  static final int OUTCOME = 'O';

  /** Term: what a begin's task is called. */
  static final int TASK_NAME = 'M';

  /** Term: the object of a change. */
  static final int CHANGED = 'o';

  /** What of a longer text is in a term. */
  static final int LONGEST_TEXT = 200;

  /** More than any root takes that makes an identity. */
  static final int LONGEST_ROOT = 16_000;

  private Columns() {}
}
