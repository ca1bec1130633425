package dev.weft.daemon.sink;

import java.time.Duration;

/**
 * What a file sink is told.
 *
 * @param name the sink's own name
 * @param path where to
 * @param rotateSize bytes; 0 for no limit
 * @param rotateEvery zero for never
 * @param gzip whether finished files are compressed
 * @param keepFiles how many finished files; 0 for all
 * @param keepAge of finished files; zero for ever
 * @param keepSize of all finished files in bytes; 0 for any
 * @param flushAfter how long records may be gathered in memory; zero for not at all
 */
record FileSinkSettings(
    String name,
    PathTemplate path,
    long rotateSize,
    Duration rotateEvery,
    boolean gzip,
    long keepFiles,
    Duration keepAge,
    long keepSize,
    Duration flushAfter) {
  boolean tidies() {
    return gzip || keepFiles > 0 || !keepAge.isZero() || keepSize > 0;
  }
}
