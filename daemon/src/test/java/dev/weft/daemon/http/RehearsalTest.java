package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.daemon.config.HttpSettings;
import dev.weft.event.display.Answers;
import dev.weft.event.flow.Batch;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final String EVENT =
      "{\"name\":\"shop\",\"msg\":\"order\",\"levelname\":\"INFO\",\"levelno\":20,\"created\":1764000000.25,"
          + "\"context\":{\"key\":\"0@6f1c1a52-0000-4000-8000-000000000001\"}}";

  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  private EventStore telling(EventStore store) {
    return (EventStore)
        Proxy.newProxyInstance(
            EventStore.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (proxy, method, arguments) -> {
              asked.add(method.getName());
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  private static Questions questions(EventStore store) {
    return new Questions(
        new Opening(store), Answers.over(store, Clock.systemUTC()), Duration.ofSeconds(30));
  }

  private static PageEndpoint page() {
    return new PageEndpoint(HttpSettings.OFF, new Gate(HttpSettings.OFF));
  }

  @Test
  void firstScreensQuestions_areAskedOfTheStore() throws Exception {
    EventStore store = MemoryStore.create();
    Batch.Builder batch = Batch.builder("test");
    batch.add(EVENT.getBytes(StandardCharsets.UTF_8));
    store.append(batch.build());

    try (Questions questions = questions(telling(store));
        Rehearsal rehearsal = new Rehearsal(page(), questions)) {
      rehearsal.start();

      await()
          .untilAsserted(() -> assertThat(asked).contains("search", "histogram", "facets", "tree"));
    }
  }

  @Test
  void end_givesUpAQuestionThatIsAtWork() {
    HeldStore held = new HeldStore();
    try (Questions questions = questions(held.store())) {
      Rehearsal rehearsal = new Rehearsal(page(), questions);
      rehearsal.start();
      await().until(() -> held.holding() == 1);

      rehearsal.close();

      await().until(() -> held.holding() == 0);
    }
  }
}
