package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WrapTest {
  private final Published published = new Published().start();
  private final Import target = new Import();

  @AfterEach
  void stop() {
    published.close();
  }

  interface Job extends AutoCloseable {
    String getStage();

    void setStage(String stage);

    void setURL(String url);

    Job setDone(int done);

    int getDone();

    boolean isIdle();

    boolean setIdle(boolean idle);

    void setSecret(String secret);

    void settle();

    default String title() {
      return "job " + getStage();
    }

    @Override
    void close() throws IOException;
  }

  static final class Import implements Job {
    private String stage = "new";
    private int done;
    private boolean idle;
    private boolean failing;

    @Override
    public String getStage() {
      return stage;
    }

    @Override
    public void setStage(String next) {
      if (next == null) {
        throw new IllegalArgumentException("no stage");
      }
      stage = next;
    }

    @Override
    public void setURL(String url) {}

    @Override
    public Job setDone(int now) {
      done = now;
      return this;
    }

    @Override
    public int getDone() {
      return done;
    }

    @Override
    public boolean isIdle() {
      return idle;
    }

    @Override
    public boolean setIdle(boolean now) {
      idle = now;
      return true;
    }

    @Override
    public void setSecret(String secret) {}

    @Override
    public void settle() {}

    @Override
    public void close() throws IOException {
      if (failing) {
        throw new IOException("bok");
      }
    }

    @Override
    public String toString() {
      return "import in stage " + stage;
    }
  }

  private Job wrapped(Consumer<LiveObjectBuilder> customizer) {
    return LiveProxy.of(target, Job.class, published.named("job"), customizer);
  }

  @Test
  void setters_writeThroughAndPublish() throws IOException {
    Job job = wrapped(builder -> builder.ignore("secret"));
    job.setStage("parse");
    job.setURL("http://foo.com");
    assertThat(job.setDone(3)).isSameAs(target);
    assertThat(job.setIdle(true)).isTrue();
    job.setSecret("s3cret");
    job.settle();
    LiveObject.of(job).set("extra", 1);

    assertThat(target.getStage()).isEqualTo("parse");
    assertThat(job.getDone()).isEqualTo(3);
    assertThat(job.title()).isEqualTo("job parse");
    assertThat(LiveObject.of(job).values())
        .isEqualTo(
            Map.of("stage", "parse", "URL", "http://foo.com", "done", 3, "idle", true, "extra", 1));
    assertThat(published.changes()).hasSize(6);
    assertThat(published.last().headers()).isEqualTo(Map.of("via", Import.class.getName()));
    assertThat(published.records()).noneMatch(record -> record.contains("s3cret"));
    job.close();
    assertThat(published.last().kind()).isEqualTo(ObjectKind.FINISHED);
  }

  @Test
  void setterThatThrows_publishesNothing() {
    Job job = wrapped(builder -> {});

    assertThatThrownBy(() -> job.setStage(null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no stage");

    assertThat(published.changes()).hasSize(1);
  }

  @Test
  void detached_leavesTheObjectAlone() {
    Job job = wrapped(LiveObjectBuilder::detached);
    assertThat(job.getStage()).isEqualTo("new");
    job.setStage("parse");
    assertThat(job.setDone(4)).isNull();
    assertThat(job.setIdle(true)).isFalse();
    job.setSecret("s3cret");

    assertThat(job.getStage()).isEqualTo("parse");
    assertThat(job.getDone()).isEqualTo(4);
    assertThat(job.isIdle()).isTrue();
    assertThat(target.getStage()).isEqualTo("new");
    assertThat(target.getDone()).isZero();
    assertThat(published.records()).noneMatch(record -> record.contains("s3cret"));
  }

  @Test
  void closeThatFails_endsAsFailed() {
    Job job = wrapped(builder -> {});
    target.failing = true;

    assertThatThrownBy(job::close).isInstanceOf(IOException.class).hasMessage("bok");

    ObjectChanged end = published.last();
    assertThat(end.kind()).isEqualTo(ObjectKind.FINISHED);
    assertThat(end.ending()).isEqualTo("fail");
  }

  @Test
  void proxy_isLikeItsTarget() {
    Job job = wrapped(builder -> {});
    assertThat(job).isEqualTo(target).isEqualTo(wrapped(builder -> {}));
    assertThat(job.hashCode()).isEqualTo(target.hashCode());
    assertThat(job).hasToString("import in stage new");
  }

  @Test
  void wrapped_isALinkToo() {
    Job job = wrapped(builder -> builder.id("j-1"));
    LiveObject owner = published.named("owner").create();

    owner.set("job", job);

    assertThat(published.last().set()).isEqualTo(Map.of("job", "j-1"));
  }

  @Test
  void whatCannotBeWrapped_isRefused() {
    assertThatThrownBy(() -> LiveObject.wrap(target, Import.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            Import.class.getName() + " is no interface; wrap an object behind one, or use sync(…)");
    assertThatThrownBy(() -> LiveObject.of(target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(Import.class.getName() + " was not made by LiveObject.wrap");
    assertThatThrownBy(() -> LiveObject.wrap(context -> {}, Contextual.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"context\" is reserved");
    Contextual hidden = LiveObject.wrap(c -> {}, Contextual.class, b -> b.ignore("context"));
    hidden.setContext("c");
    LiveObject.of(hidden).close();
  }

  interface Contextual {
    void setContext(String context);
  }

  @Test
  void name_isThatOfTheCallingClass() {
    Job job = LiveObject.wrap(target, Job.class);
    assertThat(LiveObject.of(job).name()).isEqualTo("dev.weft.object.WrapTest");
    LiveObject.of(job).close();
  }
}
