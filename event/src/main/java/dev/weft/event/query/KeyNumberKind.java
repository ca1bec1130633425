package dev.weft.event.query;

import dev.weft.event.EventKey;
import dev.weft.event.codec.RawEvent;
import java.util.function.ToLongFunction;

/** Whole numbers that an event's key holds. */
final class KeyNumberKind extends PlacedKind {
  private final String name;
  private final ToLongFunction<EventKey> part;

  private KeyNumberKind(String name, ToLongFunction<EventKey> part, Place place, Faults faults) {
    super(place, faults);
    this.name = name;
    this.part = part;
  }

  /** The event's number in its task. */
  static KeyNumberKind sequence(Place place, Faults faults) {
    return new KeyNumberKind("seq", EventKey::number, place, faults);
  }

  /** How far below its root the event's task is; 0 in a root. */
  static KeyNumberKind depth(Place place, Faults faults) {
    return new KeyNumberKind("depth", key -> key.scope().depth(), place, faults);
  }

  @Override
  public Condition present() {
    return (event, around) -> number(event) >= 0;
  }

  private long number(RawEvent event) {
    String key = place.text(event);
    return key == null ? -1 : EventKey.parse(key).map(part::applyAsLong).orElse(-1L);
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    String text = Terms.plain(term, name, faults);
    double wanted = Numbers.parse(text);
    if (Double.isNaN(wanted)) {
      throw faults.at(term, name + ": takes a number, not \"" + text + "\"");
    }
    return (event, around) -> {
      long number = number(event);
      return number >= 0 && operator.holds(Double.compare((double) number, wanted));
    };
  }
}
