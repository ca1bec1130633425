package dev.weft.lucene;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Fingerprint;
import dev.weft.event.store.ErrorTally;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
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
    private final LeafTexts faults;
    private final LeafTexts trees;
    private final LeafTexts hosts;
    private final ErrorTally.@Nullable Group[] groups;

    Leaf(LeafReaderContext leaf) throws IOException {
      faults = new LeafTexts(leaf, Columns.FAULT);
      trees = new LeafTexts(leaf, Columns.TREE);
      hosts = new LeafTexts(leaf, Columns.TREE_HOST);
      groups = new ErrorTally.Group[faults.size()];
    }
  }

  ErrorTally tally() {
    return tally;
  }

  @Override
  public void visit(Matches.Found match, Matches matches) throws IOException {
    Leaf at = leaf;
    if (at == null || !at.faults.of(match.columns().leaf())) {
      at = new Leaf(match.columns().leaf());
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
      RawEvent record = matches.record(match);
      return Fingerprint.of(record).map(known -> tally.group(known.id())).orElse(null);
    }
    ErrorTally.Group group = at.groups[fault];
    if (group == null) {
      group = tally.group(at.faults.at(fault));
      at.groups[fault] = group;
    }
    return group;
  }
}
