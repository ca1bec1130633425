package dev.weft.event.store;

import dev.weft.event.codec.RawEvent;
import java.io.IOException;

/** Reads the record of an event that a store has. For the thread that asks. */
@FunctionalInterface
public interface RecordLookup {
  /** Its record; good until the next one is asked for. */
  RawEvent record(EventId event) throws IOException;
}
