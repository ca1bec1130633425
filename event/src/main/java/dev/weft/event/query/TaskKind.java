package dev.weft.event.query;

import dev.weft.event.EventKey;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Tasks: {@code task:ID} is the task and all below it; a root may be cut to eight characters or
 * more.
 */
final class TaskKind extends PlacedKind {
  private static final int SHORTEST = 8;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F-]*");

  private final BiConsumer<Term, String> asked;

  /**
   * Makes the kind.
   *
   * @param asked is told of each term, with the root's id as far as it is written
   */
  TaskKind(Place place, Faults faults, BiConsumer<Term, String> asked) {
    super(place, faults);
    this.asked = asked;
  }

  @Override
  public Condition equal(Term term) {
    String text = Terms.plain(term, "task", faults);
    int slash = text.indexOf('/');
    String root = slash < 0 ? text : text.substring(0, slash);
    String path = slash < 0 ? "" : text.substring(slash);
    if (root.length() < SHORTEST && term instanceof Term.Word && HEX.matcher(root).matches()) {
      throw faults.at(
          term,
          "\""
              + root
              + "\" is too short for the beginning of a task's id: give 8 digits or more; "
              + "a root that is called just so stands in quotes",
          List.of("8 digits or more"),
          '"' + text + '"');
    }
    asked.accept(term, root);
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
