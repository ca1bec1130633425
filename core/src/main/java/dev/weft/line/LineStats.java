package dev.weft.line;

/**
 * What became of lines: {@code accepted = written + failed + lost + those under way}. What to alert
 * on is that {@code lost} or {@code failed} grow.
 *
 * @param accepted all that were handed over
 * @param written given to the output without an error
 * @param failed refused by the output, such as a datagram to a host without an address
 * @param lost not taken, since the queue was full or the log closed
 */
public record LineStats(long accepted, long written, long failed, long lost) {}
