package dev.weft.daemon.config;

import dev.weft.event.query.Query;
import dev.weft.event.query.QueryException;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads queries, and says where inside the file one is wrong. */
final class Conditions {
  private final Reading reading;

  Conditions(Reading reading) {
    this.reading = reading;
  }

  /** The query; empty, with a problem noted, when it is wrong. */
  Optional<Query> read(Node node, String what) {
    String text = reading.text(node, what);
    try {
      return Optional.of(Query.parse(text));
    } catch (QueryException wrong) {
      String fix = wrong.fix().map(better -> "; try: " + better).orElse("");
      reading.problem(
          place(node, text, wrong.position()),
          "\"" + what + "\": " + wrong.problem() + " in the query: " + text + fix);
      return Optional.empty();
    }
  }

  // A query in quotes begins one column further right; in a folded or filled-in text the columns of
  // the file are not those of the query.
  private Place place(Node node, String text, int position) {
    Place place = reading.place(node);
    if (!(node instanceof ScalarNode scalar) || !text.equals(scalar.getValue())) {
      return place;
    }
    return switch (scalar.getScalarStyle()) {
      case PLAIN, JSON_SCALAR_STYLE -> place.right(position);
      case SINGLE_QUOTED, DOUBLE_QUOTED -> place.right(position + 1);
      case LITERAL, FOLDED -> place;
    };
  }
}
