package dev.weft.event.flow;

import dev.weft.event.codec.RawEvent;

/**
 * A step that every record takes: lets it pass, changes it, or ends its way. Called by several
 * receivers' threads at once, so a filter holds no state that is not safe for that.
 */
@FunctionalInterface
public interface Filter {
  /**
   * Looks at, and perhaps edits, the record that the view shows; the view is valid during the call
   * only.
   *
   * @return whether the record goes on
   */
  boolean apply(RawEvent event);
}
