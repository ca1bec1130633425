package dev.weft.web.broadcast;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Answers;
import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.ControlBus;
import dev.weft.event.control.ControlException;
import dev.weft.event.control.ControlFactory;
import dev.weft.event.control.LocalControl;
import dev.weft.event.control.Presence;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reaches all instances of the application, this one among them. Until it is connected to an engine
 * it reaches this process only; connecting takes along what was subscribed before.
 *
 * <p>Usable from any thread, and before {@link #startLocal} and {@link #connect}, which is reported
 * once, since others do not hear it then. {@link #close()} ends what it made itself.
 */
public final class Broadcast implements AutoCloseable {
  /** How long to wait for answers when nothing else is said. */
  public static final Duration LIMIT = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(Broadcast.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ControlBus.Handler> subscriptions = new LinkedHashMap<>();
  private final List<Runnable> backs = new CopyOnWriteArrayList<>();
  private Map<String, String> facts = Map.of();
  private volatile boolean started;
  private volatile Control control = LocalControl.alone();
  private boolean own = true;

  /** Of this process only, and not yet started. */
  public Broadcast() {}

  /** Says that it is meant to reach this process only. */
  public void startLocal() {
    started = true;
  }

  /**
   * Reaches all who are connected to the same engine from now on. What was subscribed is subscribed
   * there; questions that wait for answers from this process go on with those that they have.
   *
   * @param control closed by who made it, after this
   */
  public void connect(Control control) {
    connect(control, false);
  }

  /**
   * Makes the connection too, and closes it at the end.
   *
   * @param prefix stands before each channel's name
   * @param listener is told of each command
   * @throws dev.weft.event.flow.ConfigurationException when the address is wrong, or nothing on the
   *     class path knows its scheme
   */
  public void connect(URI address, String prefix, CommandListener listener) {
    Control made = ControlFactory.of(address).connect(address, prefix, listener);
    LOG.log(
        Level.INFO,
        "Broadcast service setup using " + address.getScheme() + ": " + withoutPassword(address));
    connect(made, true);
  }

  private static String withoutPassword(URI address) {
    String text = address.toString();
    String user = address.getRawUserInfo();
    return user == null ? text : text.replace(user + '@', "");
  }

  private void connect(Control next, boolean made) {
    requireNonNull(next, "control");
    lock.lock();
    try {
      Control before = control;
      boolean closing = own;
      subscriptions.forEach(next.bus()::subscribe);
      next.announce(facts);
      next.whenBack(() -> backs.forEach(Runnable::run));
      control = next;
      own = made;
      started = true;
      if (closing) {
        before.close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Answers questions on that channel from now on; takes the place of an earlier handler. */
  public void subscribe(String channel, ControlBus.Handler handler) {
    requireNonNull(channel, "channel");
    requireNonNull(handler, "handler");
    lock.lock();
    try {
      subscriptions.put(channel, handler);
      control.bus().subscribe(channel, handler);
    } finally {
      lock.unlock();
    }
  }

  /** Answers no longer there. Without a handler nothing happens. */
  public void unsubscribe(String channel) {
    lock.lock();
    try {
      subscriptions.remove(channel);
      control.bus().unsubscribe(channel);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells all instances, and waits for none.
   *
   * @throws ControlException when nobody could be told
   */
  public void tell(String channel, Map<String, ?> parameters) {
    usable().bus().tell(channel, parameters);
  }

  /**
   * Asks all instances and waits until each has answered or the time is up.
   *
   * @throws ControlException when nobody could be asked
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Answers ask(String channel, Map<String, ?> parameters, Duration limit)
      throws InterruptedException {
    return usable().bus().ask(channel, parameters, limit);
  }

  /**
   * Asks all instances and waits at most {@link #LIMIT}.
   *
   * @throws ControlException when nobody could be asked
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Answers ask(String channel, Map<String, ?> parameters) throws InterruptedException {
    return ask(channel, parameters, LIMIT);
  }

  /**
   * Makes a function one of all instances: calling it runs it everywhere.
   *
   * @param name the same in all instances; its channel is {@code c2c_decorated_<name>}
   * @param here what it does in this instance
   */
  public BroadcastFunction function(String name, ControlBus.Handler here) {
    BroadcastFunction function = new BroadcastFunction(this, name);
    subscribe(function.channel(), here);
    return function;
  }

  /** Does that each time the connection is there again after a loss. */
  public void whenBack(Runnable work) {
    backs.add(requireNonNull(work, "work"));
  }

  /** All instances that were heard of lately. */
  public List<Presence> instances() {
    return usable().instances();
  }

  /** Tells the others about this instance, such as its version; before or after connecting. */
  public void announce(String name, String fact) {
    lock.lock();
    try {
      Map<String, String> more = new LinkedHashMap<>(facts);
      more.put(name, fact);
      facts = Map.copyOf(more);
      control.announce(facts);
    } finally {
      lock.unlock();
    }
  }

  /** What it is connected to now: the engine, or this process alone. */
  public Control control() {
    return control;
  }

  private Control usable() {
    if (!started) {
      lock.lock();
      try {
        if (!started) {
          LOG.log(Level.ERROR, "Broadcast functionality used before it is setup");
          started = true;
        }
      } finally {
        lock.unlock();
      }
    }
    return control;
  }

  /** Ends what it made itself, and answers no longer. A second call does nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (own) {
        control.close();
      } else {
        subscriptions.keySet().forEach(control.bus()::unsubscribe);
      }
      subscriptions.clear();
    } finally {
      lock.unlock();
    }
  }
}
