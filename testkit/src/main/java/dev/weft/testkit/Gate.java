package dev.weft.testkit;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where threads wait for as long as a test wants them to. Usable from any thread. */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean shut;
  private int waiting;

  /** Goes through, once it is open. */
  void pass() throws InterruptedException {
    lock.lockInterruptibly();
    waiting++;
    try {
      while (shut) {
        opened.await();
      }
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /** Goes through, once it is open; an interrupt does not end the wait. */
  void passUninterruptibly() {
    lock.lock();
    waiting++;
    try {
      while (shut) {
        opened.awaitUninterruptibly();
      }
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  void shut() {
    lock.lock();
    try {
      shut = true;
    } finally {
      lock.unlock();
    }
  }

  void open() {
    lock.lock();
    try {
      shut = false;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a thread waits. */
  boolean blocking() {
    lock.lock();
    try {
      return shut && waiting > 0;
    } finally {
      lock.unlock();
    }
  }
}
