package dev.weft.record;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What the ring promises when threads meet in it. Two actors each, so that two cores suffice. */
public final class RingStress {
  private static final int NOTHING = 0;
  private static final int TORN = -1;

  private RingStress() {}

  static void put(Ring ring, int mark) {
    PendingRecord record = marked(mark);
    long position = ring.claim(0);
    if (position >= 0) {
      ring.exchange(position, record);
    }
  }

  static PendingRecord marked(int mark) {
    PendingRecord record = new PendingRecord();
    record.created(mark);
    return record;
  }

  /** The next record's mark. */
  static int take(Ring ring) {
    PendingRecord record = ring.peek();
    if (record == null) {
      return NOTHING;
    }
    int mark = record.createdMicros() == 0 ? TORN : (int) record.createdMicros();
    record.clear();
    ring.release();
    return mark;
  }

  /** A record is seen whole, and in its turn. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "1, 0", "1, 2"},
      expect = ACCEPTABLE,
      desc = "in order, each whole")
  @Outcome(expect = FORBIDDEN, desc = "torn, twice, or out of order")
  @State
  public static class ProducerAndConsumer {
    private final Ring ring = new Ring(2);

    /** Puts two in. */
    @Actor
    public void producer() {
      put(ring, 1);
      put(ring, 2);
    }

    /** Looks twice. */
    @Actor
    public void consumer(II_Result seen) {
      seen.r1 = take(ring);
      seen.r2 = take(ring);
    }
  }

  /** Two producers have a place each. */
  @JCStressTest
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "both, in either order")
  @Outcome(expect = FORBIDDEN, desc = "one was lost or is there twice")
  @State
  public static class TwoProducers {
    private final Ring ring = new Ring(2);

    /** Puts one in. */
    @Actor
    public void first() {
      put(ring, 1);
    }

    /** Puts the other in. */
    @Actor
    public void second() {
      put(ring, 2);
    }

    /** Takes both out. */
    @Arbiter
    public void consumer(II_Result seen) {
      seen.r1 = take(ring);
      seen.r2 = take(ring);
    }
  }

  /** The last place goes to one of two. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "one of them")
  @Outcome(expect = FORBIDDEN, desc = "both, or none")
  @State
  public static class LastPlace {
    private final Ring ring = new Ring(2);

    /** One place is taken. */
    public LastPlace() {
      put(ring, 3);
    }

    /** Wants it. */
    @Actor
    public void first(II_Result got) {
      got.r1 = ring.claim(0) >= 0 ? 1 : 0;
    }

    /** Wants it too. */
    @Actor
    public void second(II_Result got) {
      got.r2 = ring.claim(0) >= 0 ? 1 : 0;
    }
  }

  /** A freed place comes with an empty record. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "still full")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "an empty record in exchange")
  @Outcome(expect = FORBIDDEN, desc = "a record that the consumer had not emptied")
  @State
  public static class Exchange {
    private final Ring ring = new Ring(2);
    private final PendingRecord next = marked(3);

    /** No place is free. */
    public Exchange() {
      put(ring, 1);
      put(ring, 2);
    }

    /** Frees one. */
    @Actor
    public void consumer() {
      take(ring);
    }

    /** Wants it. */
    @Actor
    public void producer(I_Result got) {
      long position = ring.claim(0);
      if (position >= 0) {
        PendingRecord empty = ring.exchange(position, next);
        got.r1 = empty != null && empty.createdMicros() == 0 ? 1 : TORN;
      }
    }
  }

  /** What was claimed before the ring was sealed is still there. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 1"},
      expect = ACCEPTABLE,
      desc = "refused, or taken")
  @Outcome(expect = FORBIDDEN, desc = "accepted and lost")
  @State
  public static class Seal {
    private final Ring ring = new Ring(2);
    private final PendingRecord record = marked(1);

    /** Puts one in, if it may. */
    @Actor
    public void producer(II_Result seen) {
      long position = ring.claim(0);
      if (position >= 0) {
        ring.exchange(position, record);
        seen.r1 = 1;
      }
    }

    /** Ends it. */
    @Actor
    public void end() {
      ring.seal();
    }

    /** Takes out what is there. */
    @Arbiter
    public void rest(II_Result seen) {
      seen.r2 = take(ring);
    }
  }
}
