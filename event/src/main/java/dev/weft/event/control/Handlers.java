package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one instance and the threads that run them, so that a slow one holds up neither
 * the others nor whoever reads from the network. For those who write engines.
 *
 * <p>Up to {@value #THREADS} run at once and {@value #WAITING} wait; what comes on top of that is
 * answered with an error. The threads are daemons, made when they are needed, and end after a while
 * without work. Usable from any thread.
 */
public final class Handlers implements AutoCloseable {
  /** Keys that an answer of an instance has beside its own. */
  public static final String HOST_NAME = "hostname";

  /** See {@link #HOST_NAME}. */
  public static final String PID = "pid";

  private static final System.Logger LOG = System.getLogger(Handlers.class.getName());
  private static final int THREADS = 16;
  private static final int WAITING = 1_000;
  private static final int IDLE_SECONDS = 30;

  private final Instance instance;
  private final Map<String, ControlBus.Handler> byChannel = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;

  /** None yet, of that instance, whose answers will bear its name. */
  public Handlers(Instance instance) {
    this.instance = requireNonNull(instance, "instance");
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            0,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new Waiting(),
            work -> {
              Thread thread = new Thread(work, "weft-control-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            },
            Handlers::allBusy);
  }

  private static void allBusy(Runnable work, ThreadPoolExecutor threads) {
    if (threads.isShutdown() || threads.getQueue().size() >= WAITING) {
      throw new RejectedExecutionException();
    }
    ((Waiting) threads.getQueue()).put(work);
  }

  /** Sets the channel's handler; returns whether there was none before. */
  public boolean put(String channel, ControlBus.Handler handler) {
    return byChannel.put(requireNonNull(channel, "channel"), requireNonNull(handler, "handler"))
        == null;
  }

  /** Removes the channel's handler; returns whether there was one. */
  public boolean remove(String channel) {
    return byChannel.remove(channel) != null;
  }

  /** Whether that channel has a handler. */
  public boolean has(String channel) {
    return byChannel.containsKey(channel);
  }

  /** The channels that have one, sorted. */
  public Set<String> channels() {
    return new TreeSet<>(byChannel.keySet());
  }

  /**
   * Lets the channel's handler do it, on a thread of its own, and passes on its answer; without a
   * handler nothing happens. An answer that is an object also says which instance it came from, and
   * a handler that throws answers with status 500.
   *
   * @param answer is called once, by a thread of the handlers, or by the caller when all are busy
   */
  public void handle(
      String channel, Map<String, @Nullable Object> parameters, Consumer<@Nullable Object> answer) {
    ControlBus.Handler handler = byChannel.get(channel);
    if (handler == null) {
      return;
    }
    try {
      threads.execute(() -> answer.accept(signed(outcome(handler, parameters))));
    } catch (RejectedExecutionException busy) {
      if (!threads.isShutdown()) {
        answer.accept(signed(failure("too busy: " + WAITING + " broadcast messages are waiting")));
      }
    }
  }

  /** Does something else on one of the threads; what it throws is reported. */
  public void run(Runnable work) {
    try {
      threads.execute(() -> reported(work));
    } catch (RejectedExecutionException busy) {
      LOG.log(Level.WARNING, "left out, since all threads for broadcast messages are busy");
    }
  }

  private static void reported(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failed) {
      LOG.log(Level.ERROR, "work after a loss of the connection failed", failed);
    }
  }

  private static @Nullable Object outcome(
      ControlBus.Handler handler, Map<String, @Nullable Object> parameters) {
    try {
      return handler.handle(parameters);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return failure("interrupted");
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failed) {
      LOG.log(Level.ERROR, "Failed handling a broadcast message", failed);
      String message = failed.getMessage();
      return failure(message == null ? failed.getClass().getName() : message);
    }
  }

  private static Map<String, @Nullable Object> failure(String message) {
    Map<String, @Nullable Object> failure = new LinkedHashMap<>();
    failure.put("status", 500);
    failure.put("message", message);
    return failure;
  }

  private @Nullable Object signed(@Nullable Object answer) {
    if (!(answer instanceof Map<?, ?> map)) {
      return answer;
    }
    Map<String, @Nullable Object> signed = new LinkedHashMap<>();
    map.forEach((key, value) -> signed.put(String.valueOf(key), value));
    signed.put(HOST_NAME, instance.host());
    signed.put(PID, instance.pid());
    return signed;
  }

  /** Ends the threads, interrupting what runs. A second call does nothing. */
  @Override
  public void close() {
    byChannel.clear();
    threads.shutdownNow();
  }

  /**
   * Takes work only when a thread waits for it. So another thread is begun when all are busy, and
   * not, as a plain queue has it, while some have nothing to do; after the last one work is put
   * here.
   */
  private static final class Waiting extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable work) {
      return tryTransfer(work);
    }
  }
}
