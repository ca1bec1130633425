package dev.weft.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folders of private servers. One that is still there when the virtual machine ends is removed
 * then, after the processes that write there have ended. Usable from any thread.
 */
final class PrivateFolder {
  private static final Set<Path> THERE = ConcurrentHashMap.newKeySet();

  private PrivateFolder() {}

  /** Makes one whose name begins so. */
  static Path create(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    THERE.add(folder);
    return folder;
  }

  /** Removes all that are there. */
  static void removeAll() {
    THERE.forEach(PrivateFolder::remove);
  }

  /** Removes it with all that is in it. */
  static void remove(Path folder) {
    THERE.remove(folder);
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException remains) {
      // A process that is ending may still write there; the folder is a temporary one.
    }
  }
}
