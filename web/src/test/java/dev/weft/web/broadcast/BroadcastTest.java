package dev.weft.web.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.control.CommandListener;
import dev.weft.event.control.Control;
import dev.weft.event.control.Instance;
import dev.weft.event.control.LocalHub;
import dev.weft.event.control.Presence;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.testkit.LogLines;
import dev.weft.web.view.Call;
import dev.weft.web.view.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BroadcastTest {
  private static final String NOT_SET_UP = "SEVERE Broadcast functionality used before it is setup";

  private final LogLines log = LogLines.of(Broadcast.class);
  private final LocalHub hub = new LocalHub();
  private final Control anna = hub.join(new Instance("anna", 1));
  private final Control bert = hub.join(new Instance("bert", 2));
  private final Broadcast broadcast = new Broadcast();

  @AfterEach
  void close() {
    broadcast.close();
    anna.close();
    bert.close();
    log.close();
  }

  @Test
  void use_beforeTheStartIsReportedOnceAndReachesThisProcess() throws Exception {
    broadcast.subscribe("c", parameters -> 42);

    assertThat(broadcast.ask("c", Map.of()).values()).containsExactly(42L);
    assertThat(broadcast.ask("c", Map.of()).values()).containsExactly(42L);
    assertThat(log.lines()).containsExactly(NOT_SET_UP);
  }

  @Test
  void use_afterALocalStartIsInOrder() throws Exception {
    broadcast.startLocal();

    assertThat(broadcast.ask("c", Map.of()).values()).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void connect_takesSubscriptionsAndFactsAlong() throws Exception {
    broadcast.subscribe("c", parameters -> "anna");
    broadcast.subscribe("gone", parameters -> "anna");
    broadcast.unsubscribe("gone");
    broadcast.announce("version", "7");
    bert.bus().subscribe("c", parameters -> "bert");

    broadcast.connect(anna);

    assertThat(broadcast.ask("c", Map.of()).values()).containsExactlyInAnyOrder("anna", "bert");
    assertThat(broadcast.ask("gone", Map.of()).values()).isEmpty();
    assertThat(broadcast.instances())
        .extracting(Presence::facts)
        .containsExactly(Map.of("version", "7"), Map.of());
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void close_answersNoLongerAndLeavesTheConnectionToItsMaker() throws Exception {
    broadcast.connect(anna);
    broadcast.subscribe("c", parameters -> "anna");
    bert.bus().subscribe("c", parameters -> "bert");

    broadcast.close();

    assertThat(anna.bus().ask("c", Map.of(), Broadcast.LIMIT).values()).containsExactly("bert");
  }

  @Test
  void function_runsEverywhere() throws Exception {
    broadcast.connect(anna);
    BroadcastFunction count = broadcast.function("app.count", parameters -> 42);
    bert.bus().subscribe("c2c_decorated_app.count", parameters -> 43);

    List<Integer> counts = count.ask(Map.of(), value -> ((Number) value).intValue());

    assertThat(counts).containsExactlyInAnyOrder(42, 43);
    assertThat(count.ask(Map.of()).silent()).isEmpty();
  }

  // What is shown does not depend on how it is asked for.
  private static Call call() {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                BroadcastTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> null);
    return new Call(request, true);
  }

  @Test
  void instances_areShown() throws Exception {
    broadcast.connect(anna);
    broadcast.announce("git_hash", "abcdef");
    bert.bus().subscribe("c", parameters -> 1);

    Reply reply = InstancesView.route(broadcast).endpoint().answer(call());

    assertThat(new String(reply.body(), UTF_8))
        .startsWith("{\n  \"instances\": [\n    {\n      \"channels\": [],")
        .contains("\"git_hash\": \"abcdef\"")
        .contains("\"hostname\": \"bert\"");
  }

  @Test
  void connect_toAnUnknownSchemeSaysWhatIsMissing() {
    assertThatThrownBy(
            () -> broadcast.connect(URI.create("carrier:pigeon"), "p", CommandListener.NONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("no engine for the scheme \"carrier\"; known: ");
  }
}
