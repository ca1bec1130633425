package dev.weft.lucene;

import dev.weft.event.store.PatternTally;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts patterns by their column, without reading a record.
 *
 * <p>Used by one thread.
 */
final class PatternColumns implements Matches.Visitor {
  private final PatternTally tally = PatternTally.create();
  private @Nullable LeafTexts patterns;
  private PatternTally.@Nullable Group[] groups = {};

  PatternTally tally() {
    return tally;
  }

  @Override
  public void visit(Matches.Found match, Matches matches) throws IOException {
    LeafTexts at = patterns;
    if (at == null || !at.of(match.columns().leaf())) {
      at = new LeafTexts(match.columns().leaf(), Columns.PATTERN);
      patterns = at;
      groups = new PatternTally.Group[at.size()];
    }
    int pattern = at.ordinal(match.doc());
    if (pattern < 0) {
      return;
    }
    PatternTally.Group group = groups[pattern];
    if (group == null) {
      group = tally.group(at.at(pattern));
      groups[pattern] = group;
    }
    TreeEvents.LeafColumns columns = match.columns();
    group.add(Traits.level(columns.traits()), columns.micros(), columns);
  }
}
