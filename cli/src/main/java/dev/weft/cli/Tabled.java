package dev.weft.cli;

/** A command that has a table of its options, for completion. */
public interface Tabled {
  /** What it understands. */
  Usage usage();
}
