package dev.weft.event.codec;

/**
 * What a {@link JsonWriter} knows of the folded lines that it writes, whose form {@link Unfolding}
 * tells: where the run of bytes began that is being written, and how many fragments have numbers.
 *
 * <p>A run's length stands before it and is known behind it. One byte is kept free for it; a run
 * that needs more is moved on, which few do.
 *
 * <p>Used by one thread.
 */
final class Folding {
  /** What ends a line. */
  static final int END = 0;

  /** What a fragment's first bytes stand behind. */
  static final int NEW = 1;

  /** What the first fragment of a text is named by; the others follow. */
  static final int FIRST = 2;

  /** The least byte that a number ends with: so none is a line break, nor anything below it. */
  static final int LEAST = 16;

  /** Numbers from there on take more than one byte. */
  static final int LARGEST_SHORT = 128 - LEAST;

  // Naming a shorter one takes about as much room and time as writing it.
  private static final int SHORTEST = 4;
  private static final int LONGEST_NUMBER = 5;

  private int runAt;
  private int fragments;
  private long text;
  // As it was at the line's beginning.
  private int unfolded;
  private int lineAt;
  private int fragmentsBefore;

  // How many bytes the runs and fragments of this line have, the run being written not counted.
  private int ofLine;

  /** Where complete lines end. */
  int lineAt() {
    return lineAt;
  }

  /** How many bytes the complete lines have when they are unfolded. */
  int unfolded() {
    return unfolded;
  }

  /** Begins a text at the array's beginning. */
  void begin(JsonBytes out) {
    text++;
    fragments = 0;
    fragmentsBefore = 0;
    unfolded = 0;
    lineAt = 0;
    out.length = 0;
    beginLine(out);
  }

  private void beginLine(JsonBytes out) {
    ofLine = 0;
    beginRun(out);
  }

  private void beginRun(JsonBytes out) {
    runAt = out.length;
    out.ensure(1);
    out.length++;
  }

  /** Whether it is worth naming. */
  boolean folds(Fragment fragment) {
    return fragment.json.length >= SHORTEST;
  }

  /** Names the fragment, the first time with what it is. */
  void write(JsonBytes out, Fragment fragment) {
    endRun(out);
    ofLine += fragment.json.length;
    if (fragment.text == text) {
      number(out, FIRST + fragment.number);
    } else {
      fragment.text = text;
      fragment.number = fragments++;
      number(out, NEW);
      number(out, fragment.json.length);
      out.append(fragment.json, 0, fragment.json.length);
    }
    beginRun(out);
  }

  /** Ends a line. */
  void endLine(JsonBytes out) {
    endRun(out);
    number(out, END);
    unfolded += ofLine + 1;
    lineAt = out.length;
    fragmentsBefore = fragments;
    beginLine(out);
  }

  /** Takes back what was written since the last line's end. */
  void cutLine(JsonBytes out) {
    // Fragments that were named there first are not known to a reader.
    text++;
    fragments = fragmentsBefore;
    out.length = lineAt;
    beginLine(out);
  }

  private void endRun(JsonBytes out) {
    int run = out.length - runAt - 1;
    ofLine += run;
    if (run < LARGEST_SHORT) {
      out.bytes[runAt] = (byte) (LEAST + run);
      return;
    }
    int width = width(run);
    out.ensure(width - 1);
    System.arraycopy(out.bytes, runAt + 1, out.bytes, runAt + width, run);
    out.length = runAt;
    number(out, run);
    out.length += run;
  }

  private static int width(int number) {
    int width = 1;
    for (int rest = number; rest >= LARGEST_SHORT; rest >>>= 7) {
      width++;
    }
    return width;
  }

  private static void number(JsonBytes out, int number) {
    out.ensure(LONGEST_NUMBER);
    int rest = number;
    while (rest >= LARGEST_SHORT) {
      out.bytes[out.length++] = (byte) (0x80 | rest);
      rest >>>= 7;
    }
    out.bytes[out.length++] = (byte) (LEAST + rest);
  }
}
