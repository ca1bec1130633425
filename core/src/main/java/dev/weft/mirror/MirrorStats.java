package dev.weft.mirror;

/**
 * What a {@link Mirror} has counted. Alert on {@code evicted}, {@code rejected} and {@code missed}
 * that grow.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param records records that came
 * @param applied those of them that changed an object's view
 * @param repeated changes that had come before, or told nothing new
 * @param rejected pieces that were no record, or none that could be made sense of
 * @param lost records that the transport knows to be lost
 * @param missed changes that turned out to be missing, by the holes in objects' numbers
 * @param objects objects held now
 * @param incomplete those of them that wait for a snapshot
 * @param evicted objects let go to keep the bounds
 */
public record MirrorStats(
    long records,
    long applied,
    long repeated,
    long rejected,
    long lost,
    long missed,
    int objects,
    int incomplete,
    long evicted) {}
