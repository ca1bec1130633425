package dev.weft.event.query;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes errors that point at a part of the query. */
interface Faults {
  /**
   * An error at a node of the tree.
   *
   * @param instead what could stand in the node's place; null when that is not known
   */
  QueryException at(
      Object node, String problem, Collection<String> expected, @Nullable String instead);

  /**
   * An error at a word of a stage.
   *
   * @param word which of {@link StageWords}, from 0; behind the last the stage's end
   * @param instead what could stand in the word's place; null when that is not known
   */
  QueryException inStage(
      Stage stage, int word, String problem, Collection<String> expected, @Nullable String instead);

  /** An error at a node, without more. */
  default QueryException at(Object node, String problem) {
    return at(node, problem, List.of(), null);
  }
}
