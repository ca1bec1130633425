package dev.weft.cli.version;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.weft.cli.LookOptions;
import dev.weft.cli.OptionCommand;
import dev.weft.cli.Usage;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Command;
import dev.weft.event.command.Streams;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/** {@code weft genversion}: writes {@code versions.json}, for an image that is being built. */
public final class GenversionCommand extends OptionCommand {
  private static final String PACKAGES = "--packages";
  private static final String FILE = "versions.json";
  private static final String HELP =
      """
      Usage: weft genversion [OPTIONS] [TAG] HASH
      Writes versions.json in the working folder: the hash and the tag of what is
      built, and the versions of the packages in it. An application shows it below
      its base path, at /versions.json.

        -p, --packages PATH   where the packages are: a jar, a folder with jars, or
                              a class path; may be given more than once. Without
                              it: all jars below the working folder. Jars within
                              jars are looked into.

      """
          + LookOptions.HELP;
  private static final Usage USAGE = Usage.of(HELP, List.of("-p " + PACKAGES), List.of());

  private final Path folder;

  /** For {@link java.util.ServiceLoader}. */
  public GenversionCommand() {
    this(Path.of(""));
  }

  GenversionCommand(Path folder) {
    super("genversion", "write versions.json: what a build consists of");
    this.folder = folder;
  }

  @Override
  public Usage usage() {
    return USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException {
    List<String> words = given.operands();
    if (words.isEmpty()) {
      throw new IllegalArgumentException("which version? Expected [TAG] HASH");
    }
    if (words.size() > 2) {
      throw new IllegalArgumentException("\"" + words.get(2) + "\" is one argument too many");
    }
    SortedMap<String, String> packages = packages(given.values(PACKAGES));
    String hash = words.get(words.size() - 1);
    String tag = words.size() == 2 ? words.get(0) : "";
    Path file = folder.resolve(FILE);
    Files.writeString(file, VersionsText.of(hash, tag, packages), US_ASCII);
    streams.err().println("wrote " + file + ": " + packages.size() + " packages");
    return Command.FOUND;
  }

  private SortedMap<String, String> packages(List<String> given) throws IOException {
    Packages packages = new Packages();
    if (given.isEmpty()) {
      packages.addAll(folder);
    }
    for (String classPath : given) {
      for (String path : classPath.split(File.pathSeparator, -1)) {
        // As a class path has it: all jars of a folder.
        String plain = path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
        if (!Files.exists(folder.resolve(plain))) {
          throw new IllegalArgumentException(PACKAGES + ": there is no " + plain);
        }
        packages.addAll(folder.resolve(plain));
      }
    }
    return packages.found();
  }
}
