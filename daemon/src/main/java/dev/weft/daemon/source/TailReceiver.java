package dev.weft.daemon.source;

import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Follows files. Each is known by its identity, not its name: one that is renamed is read to its
 * end, and some seconds beyond, since its writer may not have noticed; one that is emptied is read
 * anew; the one that takes the name is a new file. How far each was read is kept after each look,
 * so that a restart neither repeats nor leaves out.
 *
 * <p>Looks at the files by turns: that works on every file system, and one thread serves them all.
 */
final class TailReceiver implements Receiver {
  private static final Logger LOG = System.getLogger(TailReceiver.class.getName());
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long CLOSE_MILLIS = 3_000;

  private final Options options;
  private final FilePattern pattern;
  private final TailState state;
  private final Map<String, FollowedFile> files = new LinkedHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private @Nullable Thread thread;
  private boolean warned;

  TailReceiver(Options options) {
    this.options = options;
    this.pattern = new FilePattern(options.text("path"));
    this.state =
        new TailState(
            options.has("state")
                ? options.path("state")
                : Path.of("data", "tail-" + options.name() + ".state"));
    // Read here, so that a value that is not of its kind is told before anything starts.
    options.duration("poll");
  }

  @Override
  public void start(Intake intake) throws IOException {
    boolean first = !state.exists();
    resume(state.load(), intake);
    if (first && options.text("from").equals("end")) {
      skipWhatIsThere(intake);
    }
    Thread reader = new Thread(() -> follow(intake), "weft-source{" + options.name() + "}");
    reader.setDaemon(true);
    thread = reader;
    reader.start();
  }

  private void resume(Map<String, TailState.Mark> marks, Intake intake) throws IOException {
    for (Map.Entry<String, TailState.Mark> entry : marks.entrySet()) {
      TailState.Mark mark = entry.getValue();
      Path path = find(entry.getKey(), mark.path());
      if (path != null) {
        files.put(entry.getKey(), FollowedFile.resume(path, lines(path, intake), mark));
      }
    }
  }

  // A file that was renamed while nobody looked is, as a rule, still in its folder.
  private static @Nullable Path find(String identity, Path lastName) throws IOException {
    Path folder = lastName.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return null;
    }
    try (Stream<Path> siblings = Files.list(folder)) {
      for (Path path : siblings.sorted().toList()) {
        if (Files.isRegularFile(path) && FollowedFile.identity(path).equals(identity)) {
          return path;
        }
      }
    }
    return null;
  }

  private void skipWhatIsThere(Intake intake) throws IOException {
    for (Path path : pattern.files()) {
      files.put(
          FollowedFile.identity(path),
          FollowedFile.open(path, lines(path, intake), Files.size(path)));
    }
    save();
  }

  private LineIntake lines(Path path, Intake intake) {
    return new LineIntake(options, path.toString(), Clock.systemUTC(), intake);
  }

  private void follow(Intake intake) {
    long poll = options.duration("poll").toNanos();
    try {
      while (!closing.await(poll, TimeUnit.NANOSECONDS)) {
        look(intake);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    look(intake);
    closeFiles();
  }

  private void look(Intake intake) {
    try {
      Set<String> named = discover(intake);
      boolean changed = false;
      for (Map.Entry<String, FollowedFile> entry : List.copyOf(files.entrySet())) {
        changed |= entry.getValue().read();
        if (!named.contains(entry.getKey()) && entry.getValue().idleNanos() > FAREWELL_NANOS) {
          entry.getValue().end();
          files.remove(entry.getKey());
          changed = true;
        }
      }
      if (changed) {
        save();
      }
      warned = false;
    } catch (IOException | RuntimeException failed) {
      // Tried again at the next look: the file or its folder may be back then.
      LOG.log(
          warned ? Logger.Level.DEBUG : Logger.Level.WARNING,
          "source {0} cannot read now and tries again: {1}",
          options.name(),
          failed.toString());
      warned = true;
    }
  }

  private Set<String> discover(Intake intake) throws IOException {
    Set<String> named = new HashSet<>();
    for (Path path : pattern.files()) {
      try {
        String identity = FollowedFile.identity(path);
        named.add(identity);
        if (!files.containsKey(identity)) {
          files.put(identity, FollowedFile.open(path, lines(path, intake), 0));
        }
      } catch (NoSuchFileException renamedMeanwhile) {
        // Seen at the next look under its new name.
      }
    }
    return named;
  }

  private void save() throws IOException {
    Map<String, TailState.Mark> marks = new LinkedHashMap<>();
    for (Map.Entry<String, FollowedFile> file : files.entrySet()) {
      marks.put(file.getKey(), file.getValue().mark());
    }
    state.save(marks);
  }

  private void closeFiles() {
    try {
      save();
      for (FollowedFile file : files.values()) {
        file.close();
      }
    } catch (IOException failed) {
      LOG.log(
          Logger.Level.WARNING,
          "source {0}: positions may be lost, {1} cannot be written: {2}",
          options.name(),
          state,
          failed.toString());
    }
  }

  @Override
  public String address() {
    return pattern.toString();
  }

  @Override
  public void close() {
    closing.countDown();
    Thread reader = thread;
    if (reader == null) {
      return;
    }
    try {
      reader.join(CLOSE_MILLIS);
      if (reader.isAlive()) {
        reader.interrupt();
        reader.join(CLOSE_MILLIS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
