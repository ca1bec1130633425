package dev.weft.lucene;

import dev.weft.event.query.Fingerprint;
import dev.weft.event.store.ErrorTally;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Puts errors into groups by their columns. Only those that were indexed before there was a column
 * of faults are read.
 *
 * <p>Used by one thread.
 */
final class ErrorColumns implements Matches.Visitor {
  private final ErrorTally tally = ErrorTally.create();
  private @Nullable Leaf leaf;

  /** The columns of one segment, with the group of each fault in it. */
  private static final class Leaf {
    private final TreeEvents.LeafColumns columns;
    private final LeafTexts faults;
    private final LeafTexts trees;
    private final LeafTexts hosts;
    private final ErrorTally.@Nullable Group[] groups;
    // Of each group the document that was met last: a segment's newest stands first.
    private final int[] earliest;

    Leaf(TreeEvents.LeafColumns columns) throws IOException {
      this.columns = columns;
      faults = new LeafTexts(columns.leaf(), Columns.FAULT);
      trees = new LeafTexts(columns.leaf(), Columns.TREE);
      hosts = new LeafTexts(columns.leaf(), Columns.TREE_HOST);
      groups = new ErrorTally.Group[faults.size()];
      earliest = new int[faults.size()];
    }

    void end() throws IOException {
      for (int i = 0; i < groups.length; i++) {
        ErrorTally.Group group = groups[i];
        if (group != null) {
          group.reach(columns.at(earliest[i]).cursor());
        }
      }
    }
  }

  /** What was counted, when all was. */
  ErrorTally tally() throws IOException {
    endLeaf();
    return tally;
  }

  private void endLeaf() throws IOException {
    Leaf last = leaf;
    if (last != null) {
      last.end();
    }
    leaf = null;
  }

  @Override
  public void visit(Matches.Found match, Matches matches) throws IOException {
    Leaf at = leaf;
    if (at == null || !at.faults.of(match.columns().leaf())) {
      endLeaf();
      at = new Leaf(match.columns());
      leaf = at;
    }
    int doc = match.doc();
    ErrorTally.Group group = group(at, match, matches);
    if (group != null) {
      group.add(match.columns().micros(), at.trees.text(doc), at.hosts.text(doc), match.columns());
    }
  }

  private ErrorTally.@Nullable Group group(Leaf at, Matches.Found match, Matches matches)
      throws IOException {
    int fault = at.faults.ordinal(match.doc());
    if (fault < 0) {
      Fingerprint read = Fingerprint.of(matches.record(match)).orElse(null);
      if (read == null) {
        return null;
      }
      ErrorTally.Group group = tally.group(read.id());
      group.reach(match.columns().cursor());
      return group;
    }
    ErrorTally.Group group = at.groups[fault];
    if (group == null) {
      group = tally.group(at.faults.at(fault));
      at.groups[fault] = group;
    }
    at.earliest[fault] = match.doc();
    return group;
  }
}
