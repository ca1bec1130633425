package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import dev.weft.event.WireKey;
import dev.weft.event.codec.RawEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all events have in common that one line of code said: the logger and the text without what
 * varies.
 *
 * <p>The text is the record's {@code msg} where the message shows that arguments were filled into
 * it. Where a program fills them in by itself, numbers, UUIDs, hex digits and quoted parts become
 * {@code {}}, so that its lines fold too. At most 1,000 characters of it count.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param id {@code p} and 12 hex digits: the upper 48 bits of a {@linkplain StableHash hash} of
 *     logger and template, the same everywhere and for ever
 * @param logger who said it; empty where the record does not say
 * @param template the text, with its holes
 */
public record LinePattern(String id, String logger, String template) {
  private static final int LONGEST = 1_000;
  private static final int MOST_BYTES = 4 * LONGEST;
  private static final Place LOGGER = Place.of(WireKey.NAME);
  private static final Place MSG = Place.of(WireKey.MSG);
  private static final Place MESSAGE = Place.of(WireKey.MESSAGE);

  /** Checks that all are there. */
  public LinePattern {
    requireNonNull(id, "id");
    requireNonNull(logger, "logger");
    requireNonNull(template, "template");
  }

  /** The pattern of that logger and template. */
  public static LinePattern of(String logger, String template) {
    String hash = new StableHash().text(logger).text(template).hex();
    return new LinePattern('p' + hash.substring(0, 12), logger, template);
  }

  /** The event's pattern; empty when nothing is said in it. */
  public static Optional<LinePattern> of(RawEvent event) {
    String template = template(event);
    if (template == null) {
      return Optional.empty();
    }
    String logger = LOGGER.text(event);
    return Optional.of(of(logger == null ? "" : logger, template));
  }

  private static @Nullable String template(RawEvent event) {
    String msg = MSG.beginning(event, MOST_BYTES);
    String message = MESSAGE.beginning(event, MOST_BYTES);
    if (msg == null) {
      return message == null ? null : Masking.mask(cut(FreeText.lines(message)));
    }
    boolean filled = message != null && !cut(message).equals(cut(msg.replace("\n", "\\n")));
    return filled ? cut(msg) : Masking.mask(cut(msg));
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }
}
