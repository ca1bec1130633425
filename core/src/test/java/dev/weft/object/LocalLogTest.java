package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.bridge.LocalLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the program's own log shows of live objects, here without any transport. */
class LocalLogTest {
  private final Logger logger = Logger.getLogger("web.request");
  private final List<LogRecord> lines = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final ObjectRegistry registry = new ObjectRegistry(nanos::get);
  private Runnable inside = () -> {};
  private final Handler console =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line);
          inside.run();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private boolean before;

  @BeforeEach
  void attach() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(console);
    console.setLevel(Level.ALL);
    before = LocalLogs.on(true);
  }

  @AfterEach
  void detach() {
    LocalLogs.on(before);
    logger.removeHandler(console);
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
  }

  private LiveObjectBuilder named() {
    return new LiveObjectBuilder(registry).name("web.request").id("r-1").longLived();
  }

  private List<String> lines() {
    return lines.stream().map(LogRecord::getMessage).toList();
  }

  @Test
  void changes_areLinesInContexturesForm_bornAndFinishedAreNot() {
    LiveObject request = named().with("url", "http://foo.com").create();
    request.set("status", 200);
    request.update(change -> change.set("foo", 1).set("ok", 2).remove("status"));
    request.log().with("retry", 2).warn("slow {retry} {0}");
    request.log().info("just said");
    request.close();

    assertThat(lines())
        .containsExactly(
            "r-1: status = 200",
            "r-1: foo = 1, ok = 2, status removed",
            "r-1: slow 2 {0}; retry = 2",
            "r-1: just said");
    assertThat(lines)
        .extracting(LogRecord::getLevel)
        .containsExactly(Level.FINE, Level.FINE, Level.WARNING, Level.INFO);
  }

  @Test
  void secrets_areNoneOfThem() {
    LiveObject request = named().ignore("private").redact("iban").create();
    request.update(change ->
        change.set("private", "s3cret").set("iban", "s3cret").set("token", "s3cret").set("ok", 2));
    request.set("private", "s3cret");
    request.log().with("private", "s3cret").info("{private}");

    assertThat(lines()).containsExactly("r-1: iban = ***, token = ***, ok = 2", "r-1: ***");
  }

  @Test
  void levelOfChanges_isTheObjectsOwn() {
    logger.setLevel(Level.INFO);
    named().level(dev.weft.event.Level.INFO).create().set("a", 1);
    named().create().set("a", 1);
    named().localLog(false).create().log().error("said");

    assertThat(lines()).containsExactly("r-1: a = 1");
    assertThat(lines.get(0).getLevel()).isEqualTo(Level.INFO);
  }

  @Test
  void silentObject_isHeardHere() {
    named().silent().create().set("a", 1);
    assertThat(lines()).containsExactly("r-1: a = 1");
  }

  @Test
  void changedLevel_isNoticedWithinASecond() {
    LiveObject request = named().create();
    request.set("a", 1);
    logger.setLevel(Level.INFO);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    request.set("a", 2);
    assertThat(lines()).containsExactly("r-1: a = 1");
  }

  @Test
  void failure_isALineWithItsException() {
    LiveObject request = named().create();
    IllegalStateException bok = new IllegalStateException("bok");
    request.fail(bok);
    request.close();

    assertThat(lines()).containsExactly("r-1: FAILED web.request");
    assertThat(lines.get(0).getThrown()).isSameAs(bok);
    assertThat(lines.get(0).getLevel()).isEqualTo(Level.SEVERE);
  }

  @Test
  void appenderThatChangesTheObject_doesNotCallItself() {
    LiveObject request = named().create();
    inside = () -> request.set("lines", lines.size());

    request.set("a", 1);
    request.log().info("said");

    assertThat(lines()).containsExactly("r-1: a = 1", "r-1: said");
    assertThat(request.get("lines")).isEqualTo(2);
  }

  @Test
  void longValues_areCut() {
    named().create().set("a", "x".repeat(3000));
    assertThat(lines()).containsExactly("r-1: a = " + "x".repeat(256) + '…');
  }

  @Test
  void coalescedWrites_areOneLine() {
    LiveObject hot = named().coalesce(Duration.ofSeconds(1)).create();
    for (int i = 0; i < 10; i++) {
      hot.set("i", i);
    }
    hot.close();
    assertThat(lines()).containsExactly("r-1: i = 0", "r-1: i = 9");
  }
}
