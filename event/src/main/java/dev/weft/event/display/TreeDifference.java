package dev.weft.event.display;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.query.Masking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What differs between two trees, task by task. A task's children are paired by what they are
 * called without what varies, the first with the first: numbers of children shift when one is
 * missing. Made for one answer, by one thread.
 */
final class TreeDifference {
  private final Skeleton left;
  private final Skeleton right;
  private final JsonWriter json;
  private int room;

  TreeDifference(Skeleton left, Skeleton right, JsonWriter json, int limit) {
    this.left = left;
    this.right = right;
    this.json = json;
    this.room = limit;
  }

  /** Writes the nodes; false when there was no room for all. */
  boolean write() {
    pair(0, 0);
    return room >= 0;
  }

  // As deep as skeletons are.
  private void pair(int mine, int theirs) {
    if (--room < 0) {
      return;
    }
    node(mine, theirs);
    List<Integer> ours = children(left, mine);
    List<Integer> others = children(right, theirs);
    int[] partners = partners(ours, others);
    boolean[] paired = new boolean[others.size()];
    for (int partner : partners) {
      if (partner >= 0) {
        paired[partner] = true;
      }
    }
    int next = 0;
    for (int i = 0; i < partners.length && room >= 0; i++) {
      for (; next < partners[i]; next++) {
        added(others.get(next), paired[next]);
      }
      if (partners[i] < 0) {
        alone(ours.get(i), Skeleton.NONE);
      } else {
        pair(ours.get(i), others.get(partners[i]));
      }
    }
    for (; next < others.size() && room >= 0; next++) {
      added(others.get(next), paired[next]);
    }
  }

  private void added(int theirs, boolean paired) {
    if (!paired) {
      alone(Skeleton.NONE, theirs);
    }
  }

  private void alone(int mine, int theirs) {
    if (--room >= 0) {
      node(mine, theirs);
    }
  }

  private static List<Integer> children(Skeleton tree, int task) {
    List<Integer> children = new ArrayList<>();
    int child = task + 1;
    for (int i = 0; i < tree.children(task); i++) {
      children.add(child);
      child = tree.behind(child);
    }
    return children;
  }

  /** Of each of ours which of the others; negative for none. */
  private int[] partners(List<Integer> ours, List<Integer> others) {
    Map<String, Deque<Integer>> free = new HashMap<>();
    for (int i = 0; i < others.size(); i++) {
      free.computeIfAbsent(name(right, others.get(i)), unused -> new ArrayDeque<>()).add(i);
    }
    int[] partners = new int[ours.size()];
    Arrays.fill(partners, -1);
    for (int i = 0; i < partners.length; i++) {
      Deque<Integer> alike = free.get(name(left, ours.get(i)));
      if (alike != null && !alike.isEmpty()) {
        partners[i] = alike.remove();
      }
    }
    return partners;
  }

  private static String name(Skeleton tree, int task) {
    String name = tree.name(task);
    return name == null ? "" : Masking.mask(RawValues.beginning(name, RawValues.LONGEST_TEXT));
  }

  private void node(int mine, int theirs) {
    Skeleton named = mine == Skeleton.NONE ? right : left;
    int task = mine == Skeleton.NONE ? theirs : mine;
    json.beginObject().name("path").text(named.path(task)).name("depth").number(named.depth(task));
    String name = named.name(task);
    if (name != null) {
      json.name("name").text(RawValues.beginning(name, RawValues.LONGEST_TEXT));
    }
    if (mine != Skeleton.NONE) {
      side(json.name("left"), left, mine);
    }
    if (theirs != Skeleton.NONE) {
      side(json.name("right"), right, theirs);
    }
    json.name("change").text(change(mine, theirs)).endObject();
  }

  private String change(int mine, int theirs) {
    if (mine == Skeleton.NONE) {
      return "added";
    }
    if (theirs == Skeleton.NONE) {
      return "removed";
    }
    boolean same =
        left.status(mine) == right.status(theirs)
            && left.worst(mine) == right.worst(theirs)
            && own(left, mine) == own(right, theirs);
    return same ? "same" : "changed";
  }

  /** How many records of the task itself there are. */
  private static int own(Skeleton tree, int task) {
    return tree.first(task) == Skeleton.NONE ? 0 : tree.last(task) - tree.first(task);
  }

  private static void side(JsonWriter json, Skeleton tree, int task) {
    json.beginObject().name("id").text(tree.id(task));
    json.name("status").text(SkeletonWriter.word(tree.status(task)));
    json.name("level").text(LevelWord.of(tree.worst(task)));
    if (tree.duration(task) >= 0) {
      json.name("duration").number(tree.duration(task) / 1e6);
    }
    json.name("events").number(tree.events(task)).name("tasks").number(tree.tasks(task));
    json.name("failures").number(tree.failures(task));
    json.name("holes").number(tree.holes(task)).endObject();
  }
}
