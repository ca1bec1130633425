package dev.weft.cli;

import java.util.function.UnaryOperator;

/** One line of a picture, cut at the width of the terminal whatever colours are in it. */
public final class Line {
  private final StringBuilder text = new StringBuilder();
  private final int width;
  private final String cut;
  private int columns;
  private boolean full;

  /**
   * An empty line.
   *
   * @param width columns; 0 for as many as it takes
   * @param cut the sign that something was cut off
   */
  public Line(int width, String cut) {
    this.width = width;
    this.cut = cut;
  }

  /** Adds a text. */
  public Line add(String plain) {
    return add(plain, UnaryOperator.identity());
  }

  /** Adds a text in a style. */
  public Line add(String plain, UnaryOperator<String> style) {
    int length = plain.codePointCount(0, plain.length());
    if (full || length == 0) {
      return this;
    }
    if (width > 0 && columns + length > width) {
      full = true;
      text.append(style.apply(Visible.cut(plain, Math.max(0, width - columns), cut)));
      return this;
    }
    columns += length;
    text.append(style.apply(plain));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
