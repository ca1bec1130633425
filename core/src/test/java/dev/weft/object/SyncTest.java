package dev.weft.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncTest {
  private final Published published = new Published().start();
  private final LiveObject live = published.named("progress").redact("iban").create();

  @AfterEach
  void stop() {
    published.close();
  }

  record Progress(int done, int of, String stage) {}

  @Test
  void record_sendsOnlyWhatDiffers() {
    live.sync(new Progress(0, 10, "parse"));
    live.sync(new Progress(0, 10, "parse"));
    live.sync(new Progress(3, 10, "parse"));

    assertThat(published.changes()).hasSize(3);
    assertThat(published.changes().get(1).set())
        .isEqualTo(Map.of("done", 0L, "of", 10L, "stage", "parse"));
    assertThat(published.last().set()).isEqualTo(Map.of("done", 3L));
  }

  static class Crawl {
    int pages;
    List<String> hosts = new ArrayList<>();
    transient int unseen = 1;
    static int shared = 2;
    private String title = "a";
    private String iban = "DE1";

    public String getTitle() {
      return title;
    }

    public boolean isBusy() {
      return pages > 0;
    }

    public String getIban() {
      return iban;
    }

    public String getBroken() {
      throw new IllegalStateException("bok");
    }

    public void getNothing() {}
  }

  @Test
  void anyObject_isReadByGettersAndOpenFields() {
    Crawl crawl = new Crawl();
    live.sync(crawl);
    assertThat(live.values())
        .containsOnlyKeys("pages", "hosts", "title", "busy", "iban", "broken")
        .containsEntry("title", "a")
        .containsEntry("busy", false)
        .containsEntry("iban", "***");
    assertThat(String.valueOf(live.values().get("broken")))
        .isEqualTo("<" + Crawl.class.getName() + ": threw java.lang.IllegalStateException>");
    crawl.pages = 1;
    crawl.hosts.add("foo.com");
    live.sync(crawl);
    assertThat(published.last().set())
        .isEqualTo(Map.of("pages", 1L, "busy", true, "hosts", List.of("foo.com")));
    crawl.iban = "DE2";
    live.sync(crawl);
    assertThat(published.last().set()).isEqualTo(Map.of("iban", "***"));
    live.sync(crawl);
    assertThat(published.changes()).hasSize(4);
  }

  @Test
  void map_isReadByItsEntries() {
    live.sync(Map.of("a", 1));
    live.sync(Map.of("a", 1));
    live.sync(Map.of("a", 1, "b", 2));

    assertThat(published.changes()).hasSize(3);
    assertThat(published.last().set()).isEqualTo(Map.of("b", 2L));
  }

  record Reserved(String log) {}

  @Test
  void reservedNames_areRefused() {
    assertThatThrownBy(() -> live.sync(new Reserved("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("call the field \"log_\"");
  }

  @Test
  void objectWithoutParts_publishesNothing() {
    live.sync(new Object());
    assertThat(published.changes()).hasSize(1);
  }
}
