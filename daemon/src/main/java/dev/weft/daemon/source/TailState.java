package dev.weft.daemon.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far each file was read, kept in a small file of text: a line each, of position, length and
 * sum of the file's head, identity and path. Replaced as a whole, so that a crash leaves the old or
 * the new one.
 */
final class TailState {
  private static final int COLUMNS = 5;

  private final Path file;

  /**
   * How far a file was read.
   *
   * @param position bytes
   * @param headLength how many of its first bytes {@code headSum} is of
   * @param headSum by which to know whether the file was emptied and written anew
   * @param path its last known name
   */
  record Mark(long position, int headLength, long headSum, Path path) {}

  TailState(Path file) {
    this.file = file;
  }

  /** What was kept, by the files' identities; empty when there is none yet. */
  Map<String, Mark> load() throws IOException {
    Map<String, Mark> marks = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", COLUMNS);
        if (parts.length == COLUMNS) {
          marks.put(
              parts[3],
              new Mark(
                  Long.parseLong(parts[0]),
                  Integer.parseInt(parts[1]),
                  Long.parseLong(parts[2]),
                  Path.of(parts[4])));
        }
      }
    } catch (NoSuchFileException firstStart) {
      return marks;
    } catch (NumberFormatException damaged) {
      throw new IOException(
          "the positions in " + file + " cannot be read; delete it to read all files anew",
          damaged);
    }
    return marks;
  }

  boolean exists() {
    return Files.exists(file);
  }

  void save(Map<String, Mark> marks) throws IOException {
    StringBuilder lines = new StringBuilder();
    marks.forEach((identity, mark) ->
        lines
            .append(mark.position())
            .append('\t')
            .append(mark.headLength())
            .append('\t')
            .append(mark.headSum())
            .append('\t')
            .append(identity)
            .append('\t')
            .append(mark.path())
            .append('\n'));
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, lines);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
