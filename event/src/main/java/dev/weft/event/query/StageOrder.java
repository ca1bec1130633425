package dev.weft.event.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that each stage can work on what those before it make. Used by one thread. */
final class StageOrder {
  private final Faults faults;
  private @Nullable List<String> columns;
  private @Nullable Stage lens;
  private boolean first = true;

  StageOrder(Faults faults) {
    this.faults = faults;
  }

  void next(Stage stage, Step step) {
    if (lens != null && !(step instanceof Step.Limit)) {
      throw faults.at(stage, "only \"limit\" can follow \"" + lens.name() + "\"");
    }
    if (step instanceof Step.Fields fields) {
      fields.names().forEach(name -> known(stage, name));
      columns = columns == null ? null : fields.names();
    } else if (step instanceof Step.Sort sort) {
      known(stage, sort.field());
    } else if (!(step instanceof Step.Limit)) {
      begins(stage, step);
    }
    first = false;
  }

  private void begins(Stage stage, Step step) {
    if (!first) {
      throw faults.at(
          stage, "\"" + stage.name() + "\" works on events; it has to be the first stage");
    }
    if (step instanceof Step.Show) {
      lens = stage;
      return;
    }
    columns = columns(step);
  }

  private void known(Stage stage, String name) {
    if (columns == null ? name.endsWith(")") : !columns.contains(name)) {
      List<String> there = columns == null ? EventField.builtIn() : columns;
      throw faults.inStage(
          stage,
          StageWords.of(stage.toString()).stream()
              .map(StageWords.Word::text)
              .toList()
              .indexOf(base(name)),
          "there is no column \""
              + name
              + "\""
              + (columns == null ? "" : "; there are " + String.join(", ", columns)),
          there,
          dev.weft.event.flow.Names.nearest(name, there).orElse(null));
    }
  }

  private static String base(String name) {
    int open = name.indexOf('(');
    return open < 0 ? name : name.substring(0, open);
  }

  /** The columns of a table that begins so. */
  static List<String> columns(Step step) {
    List<String> columns = new ArrayList<>();
    if (step instanceof Step.Count count) {
      columns.addAll(count.by());
    } else if (step instanceof Step.Top top) {
      columns.add(top.field());
    } else if (step instanceof Step.Hist hist) {
      columns.add("time");
      if (hist.by() != null) {
        columns.add(hist.by());
      }
    } else if (step instanceof Step.Stats stats) {
      columns.addAll(stats.by());
      stats.measures().forEach(measure -> columns.add(measure.column()));
      return columns;
    }
    columns.add("count");
    return columns;
  }
}
