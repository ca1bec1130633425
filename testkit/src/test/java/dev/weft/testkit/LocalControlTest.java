package dev.weft.testkit;

import dev.weft.event.control.Control;
import dev.weft.event.control.Instance;
import dev.weft.event.control.LocalHub;

/** The engine in the process keeps what all engines promise. */
class LocalControlTest extends ControlBusContract {
  private final LocalHub hub = new LocalHub();

  @Override
  protected Control join(Instance instance) {
    return hub.join(instance);
  }
}
