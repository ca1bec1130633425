package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A question under way: gathers answers until there are enough or the time is up. For those who
 * write engines.
 *
 * <p>Usable from any thread; one waits.
 */
public final class Question {
  private static final System.Logger LOG = System.getLogger(Question.class.getName());

  private final String channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Answers.Answer> answers = new ArrayList<>();
  private boolean ended;

  /** On that channel, which the warning names. */
  public Question(String channel) {
    this.channel = requireNonNull(channel, "channel");
  }

  /** An answer has come. */
  public void answered(Answers.Answer answer) {
    lock.lock();
    try {
      answers.add(answer);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will come: who waits goes on with what is there. */
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for that many answers; warns when they do not come in time.
   *
   * @return those that came, in the order of their arrival
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public List<Answers.Answer> await(int expected, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (answers.size() < expected && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (answers.size() < expected) {
        LOG.log(
            Level.WARNING,
            "timeout waiting for " + answers.size() + '/' + expected + " answers on " + channel);
      }
      return List.copyOf(answers);
    } finally {
      lock.unlock();
    }
  }
}
