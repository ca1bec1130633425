package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.bridge.LocalLogs;
import dev.weft.event.Event.Outcome;
import dev.weft.record.ListRecorder;
import dev.weft.record.ListRecorder.Recorded;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScopedProxyTest {
  interface Repo {
    @Scoped("load %s")
    String load(@Scoped.Field("row") String id, @Scoped.Field @Scoped.Redact String key)
        throws IOException;

    String plain();

    @Scoped("twice")
    default String twice(String id) throws IOException {
      return load(id, "k") + load(id, "k");
    }
  }

  private static final class Rows implements Repo {
    @Override
    public String load(String id, String key) throws IOException {
      if (id.isEmpty()) {
        throw new IOException("no id");
      }
      return id + key;
    }

    @Override
    public String toString() {
      return "rows";
    }

    @Override
    public String plain() {
      return Scopes.current().map(Scope::toString).orElse("none");
    }
  }

  private final ListRecorder recorder = ListRecorder.install();
  private final boolean linesBefore = LocalLogs.on(false);

  @AfterEach
  void stop() {
    LocalLogs.on(linesBefore);
    recorder.close();
  }

  @Test
  void scopedMethod_isATaskWithItsFields() throws IOException {
    Repo repo = Scopes.proxy(Repo.class, new Rows());
    assertThat(repo.load("7", "s3cret")).isEqualTo("7s3cret");
    assertThat(repo.plain()).isEqualTo("none");
    Recorded start = recorder.records().get(0);
    assertThat(start.template()).isEqualTo("load %s");
    assertThat(start.arguments()).containsExactly("7", "***");
    assertThat(start.context())
        .containsExactlyInAnyOrderEntriesOf(Map.of("row", "7", "key_", "***"));
    assertThat(start.orphan()).isFalse();
    assertThat(recorder.records()).hasSize(2);
  }

  @Test
  void scopedMethod_isAChildOfTheCurrentTask() throws IOException {
    Repo repo = Scopes.proxy(Repo.class, new Rows());
    try (Scope job = Scopes.task("job").start()) {
      repo.load("7", "");
      assertThat(recorder.records().get(1).key().scope()).isEqualTo(job.id().child(1));
    }
  }

  @Test
  void exception_comesOutAsItIs() {
    Repo repo = Scopes.proxy(Repo.class, new Rows());
    assertThatThrownBy(() -> repo.load("", "k"))
        .isInstanceOf(IOException.class)
        .hasMessage("no id");
    assertThat(recorder.records().get(1).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void defaultMethod_isScopedToo() throws IOException {
    assertThat(Scopes.proxy(Repo.class, new Rows()).twice("a")).isEqualTo("akak");
    assertThat(recorder.records()).hasSize(2);
  }

  @Test
  void proxy_equalsWhatItStandsFor() {
    Rows rows = new Rows();
    Repo repo = Scopes.proxy(Repo.class, rows);
    assertThat(repo).isEqualTo(Scopes.proxy(Repo.class, rows));
    assertThat(repo.hashCode()).isEqualTo(rows.hashCode());
    assertThat(repo).hasToString("rows");
    assertThat(repo).isNotEqualTo(Scopes.proxy(Repo.class, new Rows())).isNotEqualTo(null);
  }

  @Test
  void wrongType_isRefusedWithTheReason() {
    assertThatThrownBy(() -> Scopes.proxy(Rows.class, new Rows()))
        .hasMessageContaining("Rows is no interface");
    assertThatThrownBy(() -> Scopes.proxy(Runnable.class, () -> {}))
        .hasMessageContaining("java.lang.Runnable has no method with @Scoped");
  }
}
