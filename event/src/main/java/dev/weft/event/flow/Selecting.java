package dev.weft.event.flow;

import dev.weft.event.codec.RawEvent;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives on, of each batch, only the records that an {@link Interest} asks for. Called as every
 * intake is, by one thread at a time.
 */
final class Selecting implements Intake {
  // Keys repeat; but somebody may make a new one, and a long one, for each record.
  private static final int MOST_REMEMBERED = 1_000;
  private static final int LONGEST_REMEMBERED = 255;

  private final Interest interest;
  private final Intake next;
  private final RawEvent view = new RawEvent();
  private final Map<String, Boolean> byKey = new HashMap<>();

  Selecting(Interest interest, Intake next) {
    this.interest = interest;
    this.next = next;
  }

  @Override
  public void accept(Batch batch) {
    Batch.Builder some = null;
    for (int i = 0; i < batch.size(); i++) {
      boolean taken = takes(batch.view(i, view));
      if (!taken && some == null) {
        some = firstOf(batch, i);
      } else if (taken && some != null) {
        some.addLine(batch.bytes(), batch.start(i), batch.end(i));
      }
    }
    if (some == null) {
      next.accept(batch);
    } else if (some.size() > 0) {
      next.accept(some.build());
    }
  }

  private static Batch.Builder firstOf(Batch batch, int count) {
    Batch.Builder first = Batch.builder(batch.origin());
    for (int i = 0; i < count; i++) {
      first.addLine(batch.bytes(), batch.start(i), batch.end(i));
    }
    return first;
  }

  private boolean takes(RawEvent record) {
    String problem = record.problem();
    if (problem != null) {
      next.reject(record.toBytes(), "not-json", problem);
      return false;
    }
    return keyMatches(Routing.key(record))
        && (interest.arguments().isEmpty() || interest.headersMatch(Routing.headers(record)));
  }

  private boolean keyMatches(String key) {
    if (key.length() > LONGEST_REMEMBERED) {
      return interest.keyMatches(key);
    }
    Boolean known = byKey.get(key);
    if (known == null) {
      if (byKey.size() >= MOST_REMEMBERED) {
        byKey.clear();
      }
      known = interest.keyMatches(key);
      byKey.put(key, known);
    }
    return known;
  }

  @Override
  public void reject(byte[] bytes, String reason, String detail) {
    next.reject(bytes, reason, detail);
  }

  @Override
  public void lost(long records, String reason) {
    next.lost(records, reason);
  }
}
