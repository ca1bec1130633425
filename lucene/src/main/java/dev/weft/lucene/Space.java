package dev.weft.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room there is. Usable from any thread. */
@FunctionalInterface
interface Space {
  /** As the file system says. */
  Space DISK = folder -> Files.getFileStore(folder).getUsableSpace();

  /** How many bytes may still be written to that folder. */
  long usable(Path folder) throws IOException;
}
