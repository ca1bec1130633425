package dev.weft.object;

import dev.weft.event.Level;

/**
 * What a live object was told of itself. Immutable, usable from any thread.
 *
 * @param silent whether nothing is sent
 * @param endless whether no end is told
 * @param localLog whether changes are written to the program's own log
 * @param level of changes without a message, in that log
 * @param coalesceNanos for how long writes are put together; 0 for not at all
 * @param keyframeNanos how often the whole state is sent; 0 for never
 */
record ObjectOptions(
    boolean silent,
    boolean endless,
    boolean localLog,
    Level level,
    long coalesceNanos,
    long keyframeNanos) {}
