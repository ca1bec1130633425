package dev.weft.examples.hello;

import dev.weft.Weft;
import dev.weft.event.flow.ConfigurationException;

/**
 * Runs the example until it is told to end. What it is told by the environment is in {@code
 * docs/web.md}.
 */
public final class HelloWeb {
  private static final int REFUSED = 2;
  private static final int FAILED = 1;

  private HelloWeb() {}

  /** Starts it; ends the process with status 2 for a wrong value, with 1 where something fails. */
  public static void main(String[] arguments) {
    try {
      HelloConfig config = HelloConfig.of(System.getenv());
      // Read by logback.xml, so said before the first line is logged.
      config.cee().ifPresent(address -> System.setProperty("hello.cee", address));
      System.setProperty("hello.level", config.level().name());
      Application application = Application.start(config, System.getenv());
      Runtime.getRuntime().addShutdownHook(new Thread(application::close, "hello-web-ends"));
      System.err.println("hello-web: listens on " + application.address() + "; Ctrl-C ends it");
      application.join();
    } catch (ConfigurationException wrong) {
      end(REFUSED, wrong.getMessage());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } catch (Exception failed) {
      end(FAILED, String.valueOf(failed.getMessage()));
    }
  }

  private static void end(int status, String message) {
    System.err.println("hello-web: " + message);
    Weft.close();
    System.exit(status);
  }
}
