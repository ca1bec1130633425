package dev.weft.examples.process;

import dev.weft.Scopes;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/** Logs one line by each logging system, inside one task and outside. */
final class EveryLoggerApplication {
  private EveryLoggerApplication() {}

  public static void main(String[] arguments) {
    Scopes.task("one task").run(() -> say("inside"));
    say("outside");
    LogManager.shutdown();
  }

  private static void say(String where) {
    LoggerFactory.getLogger("by.logback").info("{} from Logback", where);
    LogManager.getLogger("by.log4j").info("{} from Log4j", where);
    java.util.logging.Logger.getLogger("by.jul").info(where + " from java.util.logging");
    System.getLogger("by.system").log(System.Logger.Level.INFO, where + " from System.Logger");
  }
}
