package dev.weft.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpReaderTest {
  private static final String REST =
      "\nsources: {in: {type: stdin}}\nsinks: {out: {type: console}}\n";
  private static final String SECRET = "0123456789abcdef0123";

  @TempDir Path folder;

  private static HttpSettings read(String http, Map<String, String> environment) {
    return Configuration.parse("weft.yaml", "http: " + http + REST, environment).http();
  }

  private static List<String> problems(String http) {
    InvalidConfigurationException wrong =
        catchThrowableOfType(InvalidConfigurationException.class, () -> read(http, Map.of()));
    return wrong.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void nothingSaid_isThisMachineAlone_withThePage() {
    HttpSettings settings = Configuration.parse("weft.yaml", REST, Map.of()).http();

    assertThat(settings.listen()).contains(new HttpSettings.Listen("127.0.0.1", 7410));
    assertThat(settings.page()).isTrue();
    assertThat(settings.tokens()).isEmpty();
    assertThat(settings.views()).isEqualTo(Path.of("data/views"));
  }

  @Test
  void listen_mayBeOff_orAnyAddress() {
    assertThat(read("{listen: off}", Map.of()).listen()).isEmpty();
    assertThat(read("{listen: \"localhost:0\"}", Map.of()).listen())
        .hasValueSatisfying(listen -> assertThat(listen.loopback()).isTrue())
        .hasToString("Optional[localhost:0]");
    assertThat(read("{listen: \"[::1]:80\"}", Map.of()).listen())
        .hasValueSatisfying(listen -> assertThat(listen.loopback()).isTrue())
        .hasToString("Optional[[::1]:80]");
    for (String all : List.of("*:7410", "0.0.0.0:7410", "[::]:7410")) {
      assertThat(
              read(
                      "{listen: \"" + all + "\", tokens: [{name: a, token: " + SECRET + "}]}",
                      Map.of())
                  .listen())
          .hasToString("Optional[*:7410]");
    }
  }

  @Test
  void tokens_comeFromTheFileItself_anotherFile_orTheEnvironment() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "  " + SECRET + "-file\n");
    HttpSettings settings =
        read(
            "{tokens: [{name: a, token: "
                + SECRET
                + "}, {name: b, file: \""
                + file
                + "\", rights: control}, {name: c, env: TOKEN, rights: admin}]}",
            Map.of("TOKEN", SECRET + "-env"));

    assertThat(settings.tokens())
        .hasToString("[token a (read), token b (control), token c (admin)]");
    assertThat(settings.tokens().get(0).matches(SECRET)).isTrue();
    assertThat(settings.tokens().get(0).matches(SECRET + "-file")).isFalse();
    assertThat(settings.tokens().get(1).matches(SECRET + "-file")).isTrue();
    assertThat(settings.tokens().get(2).matches(SECRET + "-env")).isTrue();
    assertThat(settings.toString()).doesNotContain(SECRET);
  }

  @Test
  void anAddressThatOthersReach_needsTokens() {
    assertThat(problems("{listen: \"0.0.0.0:7410\"}"))
        .containsExactly(
            "weft.yaml:1:8: \"listen: *:7410\" can be reached from other machines, and there are no"
                + " tokens; listen on 127.0.0.1:7410, or say who may: tokens: [{name: ann, file:"
                + " \"/etc/weft/ann.token\", rights: read}]");
  }

  @Test
  void whatIsWrong_isToldWithItsCure() {
    assertThat(problems("{listen: 7410}"))
        .containsExactly(
            "weft.yaml:1:8: \"listen: 7410\" is not HOST:PORT, such as 127.0.0.1:7410, or off");
    assertThat(problems("{listen: \"localhost:70000\"}")).hasSize(1);
    assertThat(problems("{lisen: off}"))
        .singleElement()
        .asString()
        .contains("did you mean \"listen\"?");
    assertThat(problems("{tokens: [{name: a}]}"))
        .containsExactly(
            "weft.yaml:1:17: the token \"a\" needs one of token, file and env, and has none");
    assertThat(problems("{tokens: [{name: a, token: short}]}"))
        .containsExactly(
            "weft.yaml:1:17: the token \"a\" has fewer than 16 characters; make one with: openssl"
                + " rand -hex 20");
    assertThat(problems("{tokens: [{name: a, env: NONE}]}"))
        .containsExactly("weft.yaml:1:17: \"env: NONE\": the environment has no such variable");
    assertThat(problems("{tokens: [{name: a, file: /none/there}]}"))
        .singleElement()
        .asString()
        .contains("\"file: /none/there\" cannot be read");
    assertThat(problems("{tokens: [{name: a, token: " + SECRET + ", rights: all}]}"))
        .singleElement()
        .asString()
        .contains("\"rights: all\" is not one of read, control, admin");
    assertThat(
            problems(
                "{tokens: [{name: a, token: " + SECRET + "}, {name: a, token: " + SECRET + "}]}"))
        .singleElement()
        .asString()
        .contains("two tokens have the name \"a\"");
  }

  @Test
  void itsPort_andItsName_areItsOwn() {
    InvalidConfigurationException wrong =
        catchThrowableOfType(
            InvalidConfigurationException.class,
            () ->
                Configuration.parse(
                    "weft.yaml",
                    "sources: {http: {type: stdin}}\nsinks: {out: {type: console}}\n",
                    Map.of()));
    assertThat(wrong.problems())
        .singleElement()
        .hasToString(
            "weft.yaml:1:11: source \"http\" has the name of what is sent to the API; give it"
                + " another");
  }
}
