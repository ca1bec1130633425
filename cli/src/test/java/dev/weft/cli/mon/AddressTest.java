package dev.weft.cli.mon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, amqp://guest:guest@localhost:5672/%2F",
    "rabbit.example, amqp://guest:guest@rabbit.example:5672/%2F",
    "rabbit:5673, amqp://guest:guest@rabbit:5673/%2F",
    "::1, amqp://guest:guest@[::1]:5672/%2F",
    "[::1]:5673, amqp://guest:guest@[::1]:5673/%2F",
  })
  void host_isAnAmqpServer(String host, String url) {
    assertThat(Address.ofHost("-H", host).url()).isEqualTo(url);
  }

  @Test
  void hostThatIsAnAddress_isRefused() {
    assertThatThrownBy(() -> Address.ofHost("-H", "amqp://x"))
        .hasMessage(
            "-H takes the name of a host; a whole URL is for -u, as in -u amqp://localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "amqp://guest:guest@localhost:5672/%2F, amqp://guest:***@localhost:5672/%2F",
    "amqp://me:a/b@c@host/x, amqp://me:***@host/x",
    "amqp://me:@host, amqp://me:***@host",
    "amqp://host/x, amqp://host/x",
    "zeromq://localhost:5011?curve.secret=abc&x=1, zeromq://localhost:5011?curve.secret=***&x=1",
  })
  void password_isNotShown(String url, String shown) {
    Address address = new Address("-u", url);
    assertThat(address.shown()).isEqualTo(shown);
    assertThat(address.shownIn("cannot reach " + url + ": refused"))
        .isEqualTo("cannot reach " + shown + ": refused");
  }
}
