package dev.weft.daemon.http;

import dev.weft.event.display.Answer;
import dev.weft.event.display.Format;
import dev.weft.event.display.Question;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks once, right after the start, what the page asks when it is opened, so that the first person
 * who looks does not wait for what a first time takes: reading and packing the page, opening the
 * store's files, loading and compiling the code that answers. It takes a place among the questions
 * like any asker, one at a time, and some processor seconds in all.
 *
 * <p>{@link #start} and {@link #close}: one thread.
 */
final class Rehearsal implements AutoCloseable {
  // Once loads what there is; some more let the compiler see what is worth its while.
  private static final int TIMES = 4;
  private static final Pattern TREE = Pattern.compile("\"id\":\"\\d+@([^/\"]+)");
  private static final Question NEWEST =
      new Question("/events", Map.of("order", "desc", "limit", "100"), Format.NDJSON);
  private static final List<Question> COUNTS =
      List.of(
          Question.of("/stats/histogram", Map.of("buckets", "200")),
          Question.of("/stats/facets", Map.of("fields", "level,service,logger", "top", "10")));

  private static final long GRACE_MILLIS = 1_000;

  private final PageEndpoint page;
  private final Questions questions;
  private final Thread thread = new Thread(this::rehearse, "weft-http-rehearsal");
  private volatile boolean over;

  Rehearsal(PageEndpoint page, Questions questions) {
    this.page = page;
    this.questions = questions;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void rehearse() {
    page.load();
    try {
      for (int time = 0; time < TIMES && !over; time++) {
        Matcher tree = TREE.matcher(ask(NEWEST).text());
        for (Question counts : COUNTS) {
          Answer unused = ask(counts);
        }
        if (tree.find()) {
          Answer unused = ask(Question.of("/trees/" + tree.group(1), Map.of()));
        }
      }
    } catch (Refused notNow) {
      // Whoever asks next is told the same, and why.
    }
  }

  private Answer ask(Question question) throws Refused {
    return questions.ask(question, () -> over);
  }

  /** Gives up what is being asked, and waits a second at most until it is. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join(GRACE_MILLIS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
