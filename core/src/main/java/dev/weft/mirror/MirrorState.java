package dev.weft.mirror;

import dev.weft.event.Event;
import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Source;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.collate.Applied;
import dev.weft.event.collate.Hole;
import dev.weft.event.collate.ObjectTable;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of a mirror, between the receiver's thread that fills it and all who look. What changes
 * is published under the same lock, so that subscribers see the order in which views changed;
 * nobody waits for a subscriber there.
 *
 * <p>Usable from any thread; as an {@link Intake} by one at a time.
 */
final class MirrorState implements Intake {
  // Fair: a stream that comes at full speed must not shut out those who look.
  private final ReentrantLock lock = new ReentrantLock(true);
  private final ObjectTable table;
  private final ChangePublisher publisher;
  private final InstantSource clock;
  private final Duration silence;
  private final Function<@Nullable String, @Nullable RecordFactory<?>> types;
  private final Runnable wantsAttention;
  private final RawEvent view = new RawEvent();
  private Instant lastIncomplete = Instant.MIN;
  private boolean lossSeen;
  private long records;
  private long applied;
  private long ignored;
  private long rejected;
  private long lost;
  private long missed;

  /**
   * A state without objects.
   *
   * @param silence for how long a source has to be unheard to be silent
   * @param types the record to make of objects with a routing key, if there is one
   * @param wantsAttention called when an object waits for a snapshot; returns at once
   */
  MirrorState(
      ObjectTable table,
      ChangePublisher publisher,
      InstantSource clock,
      Duration silence,
      Function<@Nullable String, @Nullable RecordFactory<?>> types,
      Runnable wantsAttention) {
    this.table = table;
    this.publisher = publisher;
    this.clock = clock;
    this.silence = silence;
    this.types = types;
    this.wantsAttention = wantsAttention;
  }

  @Override
  public void accept(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      Event event = null;
      boolean broken = false;
      try {
        event = read(batch.view(i, view));
      } catch (RuntimeException unreadable) {
        broken = true;
      }
      take(event, broken);
    }
  }

  /** The event that matters to a mirror; null for one that does not. */
  private static @Nullable Event read(RawEvent record) {
    if (!Incoming.readable(record)) {
      throw new IllegalArgumentException(record.problem());
    }
    boolean matters = Incoming.heartbeat(record) || Incoming.maybeChange(record);
    return matters && !Incoming.echoes(record) ? EventDecoder.decode(record) : null;
  }

  private void take(@Nullable Event event, boolean broken) {
    boolean incomplete = false;
    lock.lock();
    try {
      records++;
      rejected += broken ? 1 : 0;
      if (event instanceof ObjectChanged change) {
        incomplete = apply(change);
      } else if (event != null) {
        heard(event.source());
      }
    } finally {
      lock.unlock();
    }
    if (incomplete) {
      wantsAttention.run();
    }
  }

  /** Applies it; true when the object waits for a snapshot only since this change. */
  private boolean apply(ObjectChanged change) {
    String id = change.objectId();
    if (change.sequence().isPresent()) {
      heard(change.source());
    }
    boolean before = table.isIncomplete(id);
    Applied result = table.apply(change);
    boolean after = table.isIncomplete(id);
    if (after || before) {
      lastIncomplete = clock.instant();
    }
    if (result instanceof Applied.Duplicate || result instanceof Applied.Ignored) {
      ignored++;
    } else {
      applied++;
      Hole hole = result.hole();
      missed += hole == null || hole.first() == 0 ? 0 : hole.size();
      if (publisher.wanted()) {
        publish(change, result, before && !after);
      }
    }
    return after && !before;
  }

  private void heard(Source source) {
    for (String back : table.heard(source, clock.instant())) {
      if (publisher.wanted()) {
        publishSnapshot(back);
      }
    }
  }

  private void publish(ObjectChanged change, Applied result, boolean whole) {
    String id = change.objectId();
    Hole hole = result.hole();
    if (hole != null && hole.first() > 0) {
      publisher.publish(new Change.Gap(Optional.of(id), hole.size()));
    }
    if (result instanceof Applied.Updated updated
        && !(updated.set().isEmpty() && updated.removed().isEmpty())) {
      publisher.publish(
          new Change.Updated(
              id,
              change.routingKey(),
              change.time(),
              change.sequence(),
              updated.set(),
              updated.removed()));
    }
    boolean told = result instanceof Applied.Updated || result instanceof Applied.Ended;
    if (whole || !told) {
      publishSnapshot(id);
    }
    if (change.message() != null) {
      publisher.publish(
          new Change.Logged(
              id, change.routingKey(), change.time(), change.level(), change.message()));
    }
    if (result instanceof Applied.Ended) {
      get(id).ifPresent(view -> publisher.publish(new Change.Ended(view)));
    }
  }

  private void publishSnapshot(String id) {
    get(id).ifPresent(view -> publisher.publish(new Change.Snapshot(view)));
  }

  @Override
  public void reject(byte[] bytes, String reason, String detail) {
    lock.lock();
    try {
      rejected++;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void lost(long number, String reason) {
    lock.lock();
    try {
      lost += number;
      lossSeen = true;
      for (String id : table.doubt()) {
        publisher.publish(new Change.Gap(Optional.of(id), 0));
      }
    } finally {
      lock.unlock();
    }
    wantsAttention.run();
  }

  Optional<View> get(String id) {
    lock.lock();
    try {
      return table.view(id).map(object -> new View(object, types.apply(object.routingKey())));
    } finally {
      lock.unlock();
    }
  }

  List<View> views() {
    lock.lock();
    try {
      List<View> views = new ArrayList<>();
      table.views().forEach(o -> views.add(new View(o, types.apply(o.routingKey()))));
      return views;
    } finally {
      lock.unlock();
    }
  }

  /** Looks for sources that have fallen silent. */
  void lookForSilence() {
    lock.lock();
    try {
      Map<Source, List<String>> silent = new LinkedHashMap<>();
      for (String id : table.silence(clock.instant(), silence)) {
        get(id)
            .ifPresent(
                view -> silent.computeIfAbsent(view.source(), unused -> new ArrayList<>()).add(id));
      }
      silent.forEach((source, ids) -> publisher.publish(new Change.Silent(source, ids)));
    } finally {
      lock.unlock();
    }
  }

  /** The objects that wait for a snapshot. */
  Set<String> incomplete() {
    lock.lock();
    try {
      return table.incomplete();
    } finally {
      lock.unlock();
    }
  }

  /** When an object last waited for a snapshot; long ago where none ever did. */
  Instant lastIncomplete() {
    lock.lock();
    try {
      return table.incomplete().isEmpty() ? lastIncomplete : clock.instant();
    } finally {
      lock.unlock();
    }
  }

  /** Whether records were lost since the last call. */
  boolean lossSeen() {
    lock.lock();
    try {
      boolean seen = lossSeen;
      lossSeen = false;
      return seen;
    } finally {
      lock.unlock();
    }
  }

  MirrorStats stats() {
    lock.lock();
    try {
      return new MirrorStats(
          records,
          applied,
          ignored,
          rejected,
          lost,
          missed,
          table.size(),
          table.incomplete().size(),
          table.evicted());
    } finally {
      lock.unlock();
    }
  }
}
