package dev.weft.cli;

import dev.weft.event.Source;
import dev.weft.event.collate.Item;
import dev.weft.event.collate.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names for the processes of one tree: as short as tells them apart. Used by one thread. */
final class Hosts {
  private final Map<String, Source> sources = new LinkedHashMap<>();

  Hosts(Task root) {
    collect(root);
  }

  private void collect(Task task) {
    if (task.source() != null) {
      sources.putIfAbsent(task.source().identity(), task.source());
    }
    for (Item item : task.items()) {
      if (item instanceof Item.Child child) {
        collect(child.task());
      }
    }
  }

  /** All names, in the order in which the tree meets them. */
  List<String> all() {
    return sources.values().stream().map(this::name).distinct().toList();
  }

  /** The name of one; empty when nothing of it was received. */
  String name(@Nullable Source source) {
    if (source == null) {
      return "";
    }
    List<Source> sameHost =
        sources.values().stream().filter(other -> other.host().equals(source.host())).toList();
    if (sameHost.size() == 1 && !source.host().equals("?")) {
      return source.host();
    }
    String longer = Words.source(source);
    long alike = sameHost.stream().filter(other -> Words.source(other).equals(longer)).count();
    return alike > 1 ? longer + ':' + source.pid() : longer;
  }
}
