package dev.weft.event.query;

/** A kind whose values stand in one place of a record, and are there when something is. */
abstract class PlacedKind implements Kind {
  final Place place;
  final Faults faults;

  PlacedKind(Place place, Faults faults) {
    this.place = place;
    this.faults = faults;
  }

  @Override
  public Condition present() {
    return (event, around) -> place.find(event);
  }
}
