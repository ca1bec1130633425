package dev.weft.amqp;

import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.lang.System.Logger.Level;

/**
 * Keeps the client library from logging what it cannot pass on: whoever waits for the connection
 * says why it broke, and in a program whose log is on its way to this very connection, more lines
 * about it would only follow it.
 *
 * <p>Usable from any thread.
 */
final class QuietExceptions extends ForgivingExceptionHandler {
  private static final System.Logger LOG = System.getLogger(QuietExceptions.class.getName());

  @Override
  protected void log(String message, Throwable failure) {
    LOG.log(Level.DEBUG, message, failure);
  }
}
