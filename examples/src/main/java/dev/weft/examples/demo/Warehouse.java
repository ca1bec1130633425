package dev.weft.examples.demo;

import dev.weft.Scopes;
import java.io.IOException;

/** The shop's warehouse: sets the articles of an order aside. */
final class Warehouse {
  private static final System.Logger LOG = System.getLogger("shop.warehouse");

  private Warehouse() {}

  public static void main(String[] arguments) throws IOException {
    Service.observe("warehouse", arguments[0]);
    Service.serve("reserve stock", Warehouse::reserve);
  }

  private static String reserve(String order) {
    for (String article : new String[] {"tea", "cup", "spoon"}) {
      Scopes.to("pick %s", article)
          .with("shelf", article.length())
          .run(() -> LOG.log(System.Logger.Level.INFO, "picked"));
    }
    LOG.log(System.Logger.Level.INFO, "reserved for " + order);
    return "reserved";
  }
}
