package dev.weft.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogEnvironmentTest {
  private static final String INCLUDING =
      "<configuration><include resource=\"dev/weft/logback/environment.xml\"/></configuration>";

  @Test
  void levelAndType_areTheEnvironments() {
    assertThat(asked("level", Map.of())).isEqualTo("INFO");
    assertThat(asked("level", Map.of("OTHER_LOG_LEVEL", "WARNING"))).isEqualTo("WARN");
    assertThat(asked("level", Map.of("OTHER_LOG_LEVEL", "WARNING", "LOG_LEVEL", "debug")))
        .isEqualTo("DEBUG");
    assertThat(asked("level", Map.of("LOG_LEVEL", "CRITICAL"))).isEqualTo("ERROR");
    assertThat(asked("type", Map.of("LOG_TYPE", "json"))).isEqualTo("json");
    assertThat(asked("type", Map.of("LOG_TYPE", "other"))).isEqualTo("text");
  }

  @Test
  void unknownLevel_isSaid() {
    LoggerContext context = new LoggerContext();
    LogEnvironment environment = new LogEnvironment(Map.of("LOG_LEVEL", "LOUD"));
    environment.setContext(context);

    assertThat(environment.getPropertyValue()).isEqualTo("INFO");
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .anySatisfy(message -> assertThat(message).contains("LOG_LEVEL=LOUD is no level; write"));
  }

  @Test
  void includedConfiguration_isWithoutComplaint() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);

    configurator.doConfigure(new ByteArrayInputStream(INCLUDING.getBytes(UTF_8)));

    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getLevel() >= Status.WARN)
        .isEmpty();
    assertThat(root.getLevel()).isEqualTo(Level.INFO);
    assertThat(root.getAppender("LOG")).isInstanceOf(ConsoleAppender.class);
    context.stop();
  }

  private static String asked(String what, Map<String, String> environment) {
    LogEnvironment asked = new LogEnvironment(environment);
    asked.setOf(what);
    return asked.getPropertyValue();
  }
}
