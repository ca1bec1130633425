package dev.weft.examples;

import dev.weft.event.Level;
import dev.weft.object.LiveObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What docs/objects.md shows. */
final class ObjectTour {
  private ObjectTour() {}

  static void publish(String url) throws IOException {
    // region publish
    try (LiveObject request = LiveObject.open("web.request", Map.of("url", url))) {
      request.set("status", 200);
      request.update(change -> change.set("bytes", 5120).set("cached", false).remove("waiting"));
    }
    // endregion
  }

  static void fail(LiveObject request) {
    // region fail
    try {
      fetch(request);
    } catch (IOException broken) {
      request.fail(broken);
    } finally {
      request.close();
    }
    // endregion
  }

  static void log(LiveObject request) {
    // region log
    request.log().info("fetched {url}, {bytes:>8} bytes");
    request.log().with("retry", 2).warn("slow, try {retry} of %d", 5);
    request.update(change -> change.set("retry", 3).message(Level.ERROR, "gave up at {retry}"));
    // endregion
  }

  static LiveObject describe(LiveObject owner) {
    // region describe
    LiveObject database =
        LiveObject.named("shop.database")
            .id("orders@db-1")
            .longLived()
            .header("region", "eu")
            .ignore("connection")
            .redact("user")
            .keyframes(Duration.ofSeconds(10))
            .waitOnExit(Duration.ofSeconds(5))
            .create();
    database.set("owner", owner);
    // endregion
    return database;
  }

  static void once() {
    // region once
    LiveObject.sendTransient("shop.sale", Map.of("article", 17, "price", 4.5));
    // endregion
  }

  // region wrap
  interface Job {
    void setStage(String stage);

    void setDone(int articles);
  }

  static Job observed(Job job) {
    return LiveObject.wrap(job, Job.class, object -> object.name("shop.job").ignore("secret"));
  }

  // endregion

  // region base
  static final class Crawler extends LiveObject.Base {
    void crawl(List<String> pages) {
      for (String page : pages) {
        set("page", page);
      }
      log().info("crawled, last was {page}");
    }
  }

  // endregion

  // region sync
  record Progress(int done, int of, String stage) {}

  static void run(LiveObject job, List<String> articles) {
    for (int i = 0; i < articles.size(); i++) {
      job.sync(new Progress(i + 1, articles.size(), "import"));
    }
  }

  // endregion

  static LiveObject hot() {
    // region coalesce
    LiveObject gauge =
        LiveObject.named("shop.gauge").longLived().coalesce(Duration.ofMillis(200)).create();
    for (int i = 0; i < 1_000_000; i++) {
      gauge.set("sold", i);
    }
    // endregion
    return gauge;
  }

  private static void fetch(LiveObject request) throws IOException {
    if (request.get("url") == null) {
      throw new IOException("no url");
    }
  }
}
