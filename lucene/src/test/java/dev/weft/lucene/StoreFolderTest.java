package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testkit.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFolderTest {
  @TempDir private Path folder;

  private LuceneStore store() {
    return new LuceneStore("test", Settings.of(folder));
  }

  @Test
  void open_folderWithOtherFiles_isRefusedAndUntouched() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "mine");

    assertThatThrownBy(() -> store().open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("holds other files and is no event store")
        .hasMessageContaining("name an empty folder");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void open_otherVersion_isRefused() throws IOException {
    Files.writeString(folder.resolve("weft-store"), "7\n");

    assertThatThrownBy(() -> store().open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 7")
        .hasMessageContaining("reads version 2");
  }

  @Test
  void open_twice_namesTheProcessThatHasIt() throws IOException {
    LuceneStore first = store();
    first.open();
    try {
      assertThatThrownBy(() -> store().open())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
          .hasMessageContaining("a path of its own");
    } finally {
      first.close();
    }
    LuceneStore second = store();
    second.open();
    second.close();
  }

  @Test
  void open_aFile_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> new LuceneStore("test", Settings.of(file)).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no folder");
  }

  @Test
  void open_aFolderOfTheVersionBefore_hasAll_andIsOfThisVersion() throws IOException {
    LuceneStore first = store();
    first.open();
    first.append(Records.batch(Records.numbered(0, 100)));
    first.close();
    Path manifest = folder.resolve("weft-store");
    Files.writeString(manifest, "1\n");

    LuceneStore second = store();
    second.open();
    try {
      assertThat(second.arrivals(0, 1000)).hasSize(100);
      assertThat(manifest).hasContent("2");
    } finally {
      second.close();
    }
  }

  @Test
  void beforeOpen_answersWithNothingAndTakesNothing() throws IOException {
    LuceneStore store = store();

    assertThat(store.state().events()).isZero();
    assertThat(store.arrivals(0, 10)).isEmpty();
    assertThat(store.roots("", 10)).isEmpty();
    assertThatThrownBy(() -> store.append(Records.batch(Records.logged(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not open");
  }

  @Test
  void open_afterAClose_hasAllAgain() throws IOException {
    LuceneStore first = store();
    first.open();
    first.append(Records.batch(Records.numbered(0, 100)));
    first.close();
    LuceneStore second = store();
    second.open();
    try {
      assertThat(second.arrivals(0, 1000)).hasSize(100);
      assertThat(second.append(Records.batch(Records.numbered(0, 101)))).isEqualTo(1);
      assertThat(second.state().duplicates()).isEqualTo(100);
    } finally {
      second.close();
    }
  }
}
