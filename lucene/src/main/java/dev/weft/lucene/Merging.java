package dev.weft.lucene;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;

/**
 * Merges on one thread, and begins none while appending is held up, for a while: a merge takes a
 * processor and the disk for seconds, and nobody waits for it.
 */
final class Merging extends ConcurrentMergeScheduler {
  private static final int MOST_WAITING = 4;
  private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(20);

  private final Precedence precedence;

  Merging(Precedence precedence) {
    this.precedence = precedence;
    setMaxMergesAndThreads(MOST_WAITING, 1);
  }

  @Override
  protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
    precedence.giveWay(LONGEST_REST, merge::isAborted);
    super.doMerge(source, merge);
  }
}
