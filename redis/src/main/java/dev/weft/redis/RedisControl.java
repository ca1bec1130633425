package dev.weft.redis;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.ControlBus;
import dev.weft.event.control.ControlException;
import dev.weft.event.control.Handlers;
import dev.weft.event.control.Instance;
import dev.weft.event.control.Presence;
import dev.weft.event.control.SharedValues;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Joins the parts of an instance's connection to Redis. Usable from any thread. */
final class RedisControl implements Control, RedisLink.Tending {
  private static final System.Logger LOG = System.getLogger(RedisControl.class.getName());
  private static final Duration STATUS_LIMIT = Duration.ofMillis(500);

  private final String prefix;
  private final Handlers handlers;
  private final RedisRegistry registry;
  private final RedisBus bus;
  private final RedisLink link;
  private final Commands commands;
  private final RedisValues values;
  private final List<Runnable> backs = new CopyOnWriteArrayList<>();

  RedisControl(RedisURI uri, String prefix, CommandListener listener, Instance instance) {
    this.prefix = prefix;
    this.handlers = new Handlers(instance);
    this.registry = new RedisRegistry(prefix, instance, handlers);
    this.bus = new RedisBus(prefix, instance, handlers, registry);
    this.link = new RedisLink(uri, bus, this);
    this.commands = new Commands(link, listener);
    this.values = new RedisValues(link, commands);
    bus.over(link, commands);
  }

  @Override
  public ControlBus bus() {
    return bus;
  }

  @Override
  public SharedValues values() {
    return values;
  }

  @Override
  public Map<String, @Nullable Object> status() {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("info", RedisInfo.read(commands.run("INFO", redis -> redis.info(), STATUS_LIMIT)));
    status.put("dbsize", commands.run("DBSIZE", redis -> redis.dbsize(), STATUS_LIMIT));
    return status;
  }

  @Override
  public void announce(Map<String, String> facts) {
    registry.announce(facts);
    link.start();
    link.soon();
  }

  @Override
  public List<Presence> instances() {
    registry.register();
    link.soon();
    return link.outcome(registry.known(link.connected().commands().async()), link.timeout())
        .present();
  }

  @Override
  public void whenBack(Runnable work) {
    backs.add(requireNonNull(work, "work"));
  }

  @Override
  public void back() {
    // Not here, since that work will want to use the connection, which this thread looks after.
    backs.forEach(handlers::run);
  }

  @Override
  public void connected(RedisLink.Pair pair) throws IOException, InterruptedException {
    String[] channels =
        handlers.channels().stream().map(channel -> prefix + channel).toArray(String[]::new);
    if (channels.length > 0) {
      link.await(pair.listening().async().subscribe(channels));
    }
  }

  @Override
  public void beat(RedisLink.Pair pair) throws IOException, InterruptedException {
    try {
      registry.beat(link, pair.commands().async());
    } catch (RedisCommandExecutionException refused) {
      // No permission, or out of memory: then nobody hears of this instance, and all else works.
      LOG.log(Level.DEBUG, "Redis does not let this instance say that it is there", refused);
    }
  }

  @Override
  public void leaving(RedisLink.Pair pair) {
    try {
      link.outcome(registry.leave(pair.commands().async()), STATUS_LIMIT);
    } catch (ControlException gone) {
      LOG.log(Level.DEBUG, "not signed off", gone);
    }
  }

  @Override
  public void close() {
    bus.close();
    link.close();
  }
}
