package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.store.EventStore;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends EventStoreContract {
  @Override
  protected EventStore createStore() {
    return MemoryStore.create();
  }

  // It would be held against itself; NaivelyAnsweredTest does better.
  @Override
  protected int differenceQueries() {
    return 3;
  }

  @Override
  protected int differenceEvents() {
    return 100;
  }

  @Test
  void append_moreThanFits_takesNothingAndSaysHowToMendIt() throws Exception {
    MemoryStore store = MemoryStore.create(1 << 20);
    List<StoredEvent> heard = new ArrayList<>();
    store.listen(heard::addAll);
    store.append(Records.batch(Records.numbered(0, 100)));

    assertThatThrownBy(() -> store.append(Records.batch(Records.numbered(100, 5000))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the events do not fit into memory: the limit is 1 MiB, and 100 events are in; give"
                + " Java more (-Xmx), read fewer files, or load them into a collector");

    assertThat(store.count(all())).isEqualTo(100);
    assertThat(store.append(Records.batch(Records.numbered(100, 10)))).isEqualTo(10);
    assertThat(heard).hasSize(110);
  }

  @Test
  void close_forgetsAll() throws Exception {
    EventStore store = filled(Records.numbered(0, 3));

    store.close();

    assertThat(store.count(all())).isZero();
    assertThat(store.state().events()).isZero();
  }
}
