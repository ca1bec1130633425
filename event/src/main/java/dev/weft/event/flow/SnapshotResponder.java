package dev.weft.event.flow;

import java.util.Set;
import java.util.function.Consumer;

/**
 * What a {@link Sink} is too whose transport has a way back: it hears the requests of a {@link
 * SnapshotRequester}.
 */
public interface SnapshotResponder {
  /**
   * Says who answers. Called once, before {@link Sink#open}.
   *
   * @param answer takes the ids asked for, empty for all objects; called by the transport's own
   *     threads, returns soon, never throws
   */
  void answerSnapshotRequests(Consumer<Set<String>> answer);
}
