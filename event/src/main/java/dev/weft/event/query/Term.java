package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One thing to look for. Immutable, usable from any thread. */
public sealed interface Term {
  /**
   * A bare word, perhaps with asterisks that stand for any text.
   *
   * @param parts the texts between the asterisks: one for a plain word, {@code ["tim", ""]} for
   *     {@code tim*}
   */
  record Word(List<String> parts) implements Term {
    /** Copies the parts; a plain word is not empty. */
    public Word {
      parts = List.copyOf(parts);
      if (parts.isEmpty() || parts.equals(List.of(""))) {
        throw new IllegalArgumentException("a word must not be empty");
      }
    }

    /** A plain word. */
    public static Word of(String text) {
      return new Word(List.of(text));
    }

    /** Whether it holds an asterisk. */
    public boolean glob() {
      return parts.size() > 1;
    }

    /** Whether it is a lone asterisk, which any value matches. */
    public boolean anything() {
      return glob() && parts.stream().allMatch(String::isEmpty);
    }

    /** The text, with its asterisks. */
    public String text() {
      return String.join("*", parts);
    }
  }

  /** A quoted text, taken literally. */
  record Phrase(String text) implements Term {
    /** Checks that the text is there. */
    public Phrase {
      requireNonNull(text, "text");
    }
  }

  /**
   * A regular expression, found anywhere in a value.
   *
   * @param pattern in the syntax of {@link java.util.regex.Pattern}
   * @param flags none or more of {@code i} (either case) and {@code m} (lines)
   */
  record Regex(String pattern, String flags) implements Term {
    /** Checks that the texts are there. */
    public Regex {
      requireNonNull(pattern, "pattern");
      requireNonNull(flags, "flags");
    }
  }
}
