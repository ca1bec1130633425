package dev.weft.event.query;

import dev.weft.event.EventKey;

/**
 * Tasks: {@code task:ID} is the task and all below it; a root may be cut to eight characters or
 * more.
 */
final class TaskKind extends PlacedKind {
  private static final int SHORTEST = 8;

  TaskKind(Place place, Faults faults) {
    super(place, faults);
  }

  @Override
  public Condition equal(Term term) {
    String text = Terms.plain(term, "task", faults);
    int slash = text.indexOf('/');
    String root = slash < 0 ? text : text.substring(0, slash);
    String path = slash < 0 ? "" : text.substring(slash);
    return (event, around) ->
        place.anyText(
            event, key -> EventKey.parse(key).filter(k -> within(k, root, path)).isPresent());
  }

  private static boolean within(EventKey key, String root, String path) {
    String id = key.scope().value();
    String itsRoot = key.scope().root();
    boolean sameRoot =
        itsRoot.equals(root) || (root.length() >= SHORTEST && itsRoot.startsWith(root));
    if (!sameRoot || !id.startsWith(path, itsRoot.length())) {
      return false;
    }
    int end = itsRoot.length() + path.length();
    return end == id.length() || id.charAt(end) == '/';
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    throw faults.at(term, "tasks have no order; write task:ID");
  }
}
