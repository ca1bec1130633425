package dev.weft.daemon.topology;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FlowMetrics;
import java.util.Arrays;
import java.util.List;

/**
 * The filters in their order, and their counters. Usable from any thread; what changes during a
 * batch lies in the caller's {@link Workspace}.
 */
final class FilterChain {
  private final List<Step> steps;
  private final DeadLetters deadLetters;

  /**
   * A filter and its counters.
   *
   * @param name as in the table of counters
   */
  record Step(String name, Filter filter, FlowMetrics metrics) {}

  /** What one receiver's thread needs while it takes a batch through. */
  final class Workspace {
    private final RawEvent view = new RawEvent();
    private final BatchEditor editor = new BatchEditor();
    // Counted here first, so that the shared counters are touched once a batch.
    private final int[] entered = new int[steps.size()];
    private final int[] left = new int[steps.size()];
    private final int[] failed = new int[steps.size()];
    private int malformed;

    /** The batch behind all filters; the same one when none changed anything. */
    Batch apply(Batch batch) {
      if (steps.isEmpty()) {
        return batch;
      }
      editor.begin(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.view(i, view);
        if (!passes(batch, i)) {
          editor.drop(i);
        } else if (isEdited(batch)) {
          editor.replace(i, view);
        }
      }
      count();
      return editor.end();
    }

    /** Forgets what was counted of a batch that did not get through. */
    void discard() {
      Arrays.fill(entered, 0);
      Arrays.fill(left, 0);
      Arrays.fill(failed, 0);
      malformed = 0;
    }

    private boolean passes(Batch batch, int index) {
      String problem = view.problem();
      if (problem != null) {
        // What cannot be read cannot be redacted either.
        entered[0]++;
        malformed++;
        reject(steps.get(0), "not-json", problem, batch, index);
        return false;
      }
      for (int i = 0; i < entered.length; i++) {
        entered[i]++;
        try {
          if (!steps.get(i).filter().apply(view)) {
            return false;
          }
        } catch (RuntimeException | LinkageError broken) {
          // Not passed on: the filter may have been the one that hides a secret.
          failed[i]++;
          reject(steps.get(i), "filter-failed", broken.toString(), batch, index);
          return false;
        }
        left[i]++;
      }
      return true;
    }

    // A filter may splice into the view's own buffer, or lay the view over another array.
    @SuppressWarnings("ReferenceEquality") // is it the same array?
    private boolean isEdited(Batch batch) {
      return view.bytes() != batch.bytes();
    }

    private void reject(Step step, String reason, String detail, Batch batch, int index) {
      deadLetters.add(
          step.name(), reason, detail, batch.bytes(), batch.start(index), batch.end(index));
    }

    private void count() {
      steps.get(0).metrics().dropped(malformed, "not-json");
      entered[0] -= malformed;
      steps.get(0).metrics().accepted(malformed);
      malformed = 0;
      for (int i = 0; i < entered.length; i++) {
        FlowMetrics metrics = steps.get(i).metrics();
        metrics.accepted(entered[i]);
        metrics.delivered(left[i]);
        metrics.dropped(failed[i], "filter-failed");
        metrics.dropped((long) entered[i] - left[i] - failed[i], "filtered");
        entered[i] = 0;
        left[i] = 0;
        failed[i] = 0;
      }
    }
  }

  FilterChain(List<Step> steps, DeadLetters deadLetters) {
    this.steps = List.copyOf(steps);
    this.deadLetters = deadLetters;
  }

  Workspace workspace() {
    return new Workspace();
  }

  /** The counters, in the order of the filters. */
  List<FlowMetrics> metrics() {
    return steps.stream().map(Step::metrics).toList();
  }
}
