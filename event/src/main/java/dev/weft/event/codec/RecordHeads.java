package dev.weft.event.codec;

import dev.weft.event.Level;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all records of one statement on one thread have in common, written once: a statement that
 * comes again costs a copy.
 *
 * <p>A fixed number of places, found by hash; each holds what came last, so what is kept is bounded
 * whatever comes. What comes for the first time is not kept yet: a template that is put together
 * anew for each record would only drive others out. Used by one thread.
 */
final class RecordHeads {
  private static final int PLACES = 512;
  private static final int LONGEST = 512;

  /** What is common; the texts are compared by identity first, which mostly decides. */
  record Head(Level level, String logger, String template, long threadId, String threadName) {
    private boolean is(
        Level otherLevel, String otherLogger, String otherTemplate, long otherThread, String name) {
      return level == otherLevel
          && threadId == otherThread
          && template.equals(otherTemplate)
          && logger.equals(otherLogger)
          && threadName.equals(name);
    }

    private boolean isShort() {
      return template.length() + logger.length() + threadName.length() <= LONGEST;
    }
  }

  private final Function<Head, Fragment> encoding;
  private final @Nullable Head[] heads = new Head[PLACES];
  private final @Nullable Fragment[] encoded = new Fragment[PLACES];
  private final int[] seenOnce = new int[PLACES];

  /** Keeps what {@code encoding} writes. */
  RecordHeads(Function<Head, Fragment> encoding) {
    this.encoding = encoding;
  }

  /** The members as JSON, without a comma before or behind them. */
  Fragment of(Level level, String logger, String template, long threadId, String threadName) {
    int hash = hash(level, logger, template, threadId);
    int place = hash & (PLACES - 1);
    Head known = heads[place];
    Fragment made = encoded[place];
    if (known != null && made != null && known.is(level, logger, template, threadId, threadName)) {
      return made;
    }
    Head head = new Head(level, logger, template, threadId, threadName);
    Fragment json = encoding.apply(head);
    if (seenOnce[place] == hash && head.isShort()) {
      heads[place] = head;
      encoded[place] = json;
    }
    seenOnce[place] = hash;
    return json;
  }

  private static int hash(Level level, String logger, String template, long threadId) {
    int hash = (template.hashCode() * 31 + logger.hashCode()) * 31 + (int) threadId;
    hash = hash * 31 + level.number();
    return hash ^ (hash >>> 16);
  }
}
