package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerTimingTest {
  @Test
  void header_hasRouteAndTimes() {
    assertThat(text("ping", 2_400_000, OptionalLong.of(600_000)))
        .isEqualTo("route;desc=ping, route;dur=2, render;dur=1");
  }

  @Test
  void answerThatIsNotRendered_hasNoRender() {
    assertThat(text("ping", 400_000, OptionalLong.empty()))
        .isEqualTo("route;desc=ping, route;dur=0");
  }

  @Test
  void unknownRoute_hasNoDescription() {
    assertThat(text(null, 1_000_000, OptionalLong.empty())).isEqualTo("route;dur=1");
  }

  @Test
  void oddName_isQuoted() {
    assertThat(text("a/\"b\"\\é\n", 0, OptionalLong.empty()))
        .isEqualTo("route;desc=\"a/\\\"b\\\"\\\\__\", route;dur=0");
  }

  private static String text(@Nullable String route, long nanos, OptionalLong rendering) {
    return ServerTiming.text(ServerTiming.beginning(route), nanos, rendering);
  }
}
