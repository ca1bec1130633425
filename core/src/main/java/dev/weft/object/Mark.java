package dev.weft.object;

/** Stands where a value would, for what is none. Values that were taken are never constants. */
enum Mark {
  /** The name goes. */
  REMOVED,
  /** The value stays in the program. */
  HIDDEN,
  /** Nobody knows the name. */
  UNKNOWN
}
