package dev.weft.event.collate;

import dev.weft.event.Event;
import dev.weft.event.ScopeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * All that some records tell: the trees of tasks, what was said outside them, what is missing.
 *
 * <p>Records may come in any order, more than once, with holes, and from clocks that disagree: who
 * belongs below whom, and the order in which a task made its records and children, follows from the
 * keys alone. Time decides only where a child stands among its parent's records, and only where the
 * child's begin does not say.
 *
 * <p>Immutable, usable from any thread.
 */
public final class TaskForest {
  private final List<Task> roots;
  private final List<SourceTally> sources;
  private final long duplicates;

  TaskForest(List<Task> roots, List<SourceTally> sources, long duplicates) {
    this.roots = List.copyOf(roots);
    this.sources = List.copyOf(sources);
    this.duplicates = duplicates;
  }

  /** Starts an empty forest. */
  public static Builder builder() {
    return new Builder();
  }

  /** The trees, earliest first. */
  public List<Task> roots() {
    return roots;
  }

  /** The sources, by identity. */
  public List<SourceTally> sources() {
    return sources;
  }

  /** How many records came more than once; each counts only once elsewhere. */
  public long duplicates() {
    return duplicates;
  }

  /**
   * The tasks of that id or, failing any, of an id that begins so. More than one when the beginning
   * fits several, or the id was imported several times.
   */
  public List<Task> find(String idOrPrefix) {
    List<Task> exact = new ArrayList<>();
    List<Task> begun = new ArrayList<>();
    Deque<Task> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      Task task = open.poll();
      String id = task.id().value();
      if (id.equals(idOrPrefix)) {
        exact.add(task);
      } else if (fits(task.id(), idOrPrefix)) {
        begun.add(task);
      }
      for (Item item : task.items()) {
        if (item instanceof Item.Child child) {
          open.add(child.task());
        }
      }
    }
    return exact.isEmpty() ? List.copyOf(begun) : List.copyOf(exact);
  }

  /** {@code 7c9f} is a beginning of a root; {@code 7c9f/1/2} is that path below such a root. */
  private static boolean fits(ScopeId id, String prefix) {
    int slash = prefix.indexOf('/');
    String root = slash < 0 ? prefix : prefix.substring(0, slash);
    String path = slash < 0 ? "" : prefix.substring(slash);
    return id.root().startsWith(root) && id.value().substring(id.root().length()).equals(path);
  }

  /** Gathers records. Used by one thread. */
  public static final class Builder {
    private final Gatherer gatherer = new Gatherer();

    private Builder() {}

    /** Adds one record; a record that was added before is only counted. */
    public Builder add(Event event) {
      gatherer.add(event);
      return this;
    }

    /** The forest of what was added so far; more may be added and another one built. */
    public TaskForest build() {
      return gatherer.build();
    }
  }
}
