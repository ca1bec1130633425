package dev.weft.event.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads stages. A table begins with at most one of {@code count}, {@code top}, {@code hist} and
 * {@code stats}; {@code fields}, {@code sort} and {@code limit} follow in any order, and may also
 * begin: then the rows are events. {@code trees}, {@code objects}, {@code errors} and {@code
 * patterns} stand first, with at most a {@code limit} behind.
 *
 * <p>Functions only, usable from any thread.
 */
public final class Stages {
  private Stages() {}

  /**
   * Reads the stages of a query that was read already.
   *
   * @throws QueryException when one of them cannot work as it is written; its text is that of the
   *     stages alone
   */
  public static List<Step> parse(List<Stage> stages) {
    String text = stages.stream().map(stage -> "| " + stage).collect(Collectors.joining(" "));
    Parser parser = new Parser(text);
    return parse(parser.parse().stages(), parser.faults());
  }

  static List<Step> parse(List<Stage> stages, Faults faults) {
    List<Step> steps = new ArrayList<>();
    StageOrder order = new StageOrder(faults);
    for (Stage stage : stages) {
      Step step = new StageReader(stage, faults).step();
      order.next(stage, step);
      steps.add(step);
    }
    return List.copyOf(steps);
  }
}
