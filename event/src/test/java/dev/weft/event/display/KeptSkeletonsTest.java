package dev.weft.event.display;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.display.KeptSkeletons.Extent;
import dev.weft.event.store.MemoryStore;
import dev.weft.event.store.TreeEntries;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class KeptSkeletonsTest {
  private static final long MOST = 1_000_000;
  private static final Extent IMPORT = tree("import", 700_000);

  private final List<Reference<Skeleton>> references = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final KeptSkeletons kept =
      new KeptSkeletons(
          MOST,
          1,
          skeleton -> {
            references.add(new SoftReference<>(skeleton));
            return references.get(references.size() - 1);
          });

  private static Extent tree(String root, long events) {
    return new Extent(root, events, 0);
  }

  private static Skeleton skeleton(Extent extent) throws IOException {
    return Skeleton.of(extent.root(), TreeEntries.none(), new Handovers(MemoryStore.create()));
  }

  private Skeleton ask(Extent extent) throws IOException {
    return kept.of(
        extent,
        () -> {
          made.add(extent.root());
          return skeleton(extent);
        });
  }

  @Test
  void tree_isMadeOnce() throws IOException {
    Skeleton first = ask(IMPORT);

    assertThat(ask(tree("import", 700_000))).isSameAs(first);
    assertThat(made).containsExactly("import");
  }

  @Test
  void tree_isMadeAnew_whenItHasMoreEvents_orSomeExpired() throws IOException {
    ask(tree("import", 5));
    ask(tree("import", 6));
    ask(new Extent("import", 6, 1));
    ask(new Extent("import", 6, 1));

    assertThat(made).containsExactly("import", "import", "import");
  }

  @Test
  void manySmallTrees_doNotDriveOutAGreatOne_thatHasRoomBesideThem() throws IOException {
    ask(IMPORT);
    for (int i = 0; i < 100; i++) {
      ask(tree("request " + i, 20));
    }
    made.clear();

    ask(IMPORT);
    ask(tree("request 0", 20));
    assertThat(made).isEmpty();
  }

  @Test
  void leastRecentlyAskedFor_goesFirst() throws IOException {
    ask(tree("first", 400_000));
    ask(tree("second", 400_000));
    ask(tree("first", 400_000));
    ask(tree("third", 400_000));
    made.clear();

    ask(tree("third", 400_000));
    ask(tree("first", 400_000));
    assertThat(made).isEmpty();
    ask(tree("second", 400_000));
    assertThat(made).containsExactly("second");
  }

  @Test
  void whatThereIsNoRoomFor_isLetGo_beforeTheNextIsMade() throws IOException {
    ask(IMPORT);
    Extent export = tree("export", 700_000);
    kept.of(
        export,
        () -> {
          ask(IMPORT);
          return skeleton(export);
        });

    assertThat(made).containsExactly("import", "import");
  }

  @Test
  void treeThatIsGreaterThanAllRoom_isKeptAlone() throws IOException {
    ask(IMPORT);
    ask(tree("all", MOST * 3));
    ask(tree("all", MOST * 3));
    ask(IMPORT);

    assertThat(made).containsExactly("import", "all", "import");
  }

  @Test
  void treesOfFewEvents_takeRoomToo() throws IOException {
    ask(tree("import", MOST - 1_000));
    for (int i = 0; i < 11; i++) {
      ask(tree("request " + i, 1));
    }
    made.clear();

    ask(tree("request 0", 1));
    assertThat(made).isEmpty();
    ask(tree("import", MOST - 1_000));
    assertThat(made).containsExactly("import");
  }

  @Test
  void whatMemoryWasTooShortFor_isMadeAnew_andTakesNoRoom() throws IOException {
    ask(tree("small", 200_000));
    ask(IMPORT);
    references.get(1).clear();
    ask(tree("export", 800_000));
    ask(tree("small", 200_000));
    assertThat(made).containsExactly("small", "import", "export");

    ask(IMPORT);
    assertThat(made).endsWith("import");
  }

  @Test
  void treeThatCannotBeRead_isAskedForAgain() throws IOException {
    assertThatThrownBy(() ->
            kept.of(
                IMPORT,
                () -> {
                  throw new IOException("damaged");
                }))
        .hasMessage("damaged");

    assertThat(ask(IMPORT)).isNotNull();
  }

  @Test
  void whoeverAsksWhileTheTreeIsMade_getsTheSame() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    FutureTask<Skeleton> first =
        new FutureTask<>(() ->
            kept.of(
                IMPORT,
                () -> {
                  begun.countDown();
                  await(mayEnd);
                  return skeleton(IMPORT);
                }));
    FutureTask<Skeleton> second = new FutureTask<>(() -> ask(IMPORT));
    new Thread(first).start();
    await(begun);
    Thread waits = new Thread(second);
    waits.start();
    while (waits.getState() != Thread.State.WAITING && waits.isAlive()) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();

    assertThat(second.get(30, SECONDS)).isSameAs(first.get(30, SECONDS));
    assertThat(made).isEmpty();
  }

  @Test
  void whoeverAsksForAKeptTree_doesNotWaitForOthersToBeMade() throws IOException {
    Skeleton small = ask(tree("small", 20));

    kept.of(
        IMPORT,
        () -> {
          FutureTask<Skeleton> other = new FutureTask<>(() -> ask(tree("small", 20)));
          new Thread(other).start();
          try {
            assertThat(other.get(30, SECONDS)).isSameAs(small);
          } catch (Exception failed) {
            throw new AssertionError(failed);
          }
          return skeleton(IMPORT);
        });
    assertThat(made).containsExactly("small");
  }

  @Test
  void whoeverIsInterrupted_doesNotAskOn() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> ask(IMPORT))
        .isInstanceOf(InterruptedIOException.class)
        .hasMessage("interrupted while trees are read");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(made).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, SECONDS)).isTrue();
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }
}
