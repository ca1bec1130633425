package dev.weft.examples;

import dev.weft.Scopes;
import dev.weft.Weft;

/** The shortest program that shows itself. */
public final class FirstEvent {
  private static final System.Logger LOG = System.getLogger("shop");

  private FirstEvent() {}

  /** Runs one task of two steps and ends. */
  // region first
  public static void main(String[] arguments) {
    Weft.configure().service("shop").to("zeromq://127.0.0.1:5010").start();
    Scopes.task("checkout %s", "order-17")
        .with("user", "leo")
        .run(() -> {
          LOG.log(System.Logger.Level.INFO, "three articles");
          Scopes.to("charge")
              .with("cents", 4_200)
              .run(() -> LOG.log(System.Logger.Level.INFO, "card accepted"));
        });
  }
  // endregion
}
