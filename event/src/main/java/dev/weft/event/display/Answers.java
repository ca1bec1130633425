package dev.weft.event.display;

import static java.util.Objects.requireNonNull;

import dev.weft.event.flow.Names;
import dev.weft.event.query.QueryException;
import dev.weft.event.store.EventStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Answers the questions of the API over any store, for the collector and for commands that read
 * files alike. What is wrong with a question is an answer too, with another status and a body that
 * says what, where, and how to mend it.
 *
 * <p>Usable from any thread.
 */
public final class Answers {
  private final List<Route> routes;
  private final EventStore store;
  private final Clock clock;

  private Answers(EventStore store, Clock clock) {
    this.routes = Routes.over(store);
    this.store = store;
    this.clock = clock;
  }

  /**
   * Answers over that store.
   *
   * @param clock for times such as {@code -15m}
   */
  public static Answers over(EventStore store, Clock clock) {
    return new Answers(requireNonNull(store, "store"), requireNonNull(clock, "clock"));
  }

  /**
   * Answers a question.
   *
   * @throws IOException when the store cannot be read, or the thread was interrupted
   */
  public Answer ask(Question question) throws IOException {
    try {
      for (Route route : routes) {
        Optional<List<String>> captured = route.match(question.path());
        if (captured.isPresent()) {
          return route.handler().answer(Asked.of(route, question, captured.get(), clock, store));
        }
      }
      return unknown(question.path()).answer();
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (QueryException unjudged) {
      return Refusal.of(unjudged).answer();
    } catch (UncheckedIOException storeFails) {
      throw storeFails.getCause();
    }
  }

  private Refusal unknown(String path) {
    List<String> paths = routes.stream().map(Route::path).toList();
    return Refusal.notFound(
        "no question has the path " + path, Names.nearest(path, paths).orElse(null));
  }

  /** How that path is answered where nobody asks for another form. */
  public Format usualFormat(String path) {
    return routes.stream()
        .filter(route -> route.match(path).isPresent())
        .map(Route::usual)
        .findFirst()
        .orElse(Format.JSON);
  }

  /** Whether there is such a question, so that its answer is worth asking for. */
  public boolean knows(String path) {
    return routes.stream().anyMatch(route -> route.match(path).isPresent());
  }
}
