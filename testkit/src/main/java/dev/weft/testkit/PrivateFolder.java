package dev.weft.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What a launcher does with its server's folder. Functions only. */
final class PrivateFolder {
  private PrivateFolder() {}

  /** Removes it with all that is in it. */
  static void remove(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | UncheckedIOException remains) {
      // A process that is ending may still write there; the folder is a temporary one.
    }
  }
}
