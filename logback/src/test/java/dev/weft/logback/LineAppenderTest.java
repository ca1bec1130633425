package dev.weft.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import dev.weft.Carried;
import dev.weft.Scopes;
import dev.weft.event.codec.JsonReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LineAppenderTest extends LogbackProgram {
  private static final Carried REQUEST =
      each -> {
        each.accept("request_id", "r-1");
        each.accept("method", "GET");
      };

  private DatagramSocket syslog;

  @BeforeEach
  void listen() throws IOException {
    syslog = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    syslog.setSoTimeout(20_000);
  }

  @AfterEach
  void hangUp() {
    syslog.close();
  }

  @Test
  void datagram_saysWhatTheCallDid() throws IOException {
    attach(root(), started(toSyslog()));
    MDC.put("tenant", "north");

    shop.atWarn().addKeyValue("orderId", 17).log("order {} took {} ms", "o-17", 12);

    String datagram = datagram();
    assertThat(datagram).startsWith("<12>: @cee: {").endsWith("}\0");
    assertThat(json(datagram))
        .containsEntry("msg", "order o-17 took 12 ms")
        .containsEntry("logger_name", "shop.orders")
        .containsEntry("level", 4L)
        .containsEntry("orderId", 17L)
        .containsEntry("tenant", "north")
        .containsEntry("function", "datagram_saysWhatTheCallDid")
        .containsEntry("file", "LineAppenderTest.java");
  }

  @Test
  void request_isInTheLine() throws IOException {
    attach(root(), started(toSyslog()));

    Scopes.task("GET /ping").carrying(REQUEST).run(() -> shop.info("Ping!"));

    assertThat(json(datagram()))
        .containsEntry("msg", "GET /ping")
        .containsEntry("request_id", "r-1");
    assertThat(json(datagram()))
        .containsEntry("msg", "Ping!")
        .containsEntry("request_id", "r-1")
        .containsEntry("method", "GET")
        .containsKey("task");
  }

  @Test
  void request_isKnownBehindAnAsynchronousAppender() throws IOException {
    attach(root(), async(started(toSyslog())));

    Scopes.to("GET /ping").carrying(REQUEST).run(() -> {});

    assertThat(json(datagram())).containsEntry("request_id", "r-1");
  }

  @Test
  void exception_bringsItsTrace() throws IOException {
    attach(root(), started(toSyslog()));

    shop.error("failed", new IllegalStateException("boom"));

    assertThat(json(datagram()))
        .containsEntry("full_msg", "true")
        .extractingByKey("full_message")
        .asString()
        .startsWith("java.lang.IllegalStateException: boom");
  }

  @Test
  void patterns_showTheRequest() {
    started(toSyslog());
    addConsole(root(), "%X{request_id} %X{method}: %msg%n");

    Scopes.task("GET /ping").carrying(REQUEST).run(() -> shop.info("Ping!"));
    shop.info("after");

    assertThat(consoleLines()).contains("r-1 GET: Ping!", " : after");
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void off_writesNothing() {
    LineAppender appender = started(new LineAppender());
    attach(root(), appender);

    shop.info("not told");

    assertThat(appender.stats().accepted()).isZero();
  }

  @Test
  void addressThatMakesNoSense_isSaid() {
    LineAppender appender = new LineAppender();
    appender.setTo("tcp://localhost");

    started(appender);

    assertThat(appender.isStarted()).isFalse();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .filteredOn(status -> status.getLevel() == Status.ERROR)
        .extracting(Status::getMessage)
        .anySatisfy(message -> assertThat(message).contains("write such as udp://localhost:514"));
  }

  private LineAppender toSyslog() {
    LineAppender appender = new LineAppender();
    appender.setTo("udp://127.0.0.1:" + syslog.getLocalPort());
    return appender;
  }

  private String datagram() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    syslog.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), UTF_8);
  }

  private static Map<String, Object> json(String datagram) {
    byte[] json =
        datagram.substring("<12>: @cee: ".length(), datagram.length() - 1).getBytes(UTF_8);
    return JsonReader.readObject(json, 0, json.length);
  }
}
