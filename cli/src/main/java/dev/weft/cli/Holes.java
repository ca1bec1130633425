package dev.weft.cli;

import dev.weft.event.collate.Item;
import dev.weft.event.collate.Task;

/** What is said of that which is missing. */
final class Holes {
  private Holes() {}

  static String words(Item item, Task task) {
    if (item instanceof Item.Gap gap) {
      return gap(gap, task);
    }
    Item.Unseen unseen = (Item.Unseen) item;
    String parent = TaskHead.path(task.id());
    String children =
        unseen.size() == 1
            ? parent + '/' + unseen.from()
            : parent + '/' + unseen.from() + " to /" + unseen.to();
    return unseen.handedOver()
        ? children + "  handed to another process; nothing received from there"
        : children + "  begun here, nothing received of " + (unseen.size() == 1 ? "it" : "them");
  }

  private static String gap(Item.Gap gap, Task task) {
    String numbers =
        gap.size() == 1 ? "record " + gap.from() : "records " + gap.from() + " to " + gap.to();
    // Python gives a number to what its handlers then drop.
    boolean perhapsNeverSent = task.source() != null && task.source().id() == null;
    String why =
        gap.reported() == gap.size()
            ? " lost, as the program reports"
            : gap.reported() > 0
                ? " not received; the program reports " + gap.reported() + " of them lost"
                : perhapsNeverSent ? " not received, or never sent" : " not received";
    return numbers + why;
  }
}
