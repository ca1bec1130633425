package dev.weft.examples;

import dev.weft.Scope;
import dev.weft.Scoped;
import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What docs/log.md shows. */
final class LoggingTour {
  private static final Logger log = LoggerFactory.getLogger(LoggingTour.class);

  private LoggingTour() {}

  static void start() {
    // region start
    Weft.configure().service("shop").to("zeromq://127.0.0.1:5010").start();
    // endregion
  }

  static int closed(Warehouse warehouse) throws IOException {
    // region closed
    return Scopes.task("checkout %s", "order-17")
        .with("user", "leo")
        .with("card", Secret.of("4111 1111 1111 1111"))
        .call(checkout -> {
          log.info("three articles");
          int parcels = Scopes.to("reserve").call(() -> warehouse.reserve("order-17"));
          checkout.bind("parcels", parcels);
          checkout.success("sold in %d parcels", parcels);
          return parcels;
        });
    // endregion
  }

  static void open(Warehouse warehouse) {
    // region open
    try (Scope checkout = Scopes.task("checkout").with("order", 17).start()) {
      try {
        warehouse.reserve("order-17");
        checkout.success();
      } catch (IOException noStock) {
        checkout.fail(noStock);
      }
    }
    // endregion
  }

  // region scoped
  interface Warehouse {
    @Scoped("reserve %s")
    int reserve(@Scoped.Field("order") String order) throws IOException;
  }

  static Warehouse observed(Warehouse warehouse) {
    return Scopes.proxy(Warehouse.class, warehouse);
  }
  // endregion
}
