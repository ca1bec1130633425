package dev.weft.event.query;

import dev.weft.event.codec.RawEvent;
import java.util.List;

/**
 * Makes a table of events that it is shown one by one.
 *
 * <p>Bounded: at most 100,000 groups and 10,000 rows of events, of those that came first or that a
 * sort puts first; the result says when there were more. Percentiles are the nearest rank, exact as
 * long as no group has more than 10,000 values and all together not more than a million; beyond
 * that within 1 % of the value.
 *
 * <p>Used by one thread.
 */
public final class StageEngine {
  private final List<Step> steps;
  private final Gathering gathering;

  private StageEngine(List<Step> steps, Gathering gathering) {
    this.steps = steps;
    this.gathering = gathering;
  }

  /**
   * An engine for these steps.
   *
   * @throws IllegalArgumentException when a step is a {@link Step.Show}, which needs a store
   */
  public static StageEngine of(List<Step> steps) {
    if (steps.stream().anyMatch(Step.Show.class::isInstance)) {
      throw new IllegalArgumentException("a table cannot be made of " + steps);
    }
    return new StageEngine(List.copyOf(steps), Gathering.of(steps));
  }

  /** Takes in an event that matches. */
  public void add(RawEvent event, Surroundings around) {
    gathering.add(event, around);
  }

  /** Whether further events change nothing, except that they are not counted as left out. */
  public boolean satisfied() {
    return gathering.satisfied();
  }

  /** The table of what came so far. */
  public StageResult result() {
    TableRows table = new TableRows(gathering.columns(), gathering.rows());
    boolean begun = gathering instanceof EventRows;
    for (Step step : begun ? steps : steps.subList(1, steps.size())) {
      table.apply(step);
    }
    if (gathering instanceof EventRows rows
        && steps.stream().noneMatch(Step.Fields.class::isInstance)) {
      table.apply(new Step.Fields(rows.shown()));
    }
    return new StageResult(table.columns(), table.rows(), gathering.complete());
  }
}
