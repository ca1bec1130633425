package dev.weft.cli.mon;

/** How a JSON value is written out. Used by one thread. */
interface Style {
  /** Writes the value, which was checked, with all that ends it. */
  void write(Span value, Bytes out);

  /** As it came, and a line feed: what programs read. */
  static Style plain() {
    return (value, out) -> out.add(value).add('\n');
  }
}
