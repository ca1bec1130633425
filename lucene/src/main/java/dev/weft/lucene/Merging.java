package dev.weft.lucene;

import java.io.IOException;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;

/**
 * Merges on one thread, in the background: a merge takes a processor and the disk for seconds, and
 * nobody waits for it.
 */
final class Merging extends ConcurrentMergeScheduler {
  private static final int MOST_WAITING = 4;

  Merging() {
    setMaxMergesAndThreads(MOST_WAITING, 1);
  }

  @Override
  protected synchronized MergeThread getMergeThread(MergeSource source, MergePolicy.OneMerge merge)
      throws IOException {
    return Background.of(super.getMergeThread(source, merge));
  }
}
