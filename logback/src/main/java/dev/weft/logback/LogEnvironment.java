package dev.weft.logback;

import ch.qos.logback.core.PropertyDefinerBase;
import dev.weft.event.Level;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says of the log, under c2cwsgiutils' names, for a program whose {@code
 * logback.xml} is
 *
 * <pre>{@code
 * <configuration>
 *   <include resource="dev/weft/logback/environment.xml"/>
 * </configuration>
 * }</pre>
 *
 * <p>{@code LOG_LEVEL}, else {@code OTHER_LOG_LEVEL}, is the least level, {@code INFO} by default;
 * {@code LOG_TYPE=json} writes JSON lines to standard output, anything else text to standard error.
 *
 * <p>Used while Logback is configured.
 */
public final class LogEnvironment extends PropertyDefinerBase {
  private final Function<String, @Nullable String> environment;
  private String of = "level";

  /** Of this process. */
  public LogEnvironment() {
    this(System::getenv);
  }

  LogEnvironment(Map<String, String> environment) {
    this(environment::get);
  }

  private LogEnvironment(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** What is asked: {@code level} or {@code type}. */
  public void setOf(String what) {
    of = what;
  }

  @Override
  public String getPropertyValue() {
    return of.equals("type") ? type() : level();
  }

  private String type() {
    return "json".equals(environment.apply("LOG_TYPE")) ? "json" : "text";
  }

  private String level() {
    String name = environment.apply("LOG_LEVEL") == null ? "OTHER_LOG_LEVEL" : "LOG_LEVEL";
    String value = environment.apply(name);
    if (value == null || value.isBlank()) {
      return Levels.of(Level.INFO).levelStr;
    }
    return Level.ofName(value.strip())
        .map(level -> Levels.of(level).levelStr)
        .orElseGet(() -> refused(name, value));
  }

  private String refused(String name, String value) {
    addError(
        name
            + '='
            + value
            + " is no level; write DEBUG, INFO, WARNING, ERROR or CRITICAL (it is"
            + " INFO now)");
    return Levels.of(Level.INFO).levelStr;
  }
}
