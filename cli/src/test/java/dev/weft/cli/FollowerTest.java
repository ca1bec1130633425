package dev.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.query.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {
  private final List<String> taken = new ArrayList<>();
  private final Records records =
      new Records(Query.ALL, event -> taken.add(new String(event.toBytes(), UTF_8)));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("app.ndjson");
  }

  @Test
  void growth_isReadLineByLine() throws IOException {
    try (Follower follower = new Follower(file.toString(), records)) {
      follower.poll();
      Files.writeString(file, "{\"a\":1}\n{\"a\"");
      follower.poll();
      assertThat(taken).containsExactly("{\"a\":1}");
      Files.writeString(file, ":2}\n", APPEND);
      follower.poll();
      assertThat(taken).containsExactly("{\"a\":1}", "{\"a\":2}");
    }
  }

  @Test
  void rotation_losesNothingOfTheOldFile() throws IOException {
    Files.writeString(file, "{\"a\":1}\n");
    try (Follower follower = new Follower(file.toString(), records)) {
      follower.poll();
      Files.writeString(file, "{\"a\":2}\n", APPEND);
      Files.move(file, folder.resolve("app.1"));
      Files.writeString(file, "{\"a\":3}\n");
      follower.poll();
      assertThat(taken).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
    }
  }

  @Test
  void absenceBetweenTwoFiles_isBorne() throws IOException {
    Files.writeString(file, "{\"a\":1}\n");
    try (Follower follower = new Follower(file.toString(), records)) {
      follower.poll();
      Files.delete(file);
      follower.poll();
      Files.writeString(file, "{\"a\":2}\n");
      follower.poll();
      assertThat(taken).containsExactly("{\"a\":1}", "{\"a\":2}");
    }
  }

  @Test
  void cutFile_isReadFromItsStart() throws IOException {
    Files.writeString(file, "{\"a\":1}\n{\"half");
    try (Follower follower = new Follower(file.toString(), records)) {
      follower.poll();
      Files.writeString(file, "{\"a\":2}\n");
      follower.poll();
      assertThat(taken).containsExactly("{\"a\":1}", "{\"a\":2}");
    }
  }
}
