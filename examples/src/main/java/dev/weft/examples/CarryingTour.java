package dev.weft.examples;

import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.event.ScopeId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What docs/carry.md shows. */
final class CarryingTour {
  private static final Logger log = LoggerFactory.getLogger(CarryingTour.class);

  private CarryingTour() {}

  static void threads() {
    // region threads
    ExecutorService workers = Scopes.propagating(Executors.newFixedThreadPool(4));
    Scopes.task("thumbnails")
        .run(() -> {
          workers.execute(() -> log.info("still inside the task"));
          CompletableFuture<Void> printed =
              CompletableFuture.supplyAsync(Scopes.wrapSupplier(() -> 42))
                  .thenAccept(Scopes.wrapConsumer(number -> log.info("so is {}", number)));
          printed.join();
        });
    // endregion
    workers.shutdown();
  }

  static void text() {
    // region text
    Scopes.task("nightly import")
        .run(task -> {
          String handedOver = task.newRemoteChild().toString();
          // … the text goes to another program, which continues there:
          try (Scope part = Scopes.importTask(new ScopeId(handedOver), "part 1").start()) {
            log.info("one tree, two programs");
            part.success();
          }
        });
    // endregion
  }
}
