package dev.weft.bridge;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Puts a {@link WeftHandler} at the root of {@code java.util.logging}, and takes it away. Records
 * of {@code System.Logger} go there too, by the JDK's default. Usable from any thread.
 */
public final class JulBridge {
  // They carry the records of java.util.logging to Logback or Log4j, whose appender sends them.
  private static final Set<String> FORWARDING =
      Set.of(
          "org.slf4j.bridge.SLF4JBridgeHandler", "org.apache.logging.log4j.jul.Log4jBridgeHandler");
  private static final String REPLACED_BY_LOG4J = "org.apache.logging.log4j.jul.LogManager";

  private static final Object LOCK = new Object();

  private JulBridge() {}

  /**
   * Sends the records of all loggers from now on, each logger's level deciding first. Does nothing
   * where a handler is in place already, and where another bridge carries the records to Logback or
   * Log4j: they would be sent twice.
   *
   * @return whether a handler was added
   */
  public static boolean install() {
    synchronized (LOCK) {
      if (isForwarded() || handlers(WeftHandler.class.getName()::equals)) {
        return false;
      }
      root().addHandler(new WeftHandler());
      return true;
    }
  }

  /** Takes away what {@link #install} or {@code logging.properties} put in place. */
  public static void uninstall() {
    synchronized (LOCK) {
      Arrays.stream(root().getHandlers())
          .filter(WeftHandler.class::isInstance)
          .forEach(root()::removeHandler);
    }
  }

  private static boolean isForwarded() {
    return LogManager.getLogManager().getClass().getName().equals(REPLACED_BY_LOG4J)
        || handlers(FORWARDING::contains);
  }

  private static boolean handlers(Predicate<String> className) {
    return Arrays.stream(root().getHandlers())
        .map(Handler::getClass)
        .map(Class::getName)
        .anyMatch(className);
  }

  private static Logger root() {
    return Logger.getLogger("");
  }
}
