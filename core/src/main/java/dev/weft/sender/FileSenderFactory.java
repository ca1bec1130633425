package dev.weft.sender;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * {@code file:app.ndjson} or {@code file:///var/log/app.ndjson} appends records to a local file,
 * one JSON object a line, one write a batch. The folder must be there.
 */
public final class FileSenderFactory implements SenderFactory {
  /** Called by the service loader. */
  public FileSenderFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of("file");
  }

  @Override
  public Sink create(URI address) {
    // file:app.ndjson has no path of its own in a URI's terms, only a scheme's part.
    String path = address.isOpaque() ? address.getSchemeSpecificPart() : address.getPath();
    if (path == null || path.isEmpty() || path.endsWith("/")) {
      throw new ConfigurationException(
          "to", "\"to: " + address + "\" names no file; write file:app.ndjson");
    }
    try {
      return new FileSink(Path.of(path));
    } catch (InvalidPathException refused) {
      throw new ConfigurationException(
          "to", "\"to: " + address + "\" is no path here: " + refused.getReason());
    }
  }
}
