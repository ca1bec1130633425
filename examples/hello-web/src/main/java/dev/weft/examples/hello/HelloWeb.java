package dev.weft.examples.hello;

import dev.weft.event.Level;
import dev.weft.event.flow.ConfigurationException;
import java.net.BindException;

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
      System.setProperty("hello.level", level(config));
      Application application = Application.start(config, System.getenv());
      Runtime.getRuntime().addShutdownHook(new Thread(application::close, "hello-web-ends"));
      System.err.println("hello-web: listens on " + application.address() + "; Ctrl-C ends it");
    } catch (ConfigurationException wrong) {
      end(REFUSED, wrong);
    } catch (Exception failed) {
      end(FAILED, failed);
    }
  }

  // As Logback names it, which has nothing above ERROR.
  private static String level(HelloConfig config) {
    return config.level() == Level.FATAL ? Level.ERROR.name() : config.level().name();
  }

  private static void end(int status, Exception why) {
    System.err.println("hello-web: " + text(why));
    System.exit(status);
  }

  private static String text(Exception why) {
    String message = why.getMessage() == null ? why.toString() : why.getMessage();
    return why.getCause() instanceof BindException taken
        ? message
            + " ("
            + taken.getMessage()
            + "); end what listens there, or choose another port: PORT=8081"
        : message;
  }
}
