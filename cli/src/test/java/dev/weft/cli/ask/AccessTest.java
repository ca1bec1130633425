package dev.weft.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  @TempDir Path home;

  private void configure(String text) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".config/weft"));
    Files.writeString(folder.resolve("config"), text);
  }

  @Test
  void address_isTheOptionsThenTheEnvironmentsThenTheFilesThenThisMachines() throws IOException {
    assertThat(Access.of(null, Map.of(), home).url()).isEqualTo(Access.DEFAULT);
    configure("# mine\nurl = https://weft.example/ \ntoken: secret\n");
    assertThat(Access.of(null, Map.of(), home).url()).isEqualTo("https://weft.example");
    assertThat(Access.of(null, Map.of(), home).token()).isEqualTo("secret");
    Map<String, String> environment = Map.of("WEFT_URL", "http://a:1", "WEFT_TOKEN", "other");
    assertThat(Access.of(null, environment, home).url()).isEqualTo("http://a:1");
    assertThat(Access.of(null, environment, home).token()).isEqualTo("other");
    assertThat(Access.of("http://b:2", environment, home).url()).isEqualTo("http://b:2");
  }

  @Test
  void streamsAddress_isNoCollectors() throws IOException {
    assertThat(Access.of(null, Map.of("WEFT_URL", "amqp://guest@h"), home).url())
        .isEqualTo(Access.DEFAULT);
  }

  @Test
  void otherPlace_isThatOfTheDesktopStandard() throws IOException {
    Path folder = Files.createDirectories(home.resolve("x/weft"));
    Files.writeString(folder.resolve("config"), "url=http://c:3");
    Map<String, String> environment = Map.of("XDG_CONFIG_HOME", home.resolve("x").toString());
    assertThat(Access.of(null, environment, home).url()).isEqualTo("http://c:3");
  }

  @Test
  void mistakes_areNamedWithTheirPlace() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Access.of("localhost:7410", Map.of(), home))
        .withMessage(
            "-u: \"localhost:7410\" is no collector's address; write one such as "
                + Access.DEFAULT);
    configure("\nur = x\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Access.of(null, Map.of(), home))
        .withMessageContaining(".config/weft/config, line 2: expected \"url = …\"");
  }
}
