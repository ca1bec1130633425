package dev.weft.object;

import dev.weft.capture.Cut;
import dev.weft.capture.Redacted;
import dev.weft.record.CurrentTask;
import dev.weft.record.Recording;
import dev.weft.record.TaskNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an object's values are taken: which are hidden, which are masked, what names they may have.
 * Whatever leaves the program passes here first, so a secret is in no body, message, keyframe or
 * local line.
 *
 * <p>Immutable, usable from any thread.
 */
final class FieldRules {
  // Members of contexture's objects, which its programs cannot have as fields.
  private static final Set<String> RESERVED = Set.of("context", "log", "update", "_");
  private static final int LONGEST_NAME = 256;

  private final Set<String> ignored;
  private final Set<String> redacted;

  FieldRules(Set<String> ignored, Set<String> redacted) {
    this.ignored = Set.copyOf(ignored);
    this.redacted = Set.copyOf(redacted);
  }

  /**
   * The name under which a field travels; one of more than 256 characters is cut.
   *
   * @throws IllegalArgumentException when it is reserved
   */
  static String name(@Nullable String given) {
    String name = String.valueOf(given);
    if (RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is reserved, as in contexture; call the field \"" + name + "_\"");
    }
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** Whether the field's values stay in the program. */
  boolean hides(String name) {
    return !ignored.isEmpty() && ignored.contains(name);
  }

  /** The value as it travels, or {@link Mark#HIDDEN}. */
  @Nullable Object taken(String name, @Nullable Object value) {
    if (hides(name)) {
      return Mark.HIDDEN;
    }
    if (value != null && !redacted.isEmpty() && redacted.contains(name)) {
      return Redacted.MASK;
    }
    if (value instanceof Cut) {
      // A remark of our own.
      return value;
    }
    // Nearly all values are these; the look for a proxy takes longer than the rest.
    boolean plain =
        value == null
            || value instanceof String
            || value instanceof Number
            || value instanceof Boolean;
    return Recording.capture().value(name, plain ? value : linked(value));
  }

  /** The id of what the value leads to; the value itself where it leads nowhere. */
  private static @Nullable Object linked(@Nullable Object value) {
    if (value instanceof LiveObject object) {
      return object.id();
    }
    if (value instanceof LiveObject.Base base) {
      return base.live().id();
    }
    if (value instanceof CurrentTask.Handle scope) {
      TaskNode task = CurrentTask.node(scope);
      return task == null ? null : task.id();
    }
    LiveObject behind = LiveProxy.behind(value);
    return behind == null ? value : behind.id();
  }
}
