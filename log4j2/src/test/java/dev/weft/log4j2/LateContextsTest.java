package dev.weft.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scopes;
import dev.weft.Weft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.ContextDataInjector;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.impl.DefaultLogEventFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.impl.LogEventFactory;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateContextsTest {
  @TempDir Path folder;
  private final Logger shop = LogManager.getLogger("shop.orders");
  private final CountingInjector injector = new CountingInjector();
  private Log4jProgram program;

  @BeforeEach
  void begin() {
    program = new Log4jProgram(folder);
    program.startWeft(Weft.configure());
    program.configure("%m%n", "<Weft name=\"weft\"/>", "<AppenderRef ref=\"weft\"/>");
  }

  @AfterEach
  void end() {
    program.close();
  }

  @Test
  void loggersOfTheConfiguration_gatherTheirContextLate() {
    assertThat(factory("shop.orders")).isInstanceOf(LateContexts.class);
  }

  @Test
  void loggerConfiguredLater_doesSoFromItsSecondEventOn() {
    Configurator.setLevel("shop.orders", Level.DEBUG);
    assertThat(factory("shop.orders")).isNotInstanceOf(LateContexts.class);

    ThreadContext.put("tenant", "north");
    Scopes.task("checkout")
        .with("user", "leo")
        .run(() -> {
          shop.debug("first");
          shop.debug("second");
        });

    assertThat(factory("shop.orders")).isInstanceOf(LateContexts.class);
    for (String message : List.of("first", "second")) {
      assertThat(program.recordsWith("\"message\":\"" + message + "\"").get(0))
          .contains("\"mdc\":{\"tenant\":\"north\"}", "\"user\":\"leo\"");
    }
  }

  @Test
  void factoryThatTheProgramChose_stays() {
    Configurator.setLevel("shop.orders", Level.INFO);
    LogEventFactory chosen = new DefaultLogEventFactory();
    loggerConfig("shop.orders").setLogEventFactory(chosen);

    shop.info("paid");

    assertThat(factory("shop.orders")).isSameAs(chosen);
    assertThat(program.onlyRecord()).contains("\"message\":\"paid\"");
  }

  @Test
  void event_gathersItsContextOnceAndOnlyWhenAsked() {
    LateContextEvent event = filled();
    assertThat(injector.calls).isZero();

    assertThat(event.getContextData().toMap()).containsEntry("call", "1");
    assertThat(event.toImmutable().getContextData().toMap()).containsEntry("call", "1");
    assertThat(injector.calls).isOne();
  }

  @Test
  @SuppressWarnings("deprecation") // what old appenders call
  void oldWaysToTheContext_gatherItToo() {
    assertThat(filled().getContextMap()).containsEntry("call", "1");

    Log4jLogEvent.Builder copy = new Log4jLogEvent.Builder();
    filled().initializeBuilder(copy);
    assertThat(copy.build().getContextData().toMap()).containsEntry("call", "2");
  }

  @Test
  void eventAfterItsCall_gathersNothing() {
    LateContextEvent event = filled();
    event.clear();

    assertThat(event.inUse()).isFalse();
    assertThat(event.getContextData().isEmpty()).isTrue();
    assertThat(injector.calls).isZero();
  }

  @Test
  void contextThatOthersAddTo_isSentAsAWhole() {
    ThreadContext.put("tenant", "north");
    WeftAppender appender = WeftAppender.newBuilder().setName("code").build();

    appender.append(filled());

    assertThat(program.onlyRecord()).contains("\"mdc\":{\"call\":\"1\"}");
  }

  @Test
  void messageOfAnArgumentThatLogs_isItsOwn() {
    List<String> asked = new ArrayList<>();
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            asked.add("once");
            shop.info("nested {}", asked.size());
            return "chatty";
          }
        };

    shop.info("outer {}", chatty);

    assertThat(program.recordsWith("\"message\":\"nested 1\"")).hasSize(1);
    assertThat(program.recordsWith("\"message\":\"outer chatty\"")).hasSize(1);
  }

  private LateContextEvent filled() {
    LateContextEvent event = new LateContextEvent(injector, false);
    event.fill(
        "shop.orders",
        null,
        "shop.Orders",
        null,
        Level.INFO,
        new SimpleMessage("paid"),
        null,
        null);
    return event;
  }

  private static LogEventFactory factory(String logger) {
    return loggerConfig(logger).getLogEventFactory();
  }

  private static LoggerConfig loggerConfig(String logger) {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    return context.getConfiguration().getLoggerConfig(logger);
  }

  private static final class CountingInjector implements ContextDataInjector {
    private int calls;

    @Override
    public StringMap injectContextData(@Nullable List<Property> properties, StringMap reusable) {
      reusable.putValue("call", String.valueOf(++calls));
      return reusable;
    }

    @Override
    @Deprecated
    public ReadOnlyStringMap rawContextData() {
      throw new UnsupportedOperationException("not asked for");
    }
  }
}
