package dev.weft.cli.mon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code -vv}: the messages that unfinished objects are made of. Bounded: an object keeps its first
 * thousand, and when all take more than 64 MiB those of the object begun first go. Used by one
 * thread.
 */
final class Underlying {
  private static final int MOST_OF_ONE = 1_000;
  private static final long MOST_BYTES = 64L << 20;

  private final Map<String, List<Span>> byObject = new LinkedHashMap<>();
  private final Bytes buffer = new Bytes();
  private long bytes;

  void add(String id, Message message) {
    List<Span> messages = byObject.computeIfAbsent(id, unused -> new ArrayList<>());
    if (messages.size() < MOST_OF_ONE) {
      message.wrap(message.object(), buffer.reset());
      messages.add(Span.of(buffer.copy()));
      bytes += buffer.length();
    }
    while (bytes > MOST_BYTES) {
      forget(byObject.keySet().iterator().next());
    }
  }

  /** The messages of that object that are held. */
  List<Span> of(String id) {
    return List.copyOf(byObject.getOrDefault(id, List.of()));
  }

  void forget(String id) {
    List<Span> gone = byObject.remove(id);
    if (gone != null) {
      gone.forEach(message -> bytes -= message.end);
    }
  }
}
