package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Mirror} tells its subscribers.
 *
 * <p>Immutable, usable from any thread.
 */
public sealed interface Change {
  /**
   * An object's state as a whole: it was born, or is seen for the first time, or its view is whole
   * again after changes were missing or its process was silent.
   */
  record Snapshot(View view) implements Change {
    /** Checks that the view is there. */
    public Snapshot {
      requireNonNull(view, "view");
    }
  }

  /**
   * Values of an object changed.
   *
   * @param id which object
   * @param routingKey where it is routed; null where the message did not say it
   * @param time when, by the clock of its process
   * @param sequence the change's number; empty where its program does not count. A lower one than
   *     the last is a change that came late
   * @param set the values that are new by it
   * @param removed the names that are gone by it
   */
  record Updated(
      String id,
      @Nullable String routingKey,
      Instant time,
      OptionalLong sequence,
      Map<String, Object> set,
      Set<String> removed)
      implements Change {
    /** Copies the values. */
    public Updated {
      requireNonNull(id, "id");
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
      removed = Set.copyOf(removed);
    }
  }

  /**
   * Something was said with an object.
   *
   * @param id which object
   * @param routingKey where it is routed; null where the message did not say it
   * @param time when, by the clock of its process
   * @param level how serious
   * @param message what
   */
  record Logged(String id, @Nullable String routingKey, Instant time, Level level, String message)
      implements Change {
    /** Checks that the words are there. */
    public Logged {
      requireNonNull(id, "id");
      requireNonNull(message, "message");
    }
  }

  /** An object ended, or was a transient one; the view says how. */
  record Ended(View view) implements Change {
    /** Checks that the view is there. */
    public Ended {
      requireNonNull(view, "view");
    }
  }

  /**
   * Something is missing.
   *
   * @param id the object of which changes did not come: its view is stale until a {@link Snapshot}
   *     follows. Empty when this subscriber was too slow, and changes of any objects were left out
   *     for it: what {@link Mirror#views} has is right
   * @param missed how many changes; 0 where records were lost, and nobody knows of which objects
   */
  record Gap(Optional<String> id, long missed) implements Change {}

  /**
   * A process has not been heard for three heartbeats, and the views of its objects are stale.
   *
   * @param source which process
   * @param ids its living objects
   */
  record Silent(Source source, List<String> ids) implements Change {
    /** Copies the ids. */
    public Silent {
      requireNonNull(source, "source");
      ids = List.copyOf(ids);
    }
  }
}
