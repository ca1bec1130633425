package dev.weft.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.util.concurrent.TimeoutException;

/** What the client library's exceptions say, for a person. Functions only. */
final class Reasons {
  private Reasons() {}

  /** Why it failed: the broker's own words where there are some. */
  static String of(Throwable failure) {
    Throwable innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      innermost = cause;
      if (cause instanceof ShutdownSignalException signal && signal.getReason() != null) {
        return of(signal.getReason());
      }
    }
    if (innermost instanceof TimeoutException) {
      return "no answer within the time limit";
    }
    String message = innermost.getMessage();
    if (message == null) {
      return innermost instanceof EOFException
          ? "the connection was closed"
          : innermost.getClass().getSimpleName();
    }
    return message;
  }

  private static String of(Method reason) {
    if (reason instanceof AMQP.Connection.Close closed) {
      return closed.getReplyText();
    }
    return reason instanceof AMQP.Channel.Close closed ? closed.getReplyText() : reason.toString();
  }
}
