package dev.weft.examples.demo;

import java.io.IOException;

/** The shop's payment service, where no Python can be had; it does what {@code payment.py} does. */
final class Payment {
  private static final System.Logger LOG = System.getLogger("shop.payment");

  private Payment() {}

  public static void main(String[] arguments) throws IOException {
    Service.observe("payment", arguments[0]);
    Service.serve("charge", Payment::charge);
  }

  private static String charge(String order) throws IOException {
    LOG.log(System.Logger.Level.INFO, "asking the bank");
    if (order.endsWith("13")) {
      throw new IOException("card declined for " + order);
    }
    return "charged";
  }
}
