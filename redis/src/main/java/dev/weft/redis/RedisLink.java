package dev.weft.redis;

import dev.weft.event.control.ControlException;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Two connections to Redis, one that listens and one for commands, which are there together or not
 * at all: made on first use, looked after from then on, and made again every half second after a
 * loss, by a thread of its own.
 *
 * <p>Usable from any thread.
 */
final class RedisLink implements AutoCloseable {
  /** What is done with the connections; called by the link's own thread. */
  interface Tending {
    /** They are there again: whatever a new connection has to know. */
    void connected(Pair pair) throws IOException, InterruptedException;

    /** Somebody was told that they were gone, and they are there again. */
    void back();

    /** The last that is sent on them. */
    void leaving(Pair pair);

    /** Every two seconds, and soon after {@link RedisLink#soon()}. */
    void beat(Pair pair) throws IOException, InterruptedException;
  }

  /** Both connections. */
  record Pair(
      StatefulRedisConnection<String, String> commands,
      StatefulRedisPubSubConnection<String, String> listening) {
    boolean open() {
      return commands.isOpen() && listening.isOpen();
    }

    void close() {
      var unused = commands.closeAsync();
      var unusedToo = listening.closeAsync();
    }
  }

  private static final System.Logger LOG = System.getLogger(RedisLink.class.getName());
  private static final long RETRY_MILLIS = 500;
  // Each connection has a limit of its own. On a busy machine the driver needs seconds to be
  // loaded.
  private static final Duration FIRST_TRY = Duration.ofSeconds(20);
  private static final long BEAT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long LAST_WORDS_MILLIS = 1_000;

  private final RedisURI uri;
  private final RedisPubSubListener<String, String> listener;
  private final Tending tending;
  private final LettuceClient client;
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch tried = new CountDownLatch(1);
  private @Nullable ScheduledExecutorService keeper;
  private volatile @Nullable Pair pair;
  private volatile boolean closed;
  private volatile String problem = "not connected yet";
  // Of the keeper's thread.
  private boolean complained;
  private long lastBeat;

  RedisLink(RedisURI uri, RedisPubSubAdapter<String, String> listener, Tending tending) {
    this.uri = uri;
    this.listener = listener;
    this.tending = tending;
    this.client = new LettuceClient("weft-control", uri);
  }

  /**
   * The connections; the first calls wait until they were tried to make.
   *
   * @throws ControlException when there are none
   */
  Pair connected() {
    return connected(FIRST_TRY);
  }

  /** The same, where the first call waits no longer than this. */
  Pair connected(Duration limit) {
    start();
    awaitTried(limit);
    Pair there = pair;
    if (there == null || !there.open()) {
      throw new ControlException(
          "no connection to "
              + client.address()
              + ", which is tried again every "
              + RETRY_MILLIS
              + " ms: "
              + problem);
    }
    return there;
  }

  private void awaitTried(Duration limit) {
    if (closed) {
      throw new ControlException("the control of " + client.address() + " is closed");
    }
    try {
      if (!tried.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ControlException(
            client.address() + " did not answer within " + limit.toMillis() + " ms");
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new ControlException("interrupted while connecting to " + client.address(), ending);
    }
  }

  /** Connects in the background, if it does not yet. */
  void start() {
    lock.lock();
    try {
      if (keeper == null && !closed) {
        keeper =
            Executors.newSingleThreadScheduledExecutor(work -> {
              Thread thread = new Thread(work, "c2c_broadcast_listener");
              thread.setDaemon(true);
              return thread;
            });
        var unused =
            keeper.scheduleWithFixedDelay(this::tend, 0, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets the next beat come at once. */
  void soon() {
    execute(() -> {
      lastBeat -= BEAT_NANOS;
      tend();
    });
  }

  private void execute(Runnable work) {
    lock.lock();
    try {
      if (keeper != null) {
        keeper.execute(work);
      }
    } catch (RejectedExecutionException closing) {
      // Then there is nothing left to do.
    } finally {
      lock.unlock();
    }
  }

  private void tend() {
    try {
      Pair there = pair;
      if (there == null || !there.open()) {
        connect();
      } else if (System.nanoTime() - lastBeat >= BEAT_NANOS) {
        await(there.listening().async().ping());
        beat(there);
      }
    } catch (IOException | RuntimeException lost) {
      lost(lost);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      tried.countDown();
    }
  }

  private void beat(Pair there) throws IOException, InterruptedException {
    lastBeat = System.nanoTime();
    tending.beat(there);
  }

  private void connect() throws IOException, InterruptedException {
    noticeLoss();
    Pair made = newPair();
    pair = made;
    tending.connected(made);
    beat(made);
    if (complained) {
      LOG.log(Level.INFO, "Redis is back");
      complained = false;
      tending.back();
    }
  }

  private Pair newPair() throws IOException, InterruptedException {
    StatefulRedisConnection<String, String> commands =
        client.connect(driver -> driver.connectAsync(StringCodec.UTF8, uri));
    boolean whole = false;
    try {
      StatefulRedisPubSubConnection<String, String> listening =
          client.connect(driver -> driver.connectPubSubAsync(StringCodec.UTF8, uri));
      listening.addListener(listener);
      Pair made = new Pair(commands, listening);
      commands.addListener(new Loss());
      listening.addListener(new Loss());
      whole = true;
      return made;
    } finally {
      if (!whole) {
        var unused = commands.closeAsync();
      }
    }
  }

  // Connecting again is left to the next round, so that a connection that is closed as soon as it
  // is
  // made is not made a thousand times a second.
  private void noticeLoss() {
    Pair there = pair;
    if (there != null && !there.open()) {
      lost(new IOException("the connection was closed"));
    }
  }

  private void lost(Exception why) {
    Pair before = pair;
    pair = null;
    if (before != null) {
      before.close();
    }
    problem = LettuceClient.innermost(why);
    if (!complained && !closed) {
      complained = true;
      LOG.log(Level.WARNING, "Redis connection problem", why);
    }
  }

  /**
   * The outcome of a command.
   *
   * @throws IOException when it failed, or did not come within the timeout of the address
   * @throws RedisCommandExecutionException when Redis is in order and says no
   */
  <T> T await(CompletionStage<T> outcome) throws IOException, InterruptedException {
    return await(outcome, uri.getTimeout());
  }

  /**
   * The outcome of a command.
   *
   * @throws IOException when it failed, or did not come in time
   * @throws RedisCommandExecutionException when Redis is in order and says no
   */
  <T> T await(CompletionStage<T> outcome, Duration limit) throws IOException, InterruptedException {
    try {
      return outcome.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RedisCommandExecutionException refused) {
        throw refused;
      }
      throw new IOException(client.address() + ": " + LettuceClient.innermost(failed), failed);
    } catch (TimeoutException silent) {
      throw new IOException(
          client.address() + " did not answer within " + limit.toMillis() + " ms", silent);
    }
  }

  /**
   * The outcome of a command, for callers who are promised no {@link IOException}.
   *
   * @throws ControlException when it failed, or did not come in time
   */
  <T> T outcome(CompletionStage<T> outcome, Duration limit) {
    try {
      return await(outcome, limit);
    } catch (RedisCommandExecutionException refused) {
      throw new ControlException(client.address() + ": " + refused.getMessage(), refused);
    } catch (IOException failed) {
      throw new ControlException(String.valueOf(failed.getMessage()), failed);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new ControlException("interrupted while waiting for " + client.address(), ending);
    }
  }

  /** How long to wait for a command. */
  Duration timeout() {
    return uri.getTimeout();
  }

  /** The connections as they are now; null without. */
  @Nullable Pair now() {
    Pair there = pair;
    return there == null || !there.open() || closed ? null : there;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (keeper != null) {
        keeper.shutdownNow();
      }
    } finally {
      lock.unlock();
    }
    awaitEnd();
    Pair before = pair;
    pair = null;
    if (before != null) {
      tending.leaving(before);
    }
    // Closes both connections, and says so aloud when they are closed twice.
    client.close();
  }

  private void awaitEnd() {
    try {
      if (keeper != null) {
        var unused = keeper.awaitTermination(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the keeper see a loss as soon as the driver does. */
  private final class Loss implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      execute(RedisLink.this::noticeLoss);
    }
  }
}
