package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TreeAnswersTest {
  private final MemoryStore memory = MemoryStore.create();
  private final AtomicInteger treesRead = new AtomicInteger();
  private final Asking asking = new Asking(counting());

  private EventStore counting() {
    return (EventStore)
        Proxy.newProxyInstance(
            EventStore.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("tree")) {
                treesRead.incrementAndGet();
              }
              return method.invoke(memory, arguments);
            });
  }

  private void append(String key) throws IOException {
    String record = "{\"created\":1,\"msg\":\"said\",\"context\":{\"key\":\"" + key + "\"}}";
    memory.append(Batch.builder("test").add(record.getBytes(UTF_8)).build());
  }

  @Test
  void skeleton_isMadeAnew_onlyWhereItsTreeHasChanged() throws IOException {
    append("0@checkout");
    append("0@other");
    assertThat(asking.good("/trees/checkout").get("events").asInt()).isOne();

    append("1@other");
    assertThat(asking.good("/trees/checkout").get("events").asInt()).isOne();
    assertThat(treesRead).hasValue(1);

    append("1@checkout/1");
    assertThat(asking.good("/trees/checkout").get("events").asInt()).isEqualTo(2);
    assertThat(treesRead).hasValue(2);
  }

  @Test
  void skeleton_isThatOfTheTreeThatWasAskedFor() throws IOException {
    append("0@checkout");
    append("0@delivery");

    assertThat(asking.good("/trees/checkout").get("root").asText()).isEqualTo("checkout");
    assertThat(asking.good("/trees/delivery").get("root").asText()).isEqualTo("delivery");
    assertThat(asking.good("/trees/checkout").get("root").asText()).isEqualTo("checkout");
  }
}
