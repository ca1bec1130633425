package dev.weft.mirror;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An object that {@link Objects} has seen end or, on wish, change.
 *
 * <p>Immutable but for what is inside the messages, usable from any thread.
 *
 * @param object what is known of it
 * @param messages the messages that told it, where they were asked for
 * @param messagesOmitted how many more there were, which were not kept
 */
public record Observed(View object, List<Message> messages, long messagesOmitted) {
  /** Copies the messages. */
  public Observed {
    requireNonNull(object, "object");
    messages = List.copyOf(messages);
  }
}
