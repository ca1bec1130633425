package dev.weft.event.query;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in the text each node of a tree was read, so that a later fault can be shown there. */
final class Places implements Faults {
  private final Scanner scanner;
  private final IdentityHashMap<Object, int[]> places = new IdentityHashMap<>();

  Places(Scanner scanner) {
    this.scanner = scanner;
  }

  /** Notes that a node reaches from {@code start} to where the scanner is, and returns it. */
  <T> T placed(T node, int start) {
    places.putIfAbsent(node, new int[] {start, scanner.at});
    return node;
  }

  @Override
  public QueryException at(
      Object node, String problem, Collection<String> expected, @Nullable String instead) {
    int[] place = places.getOrDefault(node, new int[] {0, 0});
    String text = scanner.text;
    String fix =
        instead == null ? null : text.substring(0, place[0]) + instead + text.substring(place[1]);
    return scanner.error(problem, place[0], List.copyOf(expected), fix);
  }

  @Override
  public QueryException inStage(
      Stage stage,
      int word,
      String problem,
      Collection<String> expected,
      @Nullable String instead) {
    int[] place = places.getOrDefault(stage, new int[] {0, 0});
    String text = scanner.text;
    List<StageWords.Word> words = StageWords.of(text.substring(place[0], place[1]));
    int start = place[1];
    int end = place[1];
    if (word >= 0 && word < words.size()) {
      start = place[0] + words.get(word).start();
      end = start + words.get(word).text().length();
    } else if (!words.isEmpty()) {
      StageWords.Word last = words.get(words.size() - 1);
      start = place[0] + last.start() + last.text().length();
      end = start;
    }
    String fix = instead == null ? null : text.substring(0, start) + instead + text.substring(end);
    return scanner.error(problem, start, List.copyOf(expected), fix);
  }
}
