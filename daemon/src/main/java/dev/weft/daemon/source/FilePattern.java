package dev.weft.daemon.source;

import dev.weft.event.flow.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

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
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        Set.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && matcher.matches(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          // Renamed since its folder was listed, or not ours to read.
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
