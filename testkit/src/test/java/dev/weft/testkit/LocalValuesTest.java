package dev.weft.testkit;

import dev.weft.event.control.LocalControl;
import dev.weft.event.control.SharedValues;

/** The values in memory keep what all promise. */
class LocalValuesTest extends SharedValuesContract {
  private final SharedValues values = LocalControl.alone().values();

  @Override
  protected SharedValues values() {
    return values;
  }
}
