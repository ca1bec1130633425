package dev.weft.event.display;

import dev.weft.event.query.SearchQuery;
import dev.weft.event.query.Stage;
import java.util.List;
import java.util.Map;

/** Which question answers which stages of a query. Functions only. */
final class Stages {
  private static final Map<String, String> OWN_QUESTION =
      Map.of(
          "trees", "/trees",
          "objects", "/objects",
          "errors", "/errors",
          "patterns", "/patterns");

  private Stages() {}

  /** Refuses a query that has stages, naming the question that answers them. */
  static void refuse(SearchQuery query) throws Refusal {
    List<Stage> stages = query.tree().stages();
    if (!stages.isEmpty()) {
      String name = stages.get(0).name();
      String question = OWN_QUESTION.getOrDefault(name, "/stats/table");
      throw Refusal.query(
          "\"| " + name + "\" is answered by " + question + ", not here",
          Math.max(0, query.toString().lastIndexOf('|', bar(query))),
          withoutStages(query));
    }
  }

  /** Refuses a query without stages, or with one that another question answers. */
  static List<Stage> require(SearchQuery query) throws Refusal {
    List<Stage> stages = query.tree().stages();
    if (stages.isEmpty()) {
      String text = query.toString().strip();
      throw Refusal.query(
          "a table needs a stage behind the query, such as | count by logger",
          query.toString().length(),
          (text.isEmpty() ? "" : text + " ") + "| count by logger");
    }
    for (Stage stage : stages) {
      String question = OWN_QUESTION.get(stage.name());
      if (question != null) {
        throw Refusal.query(
            "\"| " + stage.name() + "\" is answered by " + question + ", not here",
            Math.max(0, query.toString().lastIndexOf(stage.name())),
            null);
      }
    }
    return stages;
  }

  private static int bar(SearchQuery query) {
    int at = query.toString().lastIndexOf(query.tree().stages().get(0).name());
    return at < 0 ? query.toString().length() : at;
  }

  private static String withoutStages(SearchQuery query) {
    String text = query.toString();
    return text.substring(0, Math.max(0, text.lastIndexOf('|', bar(query)))).strip();
  }
}
