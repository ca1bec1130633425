package dev.weft.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://x/a,http://x/a",
    "http://x/a?,http://x/a?",
    "http://x/a?b=c&d,http://x/a?b=c&d",
    "http://x/a?secret=changeme,http://x/a?secret=***",
    "http://x/a?b=c&secret=changeme&d=e,http://x/a?b=c&secret=***&d=e",
    "http://x/a?SECRET=changeme,http://x/a?SECRET=***",
    "http://x/a?%73ecret=changeme,http://x/a?%73ecret=***",
    "http://x/a?%zz=b&secret=,http://x/a?%zz=b&secret=***",
    "http://x/a?secrets=b,http://x/a?secrets=b"
  })
  void secret_isHidden(String url, String shown) {
    assertThat(LoggedUrl.of(url)).isEqualTo(shown);
  }
}
