package dev.weft.web.version;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code versions.json} that {@code weft genversion} writes when an image is built: {@code
 * {"main": {"git_hash": …, "git_tag": …}, "packages": {…}}}. Read each time. Usable from any
 * thread.
 */
public final class VersionsFile {
  private static final System.Logger LOG = System.getLogger(VersionsFile.class.getName());

  private final Path file;

  private VersionsFile(Path file) {
    this.file = file;
  }

  /** That file; empty when there is none. */
  public static Optional<VersionsFile> at(Path file) {
    return Files.isReadable(requireNonNull(file, "file"))
        ? Optional.of(new VersionsFile(file))
        : Optional.empty();
  }

  /**
   * The file as it is.
   *
   * @throws IOException when it is not there any more
   */
  public String text() throws IOException {
    return Files.readString(file, UTF_8);
  }

  /** The hash of what was built; empty when the file does not say. */
  public Optional<String> gitHash() {
    return main("git_hash");
  }

  /** Its tag; empty when the file does not say. */
  public Optional<String> gitTag() {
    return main("git_tag");
  }

  private Optional<String> main(String name) {
    try {
      if (JsonReader.read(text()) instanceof Map<?, ?> all
          && all.get("main") instanceof Map<?, ?> main) {
        return Optional.ofNullable(main.get(name)).map(Object::toString);
      }
    } catch (IOException | JsonException unreadable) {
      LOG.log(Level.WARNING, "no version can be read from " + file + ": " + unreadable);
    }
    return Optional.empty();
  }
}
