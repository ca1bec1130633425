package dev.weft.web.level;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Answers;
import dev.weft.event.control.ControlException;
import dev.weft.level.LoggingLevels;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.broadcast.BroadcastFunction;
import dev.weft.web.view.Route;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The levels of loggers in all instances: changed everywhere at once, remembered together where the
 * engine of the broadcast remembers, and taken over by instances that start later. A change may end
 * by itself; then each instance has the level again that it had before.
 *
 * <p>Usable from any thread. {@link #start()} is called once, after the broadcast was connected.
 */
public final class InstanceLevels implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(InstanceLevels.class.getName());
  private static final String NAME = "name";
  private static final String LEVEL = "level";
  // After which what was stored with a lifetime is gone for all, whatever milliseconds are cut off.
  private static final Duration BEYOND_END = Duration.ofMillis(20);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Broadcast broadcast;
  private final LoggingLevels levels;
  private final InstantSource clock;
  private final Alarms alarms;
  private final StoredLevels stored;
  private final OverriddenLevels here;
  private final BroadcastFunction set;
  private final BroadcastFunction follow;

  /** Of the logging system in use, through that broadcast. */
  public InstanceLevels(Broadcast broadcast) {
    this(broadcast, LoggingLevels.inProgram(), Clock.systemUTC(), new TimerAlarms());
  }

  InstanceLevels(Broadcast broadcast, LoggingLevels levels, InstantSource clock, Alarms alarms) {
    this.broadcast = requireNonNull(broadcast, "broadcast");
    this.levels = requireNonNull(levels, "levels");
    this.clock = clock;
    this.alarms = alarms;
    this.stored = new StoredLevels(() -> broadcast.control().values());
    this.here = new OverriddenLevels(levels, alarms);
    this.set =
        broadcast.function(
            "c2cwsgiutils.logging_view._set_level",
            parameters -> {
              here.set(text(parameters, NAME), text(parameters, LEVEL));
              return true;
            });
    this.follow =
        broadcast.function(
            "dev.weft.level.follow",
            parameters -> {
              followStored(text(parameters, NAME));
              return true;
            });
  }

  private static String text(Map<String, ? extends @Nullable Object> parameters, String name) {
    if (parameters.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("the parameter " + name + " is missing or no text");
  }

  /** Takes over what is remembered, now or as soon as the engine can be reached. */
  public void start() {
    broadcast.whenBack(this::catchUp);
    LOG.log(Level.INFO, "Enabled the /logging/level API");
    restore(true);
  }

  private void restore(boolean first) {
    try {
      stored.all().forEach(this::restore);
    } catch (ControlException unreachable) {
      if (first) {
        LOG.log(
            Level.WARNING,
            "Cannot restore logging levels; tried again every "
                + RETRY.toSeconds()
                + " s: "
                + unreachable.getMessage());
      }
      var unused = alarms.set(RETRY, () -> restore(false));
    }
  }

  // Changes and resets that were told while this instance was cut off.
  private void catchUp() {
    try {
      Map<String, String> all = stored.all();
      all.forEach(this::restore);
      here.revertAllBut(all.keySet());
    } catch (ControlException lostAgain) {
      LOG.log(Level.DEBUG, "levels are looked at again after the next return", lostAgain);
    }
  }

  private void restore(String logger, String level) {
    try {
      take(logger, level);
    } catch (IllegalArgumentException unknown) {
      LOG.log(
          Level.WARNING,
          "Cannot restore logging levels: that of " + logger + ": " + unknown.getMessage());
    }
  }

  private void take(String logger, String level) {
    Optional<Duration> lifetime = stored.lifetime(logger);
    here.set(logger, level);
    lifetime.ifPresent(left -> here.endIn(logger, left.plus(BEYOND_END), () -> ended(logger)));
  }

  /** Has the level that is remembered for that logger, or the one from before all changes. */
  private void followStored(String logger) {
    Optional<String> level = stored.level(logger);
    if (level.isPresent()) {
      take(logger, level.get());
    } else {
      here.revert(logger);
    }
  }

  // Somebody may have set it anew while this instance did not hear of it.
  private void ended(String logger) {
    String old = levels.own(logger);
    try {
      followStored(logger);
    } catch (ControlException unreachable) {
      here.revert(logger);
    }
    Audit.changed(logger, old, levels.own(logger), "", Author.CLOCK);
  }

  /**
   * {@code /logging/level} below the base path, for those who know the secret.
   *
   * @param getChanges whether a GET may change levels too
   */
  public Route route(boolean getChanges) {
    return new Route(
        "c2c_logging_level",
        Set.of("GET", "POST", "DELETE"),
        "/logging/level",
        true,
        true,
        new LevelView(this, getChanges));
  }

  LoggingLevels levels() {
    return levels;
  }

  StoredLevels stored() {
    return stored;
  }

  /** When what is remembered for that logger ends; empty when it does not. */
  Optional<Instant> end(String logger) {
    return stored.lifetime(logger).map(this::after);
  }

  private Instant after(Duration lifetime) {
    return clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Sets a level everywhere.
   *
   * @param level one that exists
   * @param lifetime null for good
   * @return what the instances said to it
   */
  Answers change(String logger, String level, @Nullable Duration lifetime, Author author)
      throws InterruptedException {
    String old = announce(logger, level);
    Answers answers = set.ask(Map.of(NAME, logger, LEVEL, level));
    stored.put(logger, level, lifetime);
    String until = lifetime == null ? "" : after(lifetime).toString();
    Audit.changed(logger, old, level, until, author);
    // Others learn the lifetime from where it is stored: Python takes a name and a level only.
    return lifetime == null ? answers : follow.ask(Map.of(NAME, logger));
  }

  /** Takes back all changes of that logger's level everywhere. */
  Answers reset(String logger, Author author) throws InterruptedException {
    String old = announce(logger, LevelView.RESET);
    boolean removed = stored.remove(logger);
    if (removed) {
      // Python instances do not know what was before. All others do, after this was done.
      set.ask(Map.of(NAME, logger, LEVEL, LoggingLevels.NOT_SET));
    }
    Answers answers = follow.ask(Map.of(NAME, logger));
    Audit.changed(logger, old, levels.own(logger), "", author);
    return answers;
  }

  private String announce(String logger, String level) {
    String old = levels.own(logger);
    // The most serious there is: it is to be seen whatever the levels are.
    LOG.log(Level.ERROR, "Logging of " + logger + " changed from " + old + " to " + level);
    return old;
  }

  /** Ends its thread; levels stay as they are. A second call does nothing. */
  @Override
  public void close() {
    here.close();
    alarms.close();
  }
}
