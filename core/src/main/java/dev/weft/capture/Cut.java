package dev.weft.capture;

/**
 * Stands in a captured value where something was left out for being over the budget: the beginning
 * of a long text, or a remark such as {@code <872 more>} at the end of a list. The wire carries the
 * text, and the path of each such place in {@code weft.trunc}.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param text what is left
 */
public record Cut(String text) {
  /** Just the text, so that one who does not know this type prints the right thing. */
  @Override
  public String toString() {
    return text;
  }
}
