package dev.weft.event.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterestTest {
  @ParameterizedTest
  @CsvSource({
    "#, shop.order.new, true",
    "#, '', true",
    "shop.#, shop.order.new, true",
    "shop.#, shop, true",
    "shop.#, shopping, false",
    "*.order.*, shop.order.new, true",
    "*.order.*, shop.order, false",
    "#.new, shop.order.new, true",
    "#.new, new, true",
    "shop.*, shop., true",
    "shop.*, shop, false",
    "'', '', true",
    "'', a, false",
    "a.#.b.#.c, a.b.c, true",
    "a.#.b.#.c, a.x.b.y.z.c, true",
    "a.#.b.#.c, a.x.c, false",
  })
  void routingKeys_matchAsInATopicExchange(String pattern, String key, boolean matches) {
    assertThat(Interest.matches(pattern, key)).isEqualTo(matches);
  }

  @Test
  void arguments_matchAllOrAny() {
    Map<String, Object> wanted = Map.of("env", "prod", "zone", 3);
    Interest all = Interest.EVERYTHING.arguments(wanted, true);
    Interest any = Interest.EVERYTHING.arguments(wanted, false);

    assertThat(all.matches("a", Map.of("env", "prod", "zone", 3L))).isTrue();
    assertThat(all.matches("a", Map.of("env", "prod"))).isFalse();
    assertThat(any.matches("a", Map.of("env", "prod"))).isTrue();
    assertThat(any.matches("a", Map.of("env", "test"))).isFalse();
  }

  @Test
  void noRoutingKey_isRefused() {
    assertThatThrownBy(() -> Interest.EVERYTHING.routingKeys(List.of()))
        .hasMessage("no routing key; \"#\" stands for all");
  }

  @Test
  void follow_namesTheSchemesThatAreThere() {
    assertThatThrownBy(() -> Streams.follow("gopher://x", Interest.EVERYTHING))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("\"gopher://x\": no transport serves \"gopher://\"; there are: none");
  }
}
