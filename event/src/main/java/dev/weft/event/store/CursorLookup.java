package dev.weft.event.store;

import java.io.IOException;

/** Tells where an event stands, for those that want to know: an index has to look it up. */
@FunctionalInterface
public interface CursorLookup {
  /** Its place in the total order. */
  Cursor cursor() throws IOException;
}
