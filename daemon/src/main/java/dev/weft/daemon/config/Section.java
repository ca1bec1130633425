package dev.weft.daemon.config;

import dev.weft.event.flow.Names;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** A mapping of the file, with the place of every key. Immutable. */
final class Section {
  private final Place place;
  private final Map<String, Entry> entries;

  /** One key and its value. */
  record Entry(String key, Place place, Node value) {}

  Section(Place place, Map<String, Entry> entries) {
    this.place = place;
    this.entries = new LinkedHashMap<>(entries);
  }

  Place place() {
    return place;
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  Optional<Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  Section without(Set<String> keys) {
    Section rest = new Section(place, entries);
    rest.entries.keySet().removeAll(keys);
    return rest;
  }

  /** Notes every key that is not one of {@code known}. */
  void refuseOthers(Collection<String> known, Reading reading) {
    for (Entry entry : entries.values()) {
      if (!known.contains(entry.key())) {
        reading.problem(entry.place(), unknown("key", entry.key(), known));
      }
    }
  }

  static String unknown(String what, String name, Collection<String> known) {
    List<String> sorted = known.stream().sorted().toList();
    return "unknown "
        + what
        + " \""
        + name
        + "\""
        + Names.nearest(name, sorted).map(near -> "; did you mean \"" + near + "\"?").orElse("")
        + "; known: "
        + String.join(", ", sorted);
  }
}
