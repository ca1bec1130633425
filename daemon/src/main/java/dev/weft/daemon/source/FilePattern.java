package dev.weft.daemon.source;

import dev.weft.event.flow.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** A path, or a pattern that several paths match. Immutable. */
final class FilePattern {
  private static final int DEEPEST = 20;

  private final Path folder;
  private final int depth;
  private final PathMatcher matcher;
  private final boolean single;
  private final Path path;

  FilePattern(String text) {
    this.path = Path.of(text).toAbsolutePath().normalize();
    this.single = !isWild(text);
    Path fixed = path;
    while (isWild(fixed.toString()) && fixed.getParent() != null) {
      fixed = fixed.getParent();
    }
    this.folder = fixed;
    this.depth = text.contains("**") ? DEEPEST : path.getNameCount() - fixed.getNameCount();
    try {
      this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + path);
    } catch (PatternSyntaxException wrong) {
      throw new ConfigurationException(
          "path", "\"path: " + text + "\" is no pattern: " + wrong.getDescription());
    }
  }

  private static boolean isWild(String text) {
    return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /** The files that are there now, in the order of their names. */
  List<Path> files() throws IOException {
    if (single) {
      return Files.isRegularFile(path) ? List.of(path) : List.of();
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      return walk.filter(matcher::matches).filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException vanished) {
      throw vanished.getCause();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
