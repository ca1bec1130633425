package dev.weft.web.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "http://shop/a?b=c,http,shop,80,http://shop/a",
    "HTTPS://Shop.example:443/,https,Shop.example,443,https://Shop.example/",
    "https://shop:8443,https,shop,8443,https://shop:8443",
    "http://user:hush@my_host:8080/x,http,my_host,8080,http://my_host:8080/x",
    "http://[::1]:8080/x,http,::1,8080,http://[::1]:8080/x",
    "http://[::1]/x,http,::1,80,http://[::1]/x",
    "mailto:someone@example.org,mailto,,80,mailto://"
  })
  void target_isReadFromAnAddress(URI address, String scheme, String host, int port, String text) {
    Target target = Target.of(address);
    assertThat(target.scheme()).isEqualTo(scheme);
    assertThat(target.host()).isEqualTo(host == null ? "" : host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "http://me:hush@shop/a?b=c,http://shop/a?b=c",
    "http://shop/a?secret=x&b=,http://shop/a?secret=***&b=",
    "http://shop/a?access_token=x&sig=y&flag,http://shop/a?access_token=***&sig=***&flag"
  })
  void loggedAddress_hasNoSecrets(URI address, String text) {
    assertThat(Target.logged(address)).isEqualTo(text);
  }
}
