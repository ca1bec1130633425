package dev.weft.examples.demo;

import java.io.IOException;
import java.net.ConnectException;

/** The living shop's mailer: one mail in twenty does not get out. */
final class Mail {
  private static final System.Logger LOG = System.getLogger("shop.mail.Sender");

  private Mail() {}

  public static void main(String[] arguments) throws IOException {
    Service.observe("mail", arguments[0]);
    Service.serve("send confirmation", Mail::send);
  }

  private static String send(String order) throws IOException {
    LOG.log(System.Logger.Level.DEBUG, "rendering the confirmation of " + order);
    if (order.endsWith("9") && order.hashCode() % 2 == 0) {
      throw new IOException(
          "the mail of " + order + " was not sent",
          new IllegalStateException(
              "no connection to the mail server", new ConnectException("connection refused")));
    }
    LOG.log(System.Logger.Level.INFO, "confirmation of " + order + " sent");
    return "sent";
  }
}
