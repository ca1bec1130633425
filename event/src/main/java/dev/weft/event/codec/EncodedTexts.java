package dev.weft.event.codec;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of texts that come again and again, such as logger names, templates, and names and
 * values of a task's fields: writing one that was here is a copy.
 *
 * <p>A fixed number of places, found by the text's hash; each holds the text that came last, so
 * what is kept is bounded whatever comes. Long texts are not kept. Used by one thread.
 */
final class EncodedTexts {
  private static final int PLACES = 512;
  private static final int LONGEST = 128;

  private final @Nullable String[] texts = new String[PLACES];
  private final @Nullable Fragment[] encoded = new Fragment[PLACES];
  private final JsonWriter scratch = new JsonWriter();
  private final BiConsumer<JsonWriter, String> encoding;

  /** Keeps what {@code encoding} writes for a text. */
  EncodedTexts(BiConsumer<JsonWriter, String> encoding) {
    this.encoding = encoding;
  }

  /** What the encoding writes for that text. */
  Fragment of(String text) {
    int hash = text.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Fragment known = encoded[place];
    if (known != null && text.equals(texts[place])) {
      return known;
    }
    scratch.reset();
    encoding.accept(scratch, text);
    Fragment json = new Fragment(scratch);
    if (text.length() <= LONGEST) {
      texts[place] = text;
      encoded[place] = json;
    }
    return json;
  }
}
