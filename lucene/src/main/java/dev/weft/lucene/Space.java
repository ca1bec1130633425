package dev.weft.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** How much room there is. Usable from any thread. */
@FunctionalInterface
interface Space {
  /** As the file system says. Not by a file store, which reads the table of mounts each time. */
  Space DISK =
      folder -> {
        long usable = folder.toFile().getUsableSpace();
        if (usable == 0 && !Files.isDirectory(folder)) {
          throw new NoSuchFileException(folder.toString());
        }
        return usable;
      };

  /** How many bytes may still be written to that folder. */
  long usable(Path folder) throws IOException;
}
