package dev.weft.cli;

/**
 * The signs of the pictures, in Unicode or in ASCII.
 *
 * @param branch before an item that others follow
 * @param last before the last item
 * @param bar under a branch
 * @param ends between a task and how it ended
 * @param took before a duration
 * @param hole before what is missing
 * @param hop between processes
 * @param times before the count of a run
 * @param cut for what was left out
 * @param minus before a clock's error
 */
public record Glyphs(
    String branch,
    String last,
    String bar,
    String ends,
    String took,
    String hole,
    String hop,
    String times,
    String cut,
    String minus,
    String begin,
    String done,
    String failed) {
  /** Beyond ASCII. */
  public static final Glyphs UNICODE =
      new Glyphs("├── ", "└── ", "│   ", "⇒", "⧖", "◌", "→", "×", "…", "−", "▸", "✔", "✖");

  /** ASCII alone. */
  public static final Glyphs ASCII =
      new Glyphs("|-- ", "`-- ", "|   ", "=>", "in", "o", "->", "x", "...", "-", ">", "+", "x");

  /** Those that are wanted. */
  public static Glyphs of(boolean ascii) {
    return ascii ? ASCII : UNICODE;
  }
}
