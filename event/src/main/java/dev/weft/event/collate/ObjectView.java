package dev.weft.event.collate;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.Source;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a live object at one moment.
 *
 * <p>Immutable, usable from any thread. All times are by the source's clock.
 *
 * @param id which object
 * @param routingKey where it is routed, mostly its name; null where no change said it
 * @param headers what travels beside its changes, as the first one that had any said it
 * @param source who has it
 * @param state its values by name, in the order in which they were first seen; lists and maps
 *     inside are immutable too. A name that was removed is not there, one that was set to null is
 * @param completeness how far the state can be believed; stale with nothing missing and a source
 *     that is not silent means that records were lost, perhaps the object's latest
 * @param missing which changes never came, lowest first; a first one from 0 is what was before the
 *     stream was followed
 * @param silent whether its source has not been heard for three heartbeats
 * @param sequence the number of its latest change that is known; empty where the program does not
 *     count (Python's)
 * @param born when it was born; null where that was not seen
 * @param first when it made the first change that was seen
 * @param last when it made the latest one
 * @param message what was said with it last; null for nothing
 * @param level how serious that was
 * @param end how it ended; null for one that lives
 * @param writes how many writes its changes stand for
 */
public record ObjectView(
    String id,
    @Nullable String routingKey,
    Map<String, Object> headers,
    Source source,
    Map<String, Object> state,
    Completeness completeness,
    List<Hole> missing,
    boolean silent,
    OptionalLong sequence,
    @Nullable Instant born,
    Instant first,
    Instant last,
    @Nullable String message,
    Level level,
    @Nullable ObjectEnd end,
    long writes) {
  /** Copies the collections. */
  public ObjectView {
    requireNonNull(id, "id");
    requireNonNull(source, "source");
    requireNonNull(completeness, "completeness");
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    missing = List.copyOf(missing);
  }

  /** Whether it has ended. */
  public boolean ended() {
    return end != null;
  }
}
