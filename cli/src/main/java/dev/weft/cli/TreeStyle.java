package dev.weft.cli;

import java.util.Set;

/**
 * How trees are to be drawn.
 *
 * @param width columns; 0 for no limit
 * @param depth levels of tasks to unfold
 * @param errors only what failed
 * @param events log lines too
 * @param runs fold runs of alike tasks
 * @param full whole traces
 * @param fieldLimit characters of a field's value; 0 for no limit
 * @param ignored fields to leave out
 */
record TreeStyle(
    Zone zone,
    Paint paint,
    boolean ascii,
    int width,
    int depth,
    boolean errors,
    boolean events,
    boolean runs,
    boolean full,
    int fieldLimit,
    Set<String> ignored) {
  static TreeStyle of(TreeOptions options, boolean terminal) {
    int width = options.width != null ? options.width : terminal ? Terminal.columns() : 0;
    return new TreeStyle(
        options.look.zone(),
        options.look.paint(terminal),
        options.look.ascii,
        options.full && options.width == null ? 0 : width,
        options.depth != null ? options.depth : Integer.MAX_VALUE,
        options.errors,
        options.events || !options.noEvents,
        options.runs || !options.noRuns,
        options.full,
        options.fieldLimit,
        Set.copyOf(options.ignore));
  }

  Glyphs glyphs() {
    return Glyphs.of(ascii);
  }

  Visible visible() {
    return new Visible(ascii);
  }

  Line line() {
    return new Line(width, glyphs().cut());
  }
}
