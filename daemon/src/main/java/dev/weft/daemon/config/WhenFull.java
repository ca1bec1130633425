package dev.weft.daemon.config;

import java.util.Locale;

/** What becomes of records when a sink's buffer is full. */
public enum WhenFull {
  /** The records that come are dropped and counted; what waits stays. The default. */
  DROP_NEWEST,
  /** The records that have waited longest are dropped and counted. */
  DROP_OLDEST,
  /** The source waits, and with it whoever sends to it. */
  BLOCK;

  static WhenFull of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
