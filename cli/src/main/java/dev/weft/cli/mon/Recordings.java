package dev.weft.cli.mon;

import dev.weft.cli.Lines;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.Query;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** What was recorded: standard input, files and folders, one after the other. */
final class Recordings {
  static final String STANDARD = "-";

  // For clocks that go ahead of the one that named the file.
  private static final Duration CLOCK_MARGIN = Duration.ofHours(1);

  private final InputStream in;
  private final PrintStream err;
  private String name = "";
  private Lines lines;

  Recordings(InputStream in, PrintStream err) {
    this.in = in;
    this.err = err;
    this.lines = new Lines((bytes, start, end) -> false);
  }

  /** Where the line taken last stands, for a person. */
  String place() {
    return "line " + lines.number() + " of " + (name.equals(STANDARD) ? "standard input" : name);
  }

  /**
   * The files of those names, folders being all that is in them. Hours of a dump that are over
   * before {@code since} are left out; null for none.
   *
   * @throws IllegalArgumentException when one cannot be read; the message says which and why
   */
  static List<String> expand(List<String> names, @Nullable Query since) throws IOException {
    if (names.isEmpty()) {
      return List.of(STANDARD);
    }
    List<String> files = new ArrayList<>();
    for (String each : names) {
      Path path = Path.of(each);
      if (each.equals(STANDARD)) {
        files.add(each);
      } else if (!Files.exists(path)) {
        throw new IllegalArgumentException("no such file or folder: " + each);
      } else if (!Files.isReadable(path)) {
        throw new IllegalArgumentException("not permitted to read " + each);
      } else if (Files.isDirectory(path)) {
        addFolder(path, since, files);
      } else {
        files.add(each);
      }
    }
    return files;
  }

  private static void addFolder(Path folder, @Nullable Query since, List<String> files)
      throws IOException {
    List<Path> all = Folder.files(folder);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("the folder " + folder + " has no files");
    }
    for (Path file : all) {
      Instant end = Folder.hourEnd(folder, file).orElse(null);
      if (since == null || end == null || mayHold(since, end.plus(CLOCK_MARGIN))) {
        files.add(file.toString());
      }
    }
  }

  // A record of the hour's end stands for all that can be in it: the query knows the time's forms.
  private static boolean mayHold(Query since, Instant end) {
    byte[] latest =
        new JsonWriter()
            .beginObject()
            .name("created")
            .number(end.getEpochSecond())
            .endObject()
            .toBytes();
    return since.matches(new RawEvent().over(latest));
  }

  /**
   * Reads that input to its end; one that is damaged as far as it goes.
   *
   * @param pause told when nothing is there to be read at the moment
   * @return false when told to stop
   */
  boolean read(String input, Lines.Taker taker, Lines.Pause pause) throws IOException {
    name = input;
    lines = new Lines(taker);
    if (input.equals(STANDARD)) {
      return read(in, pause);
    }
    try (InputStream file = Files.newInputStream(Path.of(input))) {
      return read(file, () -> {});
    }
  }

  private boolean read(InputStream source, Lines.Pause pause) throws IOException {
    try {
      return lines.readAll(Lines.plain(source), source, pause);
    } catch (EOFException | ZipException damaged) {
      err.println(
          (name.equals(STANDARD) ? "standard input" : name)
              + " is cut off or damaged behind line "
              + lines.number()
              + "; what is before it was read");
      return true;
    }
  }
}
