package dev.weft.lucene;

import dev.weft.event.WireKey;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the terms of an event's own fields: which are there, and what their values are.
 *
 * <p>A query looks for a field at the top level, in the context, in the object and in the logging
 * system's context; so a field's name here is its path without these, and what two of them share is
 * marked, since only the record tells which of the two counts.
 *
 * <p>Used by one thread.
 */
final class FieldTerms {
  /** Where a plain name may stand beside the top level. */
  static final Set<String> HOUSES = Set.of(WireKey.CONTEXT, WireKey.OBJECT, WireKey.MDC);

  private static final int DEEPEST = 8;
  private static final int MOST_VALUES = 500;
  private static final int LONGEST_NAME = 200;

  private final TermStream terms;
  private final Set<String> seen = new HashSet<>();
  private int values;
  private long shape;

  FieldTerms(TermStream terms) {
    this.terms = terms;
  }

  /** The name without the house it stands in. */
  static String bare(String name) {
    int dot = name.indexOf('.');
    return dot > 0 && dot < name.length() - 1 && HOUSES.contains(name.substring(0, dot))
        ? name.substring(dot + 1)
        : name;
  }

  /** Whether the values of that top-level member stand in no terms. */
  static boolean passedOver(String member) {
    return WireKey.ADDED.contains(member)
        || member.equals(WireKey.MSG)
        || member.equals(WireKey.MESSAGE)
        || member.equals(WireKey.EXC_TEXT)
        || member.equals(WireKey.STACK_INFO)
        || member.equals(WireKey.TIME_IN)
        || member.equals(WireKey.TIME_OUT)
        || member.equals(WireKey.QUEUE_TIME);
  }

  /** Whether all of an event's values are in terms; else a query has to look at the record. */
  boolean add(RawEvent record) {
    seen.clear();
    values = 0;
    shape = 1;
    int members = record.members();
    for (int i = 0; i < members; i++) {
      String name = record.member(i);
      if (passedOver(name)) {
        continue;
      }
      if (HOUSES.contains(name) && record.kind() == JsonKind.OBJECT) {
        present(name);
        shape = (shape ^ ~name.hashCode()) * 0x9E3779B97F4A7C15L;
        if (record.foundValue() instanceof Map<?, ?> house) {
          for (Map.Entry<?, ?> member : house.entrySet()) {
            if (!name.equals(WireKey.CONTEXT) || !WireKey.KEY.equals(member.getKey())) {
              add(String.valueOf(member.getKey()), member.getValue(), 1);
            }
          }
        }
      } else {
        add(bare(name), record.foundValue(), 0);
      }
    }
    return values <= MOST_VALUES;
  }

  /** Much the same for records that have the same names in the same places, and for no others. */
  long shape() {
    return shape;
  }

  private void add(String name, @Nullable Object value, int depth) {
    shape = (shape ^ name.hashCode() ^ (value == null ? 1 : 0)) * 0x9E3779B97F4A7C15L;
    if (value == null) {
      // Another place of the name may count then, which only the record tells.
      if (!seen.add(name)) {
        inexact(name);
      }
      return;
    }
    if (++values > MOST_VALUES || name.length() > LONGEST_NAME || depth > DEEPEST) {
      values = MOST_VALUES + 1;
      return;
    }
    if (present(name)) {
      inexact(name);
    }
    if (value instanceof Map<?, ?> members) {
      members.forEach((inner, below) -> add(name + '.' + inner, below, depth + 1));
    } else if (value instanceof Collection<?> items) {
      for (Object item : items) {
        if (item != null && ++values <= MOST_VALUES) {
          text(Columns.VALUE, name, String.valueOf(item));
        }
      }
    } else if (value instanceof Number number) {
      number(Columns.NUMBER, name, number.doubleValue());
    } else {
      text(Columns.VALUE, name, String.valueOf(value));
    }
  }

  /** Whether it was there already. */
  private boolean present(String name) {
    terms.put(Columns.PRESENT).put(name, LONGEST_NAME * 3).end(true);
    return !seen.add(name);
  }

  private void inexact(String name) {
    terms.put(Columns.INEXACT).put(name, LONGEST_NAME * 3).end(true);
  }

  /** Adds the term of a text. */
  void text(int mark, String name, String text) {
    terms.put(mark).put(name, LONGEST_NAME * 3).put(0);
    int before = terms.pending();
    terms.put(text, Columns.LONGEST_TEXT);
    boolean cut = terms.pending() - before == Columns.LONGEST_TEXT;
    terms.end(true);
    if (cut) {
      inexact(name);
    }
  }

  /** Adds the term of a number. */
  void number(int mark, String name, double number) {
    terms.put(mark).put(name, LONGEST_NAME * 3).put(0).put(numberText(number), 40).end(true);
  }

  /** A number as terms have it: the same for the same number, however it was written. */
  static String numberText(double number) {
    return number == (long) number && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
