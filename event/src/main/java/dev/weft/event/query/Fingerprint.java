package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.ExceptionText.Frame;
import dev.weft.event.query.ExceptionText.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which fault an error is an instance of. Errors with an exception are the same fault when the
 * classes of the exception and its causes are, and the frames of the program's own code, line
 * numbers left out; of each exception the innermost 20 such frames count. Where no frame is the
 * program's own, or there is no exception, logger and {@linkplain LinePattern template} decide.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param id 16 hex digits, the same for the same fault in every store
 * @param title the outermost exception's class, or the logger
 * @param message what the outermost exception says, or the event
 * @param place the innermost frame of the program's own code; null when there is none
 * @param reasons what the identity is made of, each a short fragment of a sentence
 */
public record Fingerprint(
    String id, String title, String message, @Nullable String place, List<String> reasons) {
  private static final int MOST_FRAMES = 20;
  private static final int SHOWN_FRAMES = 3;
  private static final int LONGEST_MESSAGE = 1_000;
  private static final Place EXCEPTION = Place.of(WireKey.EXC_TEXT);
  private static final Place FAILURE_TYPE =
      Place.of(WireKey.WEFT + '.' + WireKey.WEFT_FAILURE + ".type");
  private static final Place FAILURE_MESSAGE =
      Place.of(WireKey.WEFT + '.' + WireKey.WEFT_FAILURE + ".message");
  private static final Place LEVEL = BuiltInField.LEVEL.place();
  private static final Place MESSAGE = BuiltInField.MSG.place();

  /** Copies the reasons. */
  public Fingerprint {
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    requireNonNull(message, "message");
    reasons = List.copyOf(reasons);
  }

  /** The event's fingerprint; empty when it is below {@code error} and has no exception. */
  public static Optional<Fingerprint> of(RawEvent event) {
    List<Thrown> thrown = thrown(event);
    boolean error = LEVEL.number(event) >= Level.ERROR.number();
    if (thrown.isEmpty() && !error && EXCEPTION.text(event) == null) {
      return Optional.empty();
    }
    return Optional.of(make(event, thrown));
  }

  /** The event's exception and what caused it, outermost first; empty when it has none. */
  public static List<Thrown> thrown(RawEvent event) {
    String text = EXCEPTION.text(event);
    List<Thrown> thrown = text == null ? List.of() : ExceptionText.parse(text).thrown();
    String type = thrown.isEmpty() ? FAILURE_TYPE.text(event) : null;
    if (type == null || type.isEmpty()) {
      return thrown;
    }
    String message = FAILURE_MESSAGE.text(event);
    return List.of(new Thrown(type, message == null ? "" : message, List.of()));
  }

  private static Fingerprint make(RawEvent event, List<Thrown> thrown) {
    StableHash hash = new StableHash();
    List<String> reasons = new ArrayList<>();
    if (!thrown.isEmpty()) {
      thrown.forEach(one -> hash.text(one.type()));
      reasons.add(
          "class chain " + thrown.stream().map(Thrown::type).collect(Collectors.joining(" > ")));
    }
    List<String> frames = frames(thrown);
    LinePattern said = LinePattern.of(event).orElseGet(() -> LinePattern.of("", ""));
    if (frames.isEmpty()) {
      hash.text(said.logger()).text(said.template());
      reasons.add("logger " + said.logger());
      reasons.add("template \"" + said.template() + '"');
    } else {
      frames.forEach(hash::text);
      reasons.add(
          "frames "
              + String.join(", ", frames.subList(0, Math.min(SHOWN_FRAMES, frames.size())))
              + (frames.size() > SHOWN_FRAMES ? ", …" : ""));
    }
    return new Fingerprint(
        hash.hex(), title(thrown, said), message(event, thrown), place(thrown), reasons);
  }

  private static String title(List<Thrown> thrown, LinePattern said) {
    return thrown.isEmpty() ? said.logger() : thrown.get(0).type();
  }

  private static String message(RawEvent event, List<Thrown> thrown) {
    String message = thrown.isEmpty() ? "" : thrown.get(0).message();
    if (message.isEmpty()) {
      String said = MESSAGE.beginning(event, LONGEST_MESSAGE);
      message = said == null ? "" : FreeText.lines(said);
    }
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }

  /** The root cause is where it went wrong first. */
  private static @Nullable String place(List<Thrown> thrown) {
    for (int i = thrown.size() - 1; i >= 0; i--) {
      for (Frame frame : thrown.get(i).frames()) {
        if (frame.own()) {
          return frame.text();
        }
      }
    }
    return null;
  }

  private static List<String> frames(List<Thrown> thrown) {
    List<String> all = new ArrayList<>();
    for (Thrown one : thrown) {
      List<String> own = one.frames().stream().filter(Frame::own).map(FrameName::of).toList();
      String last = "";
      int taken = 0;
      for (String frame : own) {
        // A recursion's depth differs from time to time.
        if (!frame.equals(last) && taken < MOST_FRAMES) {
          all.add(frame);
          taken++;
        }
        last = frame;
      }
    }
    return all;
  }
}
