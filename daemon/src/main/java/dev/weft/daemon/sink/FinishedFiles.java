package dev.weft.daemon.sink;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of files that are written no more: compressed and, when there are too many, deleted,
 * on a thread of its own. Only files whose names the sink's own path makes are ever touched.
 */
final class FinishedFiles {
  private static final Logger LOG = System.getLogger(FinishedFiles.class.getName());
  private static final Pattern NUMBER = Pattern.compile("\\.(\\d{6,})(\\.[^./]*)?(\\.gz)?$");

  private final FileSinkSettings settings;
  private final Pattern ours;
  private final ExecutorService worker;
  private long lastNumber;

  private record Finished(Path path, Instant modified, long size) {}

  FinishedFiles(FileSinkSettings settings) {
    this.settings = settings;
    this.ours = settings.path().pattern();
    this.worker =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "weft-files{" + settings.name() + "}");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The name for a file that is full. */
  Path nextNumber(Path full) throws IOException {
    // Remembered too: a file that is being compressed may be seen under neither of its names.
    long highest = lastNumber;
    for (Path path : found()) {
      Matcher matcher = NUMBER.matcher(path.toString());
      if (matcher.find()) {
        highest = Math.max(highest, Long.parseLong(matcher.group(1)));
      }
    }
    lastNumber = highest + 1;
    return PathTemplate.numbered(full, lastNumber);
  }

  private List<Path> found() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        settings.path().folder(),
        Set.of(),
        settings.path().depth(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && ours.matcher(file.toString()).matches()) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          // Compressed or deleted since its folder was listed.
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException vanished) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /** Looks after all files but the one that is being written; returns at once. */
  void tidy(@Nullable Path current) {
    if (settings.tidies() && current != null && !worker.isShutdown()) {
      Path active = current.toAbsolutePath();
      worker.execute(() -> tidyNow(active));
    }
  }

  private void tidyNow(Path active) {
    try {
      if (settings.gzip()) {
        for (Path path : found()) {
          if (!path.equals(active) && !path.toString().endsWith(".gz")) {
            compress(path);
          }
        }
      }
      deleteSurplus(active);
    } catch (IOException failed) {
      LOG.log(
          Logger.Level.WARNING,
          "cannot look after the finished files of sink {0}: {1}",
          settings.name(),
          failed.toString());
    }
  }

  private static void compress(Path path) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".gz.part");
    FileTime modified = Files.getLastModifiedTime(path);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(part), 64 << 10)) {
      Files.copy(path, out);
    }
    Files.setLastModifiedTime(part, modified);
    Files.move(
        part,
        path.resolveSibling(path.getFileName() + ".gz"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    Files.delete(path);
  }

  private void deleteSurplus(Path active) throws IOException {
    List<Finished> files = new ArrayList<>();
    for (Path path : found()) {
      if (!path.equals(active)) {
        files.add(
            new Finished(path, Files.getLastModifiedTime(path).toInstant(), Files.size(path)));
      }
    }
    files.sort(
        comparing(Finished::modified, reverseOrder())
            .thenComparing(file -> file.path().toString(), reverseOrder()));
    long total = 0;
    for (int i = 0; i < files.size(); i++) {
      total += files.get(i).size();
      if (isSurplus(files.get(i), i + 1, total)) {
        Files.deleteIfExists(files.get(i).path());
      }
    }
  }

  private boolean isSurplus(Finished file, int rank, long total) {
    return (settings.keepFiles() > 0 && rank > settings.keepFiles())
        || (settings.keepSize() > 0 && total > settings.keepSize())
        || (!settings.keepAge().isZero()
            && file.modified().isBefore(Instant.now().minus(settings.keepAge())));
  }

  /** Waits some seconds for what is being done; what is left is done at the next start. */
  void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(3, TimeUnit.SECONDS)) {
        LOG.log(Logger.Level.INFO, "files of sink {0} are compressed later", settings.name());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
