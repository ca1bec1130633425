package dev.weft.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Sink;
import dev.weft.testkit.SinkContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends SinkContract {
  @TempDir private Path folder;

  @Override
  protected Sink createSink() {
    return new FileSenderFactory().create(folder.resolve("app.ndjson").toUri());
  }

  @Override
  protected List<String> arrived() throws IOException {
    Path file = folder.resolve("app.ndjson");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void create_takesRelativeAndAbsolutePaths() {
    FileSenderFactory factory = new FileSenderFactory();

    assertThat(factory.create(URI.create("file:app.ndjson"))).isNotNull();
    assertThatThrownBy(() -> factory.create(URI.create("file:///var/log/")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"to: file:///var/log/\" names no file; write file:app.ndjson");
  }

  @Test
  void open_withoutItsFolder_saysSo() {
    Path file = folder.resolve("away").resolve("app.ndjson");

    try (Sink sink = new FileSenderFactory().create(file.toUri())) {
      assertThatThrownBy(sink::open)
          .isInstanceOf(IOException.class)
          .hasMessage("the folder of " + file + " is not there");
    }
  }
}
