package dev.weft.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import dev.weft.testkit.RecordingSenderFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

class WeftAppenderTest extends LogbackProgram {
  @Test
  void record_carriesWhatTheCallSaid() {
    start(new WeftAppender());

    shop.atWarn()
        .addKeyValue("orderId", 17)
        .addKeyValue("customer", "acme")
        .log("order {} took {} ms", "o-17", 12);

    assertThat(onlyRecord())
        .contains("\"name\":\"shop.orders\"", "\"levelname\":\"WARNING\"", "\"levelno\":30")
        .contains("\"msg\":\"order {} took {} ms\"", "\"message\":\"order o-17 took 12 ms\"")
        .contains("\"orderId\":17", "\"customer\":\"acme\"")
        .contains("\"threadName\":\"" + Thread.currentThread().getName() + "\"")
        .contains("\"context\":null");
  }

  @Test
  void record_belongsToTheCurrentTask() {
    start(new WeftAppender());

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));

    List<String> records = records();
    assertThat(records).hasSize(3);
    assertThat(records.get(1))
        .contains("\"message\":\"paid\"", "\"context\":{\"key\":\"1@", "\"user\":\"leo\"");
  }

  @Test
  void levels_areThoseOfTheLoggersAndTheWire() {
    start(new WeftAppender());
    root().setLevel(Level.DEBUG);

    shop.trace("a");
    shop.debug("b");
    shop.info("c");
    shop.error("d");

    assertThat(records()).hasSize(3);
    assertThat(records().get(0)).contains("\"levelno\":10");
    assertThat(records().get(2)).contains("\"levelname\":\"ERROR\"");
  }

  @Test
  void rootLogger_hasPythonsName() {
    start(new WeftAppender());

    LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME).info("here");

    assertThat(onlyRecord()).contains("\"name\":\"root\"");
  }

  @Test
  void arguments_areTakenAtTheCall() {
    start(new WeftAppender());
    sink.block();
    List<String> articles = new ArrayList<>(List.of("pen"));

    shop.atInfo().addKeyValue("articles", articles).log("sold {}", articles);
    articles.add("ink");
    sink.unblock();

    assertThat(onlyRecord()).contains("\"message\":\"sold [pen]\"", "\"articles\":[\"pen\"]");
  }

  @Test
  void secrets_areMasked() {
    start(new WeftAppender());
    MDC.put("sessionToken", "s3cr3t");
    MDC.put("tenant", "north");

    shop.atInfo().addKeyValue("password", "s3cr3t").log("card {}", Secret.of("s3cr3t"));

    assertThat(onlyRecord())
        .doesNotContain("s3cr3t")
        .contains("\"message\":\"card ***\"", "\"password\":\"***\"")
        .contains("\"sessionToken\":\"***\"", "\"tenant\":\"north\"");
  }

  @Test
  void patterns_areMaskedAcrossTemplateAndArgument() {
    start(new WeftAppender(), Weft.configure().redactText("iban=\\S+"));

    shop.info("to iban={} today", "DE02");

    assertThat(onlyRecord()).doesNotContain("DE02").contains("\"message\":\"to *** today\"");
  }

  @Test
  void exceptions_comeWithTheirCauses() {
    start(new WeftAppender());

    shop.error(
        "order {} failed",
        7,
        new IllegalStateException("outer", new IllegalArgumentException("inner")));

    assertThat(onlyRecord())
        .contains("\"message\":\"order 7 failed\"")
        .contains("IllegalStateException: outer", "IllegalArgumentException: inner");
  }

  @Test
  void markers_bringTheirReferences() {
    start(new WeftAppender());
    Marker audit = MarkerFactory.getDetachedMarker("AUDIT");
    Marker money = MarkerFactory.getDetachedMarker("MONEY");
    audit.add(money);

    shop.info(audit, "booked");

    assertThat(onlyRecord()).contains("\"markers\":[\"AUDIT\",\"MONEY\"]");
  }

  @Test
  void mdc_isSent() {
    start(new WeftAppender());
    MDC.put("tenant", "north");

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));
    MDC.clear();
    shop.info("outside");

    assertThat(records().get(1)).contains("\"mdc\":{\"tenant\":\"north\"}");
    assertThat(records().get(3)).doesNotContain("\"mdc\"");
  }

  @Test
  void mdc_isLeftOutWhereAsked() {
    WeftAppender appender = new WeftAppender();
    appender.setMdc(false);
    start(appender);
    MDC.put("tenant", "north");

    shop.info("paid");

    assertThat(onlyRecord()).doesNotContain("north");
  }

  @Test
  void location_isTheLineOfTheCaller() {
    WeftAppender appender = new WeftAppender();
    appender.setLocation(true);
    start(appender);

    shop.info("here");

    assertThat(onlyRecord())
        .contains("\"filename\":\"WeftAppenderTest.java\"")
        .contains("\"funcName\":\"location_isTheLineOfTheCaller\"");
  }

  @Test
  void loggersOfWeft_areNotSent() {
    start(new WeftAppender());

    LoggerFactory.getLogger("dev.weft").info("own");
    LoggerFactory.getLogger("dev.weft.dispatch").info("own");
    LoggerFactory.getLogger("dev.wefty").info("other");

    assertThat(onlyRecord()).contains("\"message\":\"other\"");
  }

  @Test
  void toStringThatLogs_endsAndIsSent() {
    start(new WeftAppender());
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            shop.info("nested {}", this);
            return "chatty";
          }
        };

    shop.info("outer {}", chatty);

    assertThat(recordsWith("\"message\":\"outer chatty\"")).hasSize(1);
  }

  @Test
  void valuesThatThrow_harmNobody() {
    start(new WeftAppender());
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("bok");
          }
        };

    assertThatCode(() -> shop.atInfo().addKeyValue("b", broken).log("it is {}", broken))
        .doesNotThrowAnyException();
    assertThat(onlyRecord()).contains("threw java.lang.IllegalStateException");
  }

  @Test
  void emptyCalls_areRecords() {
    start(new WeftAppender());

    shop.info(null);
    shop.info("{} {}", (Object[]) null);
    shop.atInfo().addKeyValue(null, (Object) null).log();

    assertThat(records()).hasSize(3);
  }

  @Test
  void fullQueue_neverBlocksAndCounts() {
    sink.block();
    start(new WeftAppender(), Weft.configure().queueCapacity(16));

    for (int i = 0; i < 20_000; i++) {
      shop.info("order {}", i);
    }

    assertThat(Weft.stats().droppedTotal()).isPositive();
    sink.unblock();
    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(Weft.stats().accepted()).isEqualTo(20_000);
    assertThat(Weft.stats().delivered() + Weft.stats().droppedTotal()).isEqualTo(20_000);
  }

  @Test
  void xml_configuresAllAndStartsWeft() throws JoranException {
    configure(
        """
        <configuration>
          <appender name="WEFT" class="dev.weft.logback.WeftAppender">
            <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>WARN</level></filter>
            <to>recording:xml</to>
            <service>shop</service>
            <location>true</location>
            <mdc>false</mdc>
          </appender>
          <root level="INFO"><appender-ref ref="WEFT"/></root>
        </configuration>
        """);
    MDC.put("tenant", "north");

    shop.info("below");
    shop.warn("above");

    assertThat(Weft.flush(PATIENCE)).isTrue();
    assertThat(RecordingSenderFactory.SINK.records().get(0)).contains("\"processName\":\"shop\"");
    assertThat(RecordingSenderFactory.SINK.records()).hasSize(2);
    assertThat(RecordingSenderFactory.SINK.records().get(1))
        .contains("\"message\":\"above\"", "\"filename\":\"WeftAppenderTest.java\"")
        .doesNotContain("north");
  }

  @Test
  void wrongAddress_isSaidByLogbacksStatus() throws JoranException {
    configure(
        """
        <configuration>
          <appender name="WEFT" class="dev.weft.logback.WeftAppender"><to>zeromk://x</to></appender>
          <root level="INFO"><appender-ref ref="WEFT"/></root>
        </configuration>
        """);

    assertThatCode(() -> shop.info("paid")).doesNotThrowAnyException();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .anyMatch(said ->
            said.startsWith("the appender WEFT is not started: ") && said.contains("zeromk"));
  }

  @Test
  void stop_flushes() {
    WeftAppender appender = new WeftAppender();
    start(appender);

    shop.info("last words");
    appender.stop();

    assertThat(sink.records()).anyMatch(record -> record.contains("last words"));
  }
}
