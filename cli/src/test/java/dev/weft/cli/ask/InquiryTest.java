package dev.weft.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InquiryTest {
  @Test
  void url_escapesWhatNoUrlMayHold() {
    assertThat(new Inquiry("/events/3@a b/1#?é", Map.of("q", "a:\"b c\" +é"), true).escaped())
        .isEqualTo("/events/3@a%20b/1%23%3F%C3%A9?q=a%3A%22b+c%22+%2B%C3%A9");
  }
}
