package dev.weft.cli.mon;

/** What {@code -z} drops. */
enum Drop {
  /** Without {@code -z}. */
  NOTHING,
  /** {@code -z}: null, empty texts, arrays and objects, and what is empty once they are gone. */
  EMPTY,
  /** {@code -zz}: also 0 and false. */
  FALSY,
  /** lcmon's {@code -z}: like that, but what empties only by it stays, and arrays stay whole. */
  FALSY_AS_FOUND
}
