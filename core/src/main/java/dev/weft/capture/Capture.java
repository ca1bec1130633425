package dev.weft.capture;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a value as it is now, on the thread that gives it, so that the dispatcher may write it
 * later.
 *
 * <p>What cannot change is taken by reference, at the cost of some comparisons: null, texts,
 * numbers of the JDK, booleans, characters, UUIDs, {@code java.time}. All else becomes a tree of
 * such values, {@link List}s and {@link Map}s within a budget: 8 levels, 128 entries a container,
 * 4,096 characters a text, 64 Ki characters a value; a record's own values share 64 Ki characters
 * once more. What is left out is marked by a {@link Cut}. An object of no known kind becomes its
 * {@code toString()}, whatever that does: throw, return null, return megabytes, or log.
 *
 * <p>Redaction happens here, before anything is queued: a field whose name says that it is secret,
 * a value of a redacted type, and texts that match a pattern become {@link Redacted#MASK}.
 *
 * <p>Immutable, usable from any thread. Never throws but for errors of the JVM itself.
 */
public final class Capture {
  /** Depth of nested containers. */
  static final int MOST_LEVELS = 8;

  /** Entries of one container. */
  static final int MOST_ENTRIES = 128;

  /** Characters of one text. */
  static final int LONGEST_TEXT = 4096;

  /** Characters of one value with all that is in it. */
  static final int LARGEST_VALUE = 64 * 1024;

  /** Characters of all values of one record's own: its arguments, fields and logging context. */
  public static final int LARGEST_RECORD = 64 * 1024;

  /** What an entry counts beside the characters of its name and value. */
  public static final int COST_OF_ENTRY = 8;

  /** Names of fields that are not shown unless told otherwise; found anywhere in a name. */
  public static final String SECRET_NAMES = "password|token|secret|authorization|cookie";

  /** Redacts by {@link #SECRET_NAMES} only. */
  public static final Capture DEFAULT = builder().build();

  private static final int MOST_NAMES_REMEMBERED = 2048;
  private static final int LONGEST_NAME_REMEMBERED = 256;
  private static final int HARMLESS_NAMES = 256;
  // Longer numbers take quadratic time to print; this is some 4,900 digits.
  private static final int MOST_BITS = 16 * 1024;

  private final Pattern secretNames;
  private final Set<Class<?>> secretTypes;
  private final @Nullable Pattern secretText;
  // A field's name is seen again and again: matching it once spares some 100 ns each time.
  private final Map<String, Boolean> verdicts = new ConcurrentHashMap<>();
  // Before those, since most names are one constant of the program: a look instead of a search.
  // Written and read by all threads without care, as a text is whole whoever sees it.
  private final @Nullable String[] harmless = new String[HARMLESS_NAMES];

  private Capture(Builder builder) {
    secretNames = Pattern.compile(builder.names, Pattern.CASE_INSENSITIVE);
    secretTypes = Set.copyOf(builder.types);
    secretText = builder.text == null ? null : Pattern.compile(builder.text);
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value as it is now; for arguments of a message. */
  public @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return string(text);
    }
    if (value == null
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double) {
      return value;
    }
    return object(value);
  }

  /** The value of a field of that name as it is now, or the mask. */
  public @Nullable Object value(String name, @Nullable Object value) {
    return value != null && isSecret(name) ? Redacted.MASK : value(value);
  }

  /**
   * A text of a message or an exception with what matches the redacted patterns masked; not cut.
   * The same text where no pattern was given.
   */
  public String text(String text) {
    Pattern pattern = secretText;
    if (pattern == null) {
      return text;
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.replaceAll(Redacted.MASK) : text;
  }

  /** A captured value's characters, with {@link #COST_OF_ENTRY} for each entry of a container. */
  public static int size(@Nullable Object captured) {
    if (captured instanceof String text) {
      return text.length();
    }
    if (captured == null || captured instanceof Number || captured instanceof Boolean) {
      return 0;
    }
    if (captured instanceof Cut cut) {
      return cut.text().length();
    }
    int size = 0;
    if (captured instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        size += COST_OF_ENTRY + size(entry.getKey()) + size(entry.getValue());
      }
    } else if (captured instanceof List<?> items) {
      for (Object item : items) {
        size += COST_OF_ENTRY + size(item);
      }
    }
    return size;
  }

  /** What of a captured value is within that many characters; all else of it is cut. */
  public @Nullable Object within(Object captured, int characters) {
    return new Snapshot(this, characters).of(captured);
  }

  /** Whether {@link #text} could change anything. */
  public boolean redactsText() {
    return secretText != null;
  }

  /** Whether a field of that name is never shown. */
  @SuppressWarnings("ReferenceEquality") // another text of the same name is looked up below
  public boolean isSecret(String name) {
    int place = name.hashCode() & (HARMLESS_NAMES - 1);
    if (harmless[place] == name) {
      return false;
    }
    Boolean known = verdicts.get(name);
    if (known == null) {
      known = secretNames.matcher(name).find();
      remember(name, known);
      // Only now, else names that are made anew each time would take turns here.
      harmless[place] = known || name.length() > LONGEST_NAME_REMEMBERED ? null : name;
    }
    return known;
  }

  private void remember(String name, boolean verdict) {
    if (name.length() > LONGEST_NAME_REMEMBERED) {
      return;
    }
    if (verdicts.size() >= MOST_NAMES_REMEMBERED) {
      // Names that are data, such as a map's keys, must not keep the few that recur out for good.
      verdicts.clear();
    }
    verdicts.put(name, verdict);
  }

  /** The text of a captured string value: masked, then cut. */
  Object string(String text) {
    if (secretText != null) {
      // Matched before it is cut, so that a secret is not saved by lying across the cut.
      return Texts.cut(text(Texts.within(text, LARGEST_VALUE)), LONGEST_TEXT);
    }
    return text.length() <= LONGEST_TEXT ? text : Texts.cut(text, LONGEST_TEXT);
  }

  /** A value that takes no walk; null when it takes one. */
  @Nullable Object scalar(Object value) {
    if (isSecretType(value)) {
      return Redacted.MASK;
    }
    if (value instanceof String text) {
      return string(text);
    }
    if (value instanceof Enum<?> constant) {
      return string(Texts.describe(constant));
    }
    if (value instanceof BigInteger number && number.getClass() == BigInteger.class) {
      return number.bitLength() <= MOST_BITS
          ? number
          : new Cut("<number of " + number.bitLength() + " bits>");
    }
    if (value instanceof BigDecimal number && number.getClass() == BigDecimal.class) {
      return number.unscaledValue().bitLength() <= MOST_BITS
          ? number
          : new Cut("<number of " + number.precision() + " digits>");
    }
    return isUnchanging(value) ? value : null;
  }

  private @Nullable Object object(Object value) {
    Object scalar = scalar(value);
    return scalar != null ? scalar : new Snapshot(this, LARGEST_VALUE).of(value);
  }

  private boolean isSecretType(Object value) {
    if (value instanceof Redacted) {
      return true;
    }
    if (secretTypes.isEmpty()) {
      return false;
    }
    return secretTypes.stream().anyMatch(type -> type.isInstance(value));
  }

  private static boolean isUnchanging(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof UUID
        || value instanceof Character
        || value instanceof Float
        || value instanceof Short
        || value instanceof Byte
        || isOfJavaTime(value.getClass());
  }

  private static boolean isOfJavaTime(Class<?> type) {
    // Compared by the class's own package, since getPackageName() is cached in the class: no text
    // is
    // built. A clock or a formatter of that package is no value, but does not change either.
    return type.getClassLoader() == null && type.getPackageName().equals("java.time");
  }

  /** Says what is redacted. */
  public static final class Builder {
    private String names = SECRET_NAMES;
    private Collection<Class<?>> types = List.of();
    private @Nullable String text;

    private Builder() {}

    /**
     * Names of fields and of map keys that are not shown: a regular expression, found anywhere in
     * the name, in either case. Default {@link Capture#SECRET_NAMES}. The empty text redacts no
     * name.
     *
     * @throws java.util.regex.PatternSyntaxException when it is no regular expression
     */
    public Builder names(String expression) {
      // An empty expression would be found in every name.
      names = Pattern.compile(expression.isEmpty() ? "(?!)" : expression).pattern();
      return this;
    }

    /** Types whose values are not shown, beside {@link Redacted}. Default none. */
    public Builder types(Collection<Class<?>> secret) {
      types = List.copyOf(secret);
      return this;
    }

    /**
     * What is masked inside texts: values, messages, exceptions; a regular expression. Default
     * none; one costs a search in every text on the application's thread.
     *
     * @throws java.util.regex.PatternSyntaxException when it is no regular expression
     */
    public Builder text(String expression) {
      text = expression.isEmpty() ? null : Pattern.compile(expression).pattern();
      return this;
    }

    /** Copies the settings. */
    public Capture build() {
      return new Capture(this);
    }
  }

  /** For a person. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "Capture{names=%s, types=%s, text=%s}", secretNames, secretTypes, secretText);
  }
}
