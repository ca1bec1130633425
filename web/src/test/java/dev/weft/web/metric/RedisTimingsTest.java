package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.control.CommandListener;
import org.junit.jupiter.api.Test;

class RedisTimingsTest {
  @Test
  void commands_areTimedByOutcome() {
    RecordingSink sink = new RecordingSink();
    CommandListener listener = RedisTimings.to(Stats.to(sink));
    listener.ended("PUBLISH", 7, true);
    listener.ended("PUBLISH", 8, true);
    listener.ended("SCAN", 9, false);
    assertThat(sink.seen)
        .containsExactly(
            "timer redis{cmd=PUBLISH, success=1} 7",
            "timer redis{cmd=PUBLISH, success=1} 8",
            "timer redis{cmd=SCAN, success=0} 9");
  }

  @Test
  void withoutBackEnd_nobodyListens() {
    assertThat(RedisTimings.to(Stats.none())).isSameAs(CommandListener.NONE);
  }
}
