package dev.weft.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.web.Ops;
import dev.weft.web.OpsConfig;
import dev.weft.web.RawHttp;
import dev.weft.web.WebServer;
import dev.weft.web.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private Ops ops;
  private WebServer server;

  @BeforeEach
  void start() {
    serve("private");
  }

  private void serve(String trusted) {
    ops = Ops.builder().config(OpsConfig.builder().trustedProxies(trusted).build()).build();
    server =
        WebServer.with(
            ops,
            application -> application.servlet("seen", "/seen", new WebServlet(ProxiesTest::seen)));
  }

  @AfterEach
  void stop() {
    server.close();
    ops.close();
  }

  private static void seen(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    StringBuilder told =
        new StringBuilder()
            .append("client=")
            .append(request.getRemoteAddr())
            .append("\nurl=")
            .append(request.getRequestURL())
            .append("\nlocal=")
            .append(request.getLocalName())
            .append("\nsecure=")
            .append(request.isSecure())
            .append("\ninfo=")
            .append(RequestInfo.current().flatMap(RequestInfo::clientAddress).orElse("none"));
    for (String name : Collections.list(request.getHeaderNames())) {
      told.append('\n').append(name).append(": ").append(request.getHeader(name));
    }
    response.getWriter().write(told.toString());
  }

  private String told(String... headers) {
    RawHttp.Answer answer = RawHttp.ask(server.port(), "GET", "/api/seen", headers);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void forwarded_isRead() {
    assertThat(told("Forwarded: by=front;for=1.2.3.4;host=example.com;proto=https"))
        .contains("client=1.2.3.4\n")
        .contains("url=https://example.com/api/seen\n")
        .contains("local=front\n")
        .contains("secure=true\n")
        .contains("info=1.2.3.4")
        .contains("\nHost: example.com")
        .contains("\nOriginal-Host: 127.0.0.1:" + server.port())
        .contains("\nOriginal-Forwarded: by=front;for=1.2.3.4;host=example.com;proto=https")
        .doesNotContain("\nForwarded:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "For=\"[2001:db8::17]:4711\"|2001:db8::17",
        "FOR=\"1.2.3.4:80\" ; Proto = http|1.2.3.4",
        "for=a, for=b|a",
        "proto=http; for=a|a",
        "for=\"a;b,c\";host=x|a;b,c",
        "for=\"a\\\"b\"|a\"b",
        "for=_hidden|_hidden",
        ";;for=a|a",
        "for|127.0.0.1",
        "for=\"unclosed|127.0.0.1",
      })
  void forwarded_isReadAsTheStandardWritesIt(String header, String client) {
    assertThat(told("Forwarded: " + header)).contains("client=" + client + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "", "=", ";", ",", "\"", "host=<script>", "===;;;,,,"})
  void garbage_isLeftAside(String header) {
    assertThat(told("Forwarded: " + header))
        .contains("client=127.0.0.1\n")
        .contains("url=http://127.0.0.1:" + server.port() + "/api/seen\n");
  }

  @Test
  void forwarded_winsOverTheOthers_whichAreRenamed() {
    assertThat(
            told(
                "Forwarded: for=a",
                "X-Forwarded-For: b",
                "X-Forwarded-Host: h",
                "X-Forwarded-Port: 444"))
        .contains("client=a\n")
        .contains("\nOriginal-X-Forwarded-For: b")
        .contains("\nOriginal-X-Forwarded-Host: h")
        .contains("\nX-Forwarded-Port: 444")
        .doesNotContain("\nX-Forwarded-For:");
  }

  @Test
  void others_areReadByTheirFirstElement() {
    assertThat(
            told(
                "X-Forwarded-For: 1.2.3.4, 5.6.7.8",
                "X-Forwarded-Host: example.com:8443, b",
                "X-Forwarded-Proto: https"))
        .contains("client=1.2.3.4\n")
        .contains("url=https://example.com:8443/api/seen\n")
        .contains("\nHost: example.com:8443")
        .contains("\nOriginal-X-Forwarded-For: 1.2.3.4, 5.6.7.8")
        .doesNotContain("\nX-Forwarded-");
  }

  @Test
  void scheme_winsOverProto() {
    assertThat(told("X-Forwarded-Scheme: https", "X-Forwarded-Proto: http", "Host: example.com"))
        .contains("url=https://example.com/api/seen\n");
  }

  @Test
  void server_isTheHostToo() {
    assertThat(told("X-Forwarded-Server: front"))
        .contains("local=front\n")
        .contains("url=http://front/api/seen\n");
  }

  @Test
  void untrustedPeer_isNotBelieved() {
    stop();
    serve("10.0.0.0/8");

    assertThat(told("Forwarded: for=1.2.3.4", "X-Forwarded-For: 1.2.3.4"))
        .contains("client=127.0.0.1\n");
  }

  @ParameterizedTest
  @CsvSource({
    "private,127.0.0.1,true",
    "private,::1,true",
    "private,192.168.3.4,true",
    "private,172.32.0.1,false",
    "private,8.8.8.8,false",
    "private,fd00::1,true",
    "all,8.8.8.8,true",
    "none,127.0.0.1,false",
    "10.1.2.3,10.1.2.3,true",
    "10.1.2.3,10.1.2.4,false",
    "10.1.2.0/23,10.1.3.255,true",
    "10.1.2.0/23,10.1.4.0,false",
    "none,not.an.address,false"
  })
  void trusted_areThoseOfTheList(String list, String peer, boolean trusted) {
    assertThat(TrustedProxies.of(list).include(peer)).isEqualTo(trusted);
  }

  @Test
  void trusted_areToldApartHoweverManyAsk() {
    TrustedProxies proxies = TrustedProxies.of("10.0.0.0/8");
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 256; i++) {
        assertThat(proxies.include("10.0.0." + i)).isTrue();
        assertThat(proxies.include("11.0.0." + i)).isFalse();
      }
    }
  }

  @Test
  void peerWithoutAddress_isTrustedWhereAllAre() {
    assertThat(TrustedProxies.of("all").include(null)).isTrue();
    assertThat(TrustedProxies.of("private").include(null)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "10.0.0.0/33", "10.0.0.0/x", "everybody"})
  void wrongProxy_isRefused(String list) {
    assertThatThrownBy(() -> TrustedProxies.of(list))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"C2C_TRUSTED_PROXIES: " + list + "\" is no proxy; write private");
  }
}
