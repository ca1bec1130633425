package dev.weft.event.display;

import static java.util.Comparator.comparingDouble;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.Facet;
import dev.weft.event.store.Selection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What tells some events from others: values whose share among them differs most, after the idea of
 * Honeycomb's BubbleUp.
 *
 * @param fields the most telling first
 */
record Comparison(List<Field> fields) {
  /** How many values of each side are looked at. */
  private static final int LOOKED_AT = 100;

  /** The values of a field, the most telling first. */
  record Field(String name, List<Value> values) {
    double greatest() {
      return values.isEmpty() ? 0 : Math.abs(values.get(0).difference());
    }
  }

  /** A value's share among the events of each side that have the field, from 0 to 1. */
  record Value(String value, double share, double base) {
    double difference() {
      return share - base;
    }
  }

  static Comparison of(
      EventStore store, Selection selection, Selection base, List<String> names, int top)
      throws IOException {
    List<Facet> left = store.facets(selection, names, LOOKED_AT);
    List<Facet> right = store.facets(base, names, LOOKED_AT);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(new Field(names.get(i), values(left.get(i), right.get(i), top)));
    }
    fields.sort(comparingDouble(Field::greatest).reversed());
    return new Comparison(fields);
  }

  private static List<Value> values(Facet left, Facet right, int top) {
    Map<String, Double> mine = shares(left);
    Map<String, Double> theirs = shares(right);
    Set<String> names = new LinkedHashSet<>(mine.keySet());
    names.addAll(theirs.keySet());
    return names.stream()
        .map(name -> new Value(name, mine.getOrDefault(name, 0.0), theirs.getOrDefault(name, 0.0)))
        .sorted(
            comparingDouble((Value value) -> -Math.abs(value.difference()))
                .thenComparing(Value::value))
        .limit(top)
        .toList();
  }

  private static Map<String, Double> shares(Facet facet) {
    long all = facet.missing() + facet.others();
    for (Facet.Count count : facet.values()) {
      all += count.count();
    }
    Map<String, Double> shares = new HashMap<>();
    for (Facet.Count count : facet.values()) {
      shares.put(count.value(), (double) count.count() / all);
    }
    return shares;
  }

  Answer answer(Asked asked) throws Refusal {
    if (asked.format() == Format.CSV) {
      Listing rows =
          new Listing("fields", List.of("field", "value", "share", "base", "difference"), asked);
      for (Field field : fields) {
        for (Value value : field.values()) {
          rows.add(json -> {
            json.beginObject().name("field").text(field.name());
            write(json, value);
            json.endObject();
          });
        }
      }
      return rows.answer();
    }
    Listing list = new Listing("fields", List.of(), asked);
    for (Field field : fields) {
      list.add(json -> {
        json.beginObject().name("field").text(field.name()).name("values").beginArray();
        for (Value value : field.values()) {
          json.beginObject();
          write(json, value);
          json.endObject();
        }
        json.endArray().endObject();
      });
    }
    return list.answer();
  }

  private static void write(JsonWriter json, Value value) {
    json.name("value").text(RawValues.beginning(value.value(), RawValues.LONGEST_TEXT));
    json.name("share").number(rounded(value.share()));
    json.name("base").number(rounded(value.base()));
    json.name("difference").number(rounded(value.difference()));
  }

  private static double rounded(double share) {
    return Math.rint(share * 1e6) / 1e6;
  }
}
