package dev.weft.benchmarks;

import dev.weft.testkit.RabbitMqServer;
import java.io.IOException;
import java.util.Objects;
import org.opentest4j.TestAbortedException;

/**
 * A RabbitMQ for the measurements, on a free port: prints its address, and ends it when standard
 * input ends. Where it cannot be had, prints a line that begins with {@code not run}.
 */
final class PrivateRabbitMq {
  private static final String PROPERTY = "benchmarks.amqp";

  private PrivateRabbitMq() {}

  /** The address that a measurement was given. */
  static String address() {
    return Objects.requireNonNull(
        System.getProperty(PROPERTY), "-D" + PROPERTY + "=amqp://HOST:PORT is missing");
  }

  public static void main(String[] arguments) throws IOException {
    try (RabbitMqServer server = RabbitMqServer.create()) {
      server.start();
      System.out.println(server.uri());
      while (System.in.read() >= 0) {
        // Only the end says anything.
      }
    } catch (TestAbortedException notInstalled) {
      System.out.println("not run: " + notInstalled.getMessage());
    }
    System.exit(0);
  }
}
