package dev.weft.cli;

/** A command that tells of its options, for completion. */
public interface Described {
  /** What it understands. */
  Usage usage();
}
