package dev.weft.amqp;

import dev.weft.event.flow.Backoff;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.SnapshotRequester;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Receives messages from RabbitMQ on a thread of its own, and gives on what is there without
 * waiting as batches. Once it has been connected, it connects again for ever when the connection
 * breaks.
 *
 * <p>{@link #start}, {@link #address} and {@link #close} may be called from any one thread, {@link
 * #requestSnapshots} from any.
 */
final class AmqpReceiver implements Receiver, SnapshotRequester {
  private static final System.Logger LOG = System.getLogger(AmqpReceiver.class.getName());
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final Broker broker;
  private final SnapshotQuestions questions;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Subscription subscription;
  private volatile @Nullable Session session;
  private @Nullable Thread thread;

  AmqpReceiver(Broker broker, Subscription subscription) {
    this.broker = broker;
    this.subscription = subscription;
    this.questions = new SnapshotQuestions(broker);
  }

  @Override
  public void start(Intake intake) throws IOException {
    Session first = connect();
    Incoming incoming =
        new Incoming(intake, broker.name(), subscription.interest(), subscription.mostBytes());
    Thread receiving =
        new Thread(() -> run(first, incoming), "weft-amqp-receiver{" + broker.name() + '}');
    receiving.setDaemon(true);
    receiving.start();
    thread = receiving;
  }

  // A broker that does not know the queue's arguments may end the connection over them.
  private Session connect() throws IOException {
    Session full = new Session(broker, subscription);
    session = full;
    try {
      full.open();
      return full;
    } catch (IOException failed) {
      full.close();
      if (!full.argumentsRefused() || isClosing()) {
        throw failed;
      }
      return connectPlainly(failed);
    }
  }

  private Session connectPlainly(IOException refused) throws IOException {
    Subscription without = subscription.withoutQueueArguments();
    Session plain = new Session(broker, without);
    session = plain;
    try {
      plain.open();
    } catch (IOException failed) {
      plain.close();
      failed.addSuppressed(refused);
      throw failed;
    }
    LOG.log(
        Level.WARNING,
        "source {0} goes on without the arguments {1} of its queue, which the broker refuses: {2}",
        broker.name(),
        subscription.queueArguments(),
        refused.getMessage());
    subscription = without;
    return plain;
  }

  @Override
  public String address() {
    return broker.address() + " " + subscription;
  }

  private void run(Session first, Incoming incoming) {
    try {
      Session current = first;
      while (current != null) {
        receive(current, incoming);
        current = again(current);
      }
    } catch (InterruptedException hurry) {
      // close() has waited long enough.
    }
  }

  private void receive(Session current, Incoming incoming) throws InterruptedException {
    Acknowledgements answers = new Acknowledgements(current::acknowledge, subscription.prefetch());
    while (!isClosing()) {
      long patience = answers.patience(POLL_NANOS, System.nanoTime());
      Queue<Arrival> some = current.arrivals().take(patience);
      if (!some.isEmpty()) {
        takeUnlessRepeated(some, current, incoming, answers);
      } else if (current.arrivals().ended() != null) {
        return;
      }
      answers.settleIfDue(System.nanoTime());
    }
    current.stop();
    take(current.arrivals().take(0), current, incoming, answers);
    answers.settle();
  }

  // What a queue keeps until it is acknowledged comes again over the next connection.
  private void takeUnlessRepeated(
      Queue<Arrival> some, Session current, Incoming incoming, Acknowledgements answers) {
    boolean repeated =
        current.arrivals().ended() != null
            && subscription.queue() != null
            && subscription.acknowledges();
    if (repeated) {
      some.clear();
    } else {
      take(some, current, incoming, answers);
    }
  }

  private static void take(
      Queue<Arrival> some, Session current, Incoming incoming, Acknowledgements answers) {
    long last = 0;
    int taken = 0;
    for (Arrival message = some.poll(); message != null; message = some.poll()) {
      if (current.exact() || incoming.isWanted(message)) {
        incoming.take(message);
      }
      last = message.tag();
      taken++;
      if (incoming.isFull()) {
        incoming.flush();
        answers.owe(last, taken, System.nanoTime());
        taken = 0;
      }
    }
    incoming.flush();
    if (taken > 0) {
      answers.owe(last, taken, System.nanoTime());
    }
  }

  private @Nullable Session again(Session ended) throws InterruptedException {
    ended.close();
    if (isClosing()) {
      return null;
    }
    LOG.log(
        Level.WARNING,
        "source {0} is no longer connected to {1} and tries again: {2}",
        broker.name(),
        address(),
        ended.arrivals().ended());
    long since = System.nanoTime();
    Backoff backoff = new Backoff();
    while (!closing.await(backoff.nextNanos(), TimeUnit.NANOSECONDS)) {
      try {
        Session fresh = connect();
        noteReturn(System.nanoTime() - since);
        return fresh;
      } catch (IOException notYet) {
        LOG.log(Level.DEBUG, "source {0} tries again: {1}", broker.name(), notYet.getMessage());
      }
    }
    return null;
  }

  private void noteReturn(long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    if (subscription.queue() == null) {
      LOG.log(
          Level.WARNING,
          "source {0} receives again; its own queue ended with the connection, so what was sent in"
              + " the {1} ms between is lost",
          broker.name(),
          Long.toString(millis));
    } else {
      LOG.log(
          Level.INFO,
          "source {0} receives again after {1} ms; its queue has kept what came",
          broker.name(),
          Long.toString(millis));
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  @Override
  public void requestSnapshots(Set<String> objectIds) throws IOException {
    if (isClosing()) {
      throw new IOException("the connection to " + broker.address() + " is closed");
    }
    questions.ask(objectIds);
  }

  @Override
  public void close() {
    closing.countDown();
    Session current = session;
    if (current != null && !current.isOpen()) {
      // Under way to a broker that may never answer.
      current.cut();
    }
    Thread receiving = thread;
    if (receiving != null) {
      boolean interrupted = join(receiving);
      if (receiving.isAlive()) {
        cut();
        receiving.interrupt();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    questions.close();
  }

  private static boolean join(Thread receiving) {
    try {
      receiving.join(LONGEST_CLOSE.toMillis());
      return false;
    } catch (InterruptedException hurry) {
      return true;
    }
  }

  private void cut() {
    Session current = session;
    if (current != null) {
      current.cut();
    }
  }
}
