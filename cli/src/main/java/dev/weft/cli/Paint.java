package dev.weft.cli;

import dev.weft.event.Level;
import org.jspecify.annotations.Nullable;

/** Colours for a terminal, or none. Colour never says what a letter or word does not say too. */
public final class Paint {
  private static final String RESET = "\033[0m";

  private final boolean on;

  /** Colours everything, or nothing. */
  public Paint(boolean on) {
    this.on = on;
  }

  /**
   * Whether to paint.
   *
   * @param wish {@code auto}, {@code always} or {@code never}
   * @param noColor the environment's NO_COLOR; any text but the empty one switches {@code auto} off
   */
  static Paint of(String wish, boolean terminal, @Nullable String noColor) {
    boolean wanted = terminal && (noColor == null || noColor.isEmpty());
    return new Paint(wish.equals("always") || (wish.equals("auto") && wanted));
  }

  /** Whether it colours. */
  public boolean on() {
    return on;
  }

  /** For what is seldom looked at. */
  public String dim(String text) {
    return with("2", text);
  }

  /** For names and what stands out. */
  public String strong(String text) {
    return with("1", text);
  }

  /** For what went well. */
  public String good(String text) {
    return with("32", text);
  }

  /** For what failed. */
  public String bad(String text) {
    return with("1;31", text);
  }

  /** For holes, losses, clocks: what a reader must not overlook though nothing failed. */
  public String doubt(String text) {
    return with("33", text);
  }

  /** For values. */
  public String value(String text) {
    return with("36", text);
  }

  /** For what has that level. */
  public String level(Level level, String text) {
    return switch (level) {
      case FATAL, ERROR -> bad(text);
      case WARN -> doubt(text);
      case INFO -> text;
      case DEBUG, TRACE -> dim(text);
    };
  }

  private String with(String code, String text) {
    return on && !text.isEmpty() ? "\033[" + code + 'm' + text + RESET : text;
  }
}
