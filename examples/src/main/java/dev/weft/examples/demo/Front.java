package dev.weft.examples.demo;

import dev.weft.Scopes;
import dev.weft.Weft;
import java.io.IOException;
import java.util.List;

/**
 * The shop's front: a task for each customer, handed on to the warehouse and to the payment
 * service.
 */
final class Front {
  private static final System.Logger LOG = System.getLogger("shop.front");
  private static final List<String> ORDERS = List.of("order-17", "order-18", "order-48213");

  private Front() {}

  public static void main(String[] arguments) {
    Service.observe("front", arguments[0]);
    for (String order : ORDERS) {
      try {
        Scopes.task("checkout %s", order)
            .with("user", "leo")
            .call(() -> checkout(order, arguments[1], arguments[2]));
      } catch (IOException refused) {
        // The task has recorded it; the next customer is served all the same.
        LOG.log(System.Logger.Level.WARNING, "no sale for " + order);
      }
    }
    Weft.close();
  }

  private static String checkout(String order, String warehouse, String payment)
      throws IOException {
    LOG.log(System.Logger.Level.INFO, "cart has 3 articles");
    Service.ask(warehouse, order);
    return Service.ask(payment, order);
  }
}
