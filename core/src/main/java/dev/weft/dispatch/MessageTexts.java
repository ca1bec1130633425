package dev.weft.dispatch;

import dev.weft.capture.Template;
import dev.weft.event.codec.Fragment;
import dev.weft.event.codec.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the arguments of templates with braces, written once: a template that comes
 * again is not searched again.
 *
 * <p>A fixed number of places, found by hash; each holds the template that came last, and only what
 * comes twice, so what is kept is bounded whatever comes. Used by one thread.
 */
final class MessageTexts {
  private static final int PLACES = 512;
  private static final int LONGEST = 512;
  private static final int MOST_ARGUMENTS = 32;

  private final @Nullable String[] templates = new String[PLACES];
  private final Fragment[][] kept = new Fragment[PLACES][];
  private final int[] seenOnce = new int[PLACES];

  /**
   * The texts before, between and behind the template's arguments, one more than it has places for
   * those; null where they are not kept.
   */
  Fragment @Nullable [] of(String template) {
    int hash = template.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    if (template.equals(templates[place])) {
      return kept[place];
    }
    if (seenOnce[place] != hash || template.length() > LONGEST) {
      seenOnce[place] = hash;
      return null;
    }
    Fragment[] texts = split(template);
    if (texts.length > MOST_ARGUMENTS) {
      return null;
    }
    templates[place] = template;
    kept[place] = texts;
    return texts;
  }

  private static Fragment[] split(String template) {
    Texts texts = new Texts();
    Template.braces(template, new Object[MOST_ARGUMENTS], MOST_ARGUMENTS, texts);
    texts.argument(null);
    return texts.pieces.toArray(new Fragment[0]);
  }

  private static final class Texts implements Template.Parts {
    private final List<Fragment> pieces = new ArrayList<>();
    // An escaped place comes as a text of its own.
    private final StringBuilder text = new StringBuilder();

    @Override
    public void text(String template, int from, int to) {
      text.append(template, from, to);
    }

    @Override
    public void argument(@Nullable Object none) {
      pieces.add(RecordWriter.piece(text.toString()));
      text.setLength(0);
    }
  }
}
