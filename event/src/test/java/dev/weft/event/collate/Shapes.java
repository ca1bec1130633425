package dev.weft.event.collate;

import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A tree as one line, without times. */
final class Shapes {
  private Shapes() {}

  static String of(Task task) {
    return of(task, item -> true);
  }

  /** Only what keys prove: children whose begin does not say their place are left out. */
  static String proven(Task task) {
    return of(
        task,
        item -> !(item instanceof Item.Child child) || child.placement() == Item.Placement.EXACT);
  }

  private static String of(Task task, Predicate<Item> shown) {
    return task.id()
        + " "
        + task.status()
        + task.items().stream()
            .filter(shown)
            .map(item -> of(item, shown))
            .collect(Collectors.joining(" ", " [", "]"));
  }

  private static String of(Item item, Predicate<Item> shown) {
    if (item instanceof Item.Said said) {
      return String.valueOf(said.number());
    }
    if (item instanceof Item.Gap gap) {
      return "gap" + gap.from() + "-" + gap.to();
    }
    if (item instanceof Item.Unseen unseen) {
      return (unseen.handedOver() ? "handed" : "unseen") + unseen.from() + "-" + unseen.to();
    }
    return of(((Item.Child) item).task(), shown);
  }

  /** Children in their order, whatever stands between. */
  static String children(Task task) {
    return task.id()
        + task.items().stream()
            .filter(Item.Child.class::isInstance)
            .map(item -> children(((Item.Child) item).task()))
            .collect(Collectors.joining(" ", "{", "}"));
  }
}
