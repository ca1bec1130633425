package dev.weft.lucene;

import java.io.IOException;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.MergePolicy;

/**
 * Merges on one thread, of the least priority: a merge takes a processor and the disk for seconds,
 * and nobody waits for it.
 */
final class Merging extends ConcurrentMergeScheduler {
  private static final int MOST_WAITING = 4;

  Merging() {
    setMaxMergesAndThreads(MOST_WAITING, 1);
  }

  // No order of threads is relied on, only who gets a processor first.
  @Override
  @SuppressWarnings("ThreadPriorityCheck")
  protected synchronized MergeThread getMergeThread(MergeSource source, MergePolicy.OneMerge merge)
      throws IOException {
    MergeThread thread = super.getMergeThread(source, merge);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }
}
