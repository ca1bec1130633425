package dev.weft.daemon.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Options;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiltersTest {
  @Test
  void redact_hidesByName_atAnyDepth_inEitherCase() {
    assertThat(
            redacted(
                Map.of("fields", List.of("password", "*.token", "*secret*")),
                "{\"password\": \"p\",\"context\":{\"Token\" :[1,{\"a\":\"]\"}],\"x\":1},"
                    + "\"my_SECRET_2\":12.5,\"n\":null,\"pass\\u0077ord\":true}"))
        .isEqualTo(
            "{\"password\": \"***\",\"context\":{\"Token\" :\"***\",\"x\":1},"
                + "\"my_SECRET_2\":\"***\",\"n\":null,\"pass\\u0077ord\":\"***\"}");
  }

  @Test
  void redact_hidesByPath_onlyThere() {
    assertThat(
            redacted(
                Map.of("fields", "context.user.name"),
                "{\"name\":\"a\",\"context\":{\"user\":{\"name\":\"b\"}}}"))
        .isEqualTo("{\"name\":\"a\",\"context\":{\"user\":{\"name\":\"***\"}}}");
  }

  @Test
  void redact_hidesByPattern_inEveryText_theMessageAndTheTraceToo() {
    assertThat(
            redacted(
                Map.of("patterns", "[0-9]{4}-[0-9]{4}"),
                "{\"message\":\"card 1234-5678 of \\u00e9\",\"exc_text\":\"E: 1111-2222\\\\n at\","
                    + "\"n\":12345678,\"l\":[\"9999-0000\"],\"1234-5678\":1}"))
        .isEqualTo(
            "{\"message\":\"card *** of é\",\"exc_text\":\"E: ***\\\\n at\",\"n\":12345678,"
                + "\"l\":[\"***\"],\"1234-5678\":1}");
  }

  @Test
  void redact_whatHoldsNoSecret_staysTheSameBytes() {
    byte[] record = "{ \"a\" : \"b\\/\" }".getBytes(UTF_8);
    RawEvent event = new RawEvent().over(record);

    redact(Map.of("fields", "password", "patterns", "secret"), event);

    assertThat(event.bytes()).isSameAs(record);
  }

  @Test
  void remove_takesFieldsOut() {
    assertThat(
            applied(
                new RemoveFilterFactory(),
                Map.of("fields", List.of("a", "b.c")),
                "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}"))
        .isEqualTo("{\"b\":{\"d\":3}}");
  }

  @Test
  void add_putsValuesOfAnyKind() {
    assertThat(applied(new AddFilterFactory(), Map.of("env", "prod", "a", 2L), "{\"a\":1}"))
        .contains("\"a\":2", "\"env\":\"prod\"");
  }

  private static String redacted(Map<String, ?> options, String record) {
    RawEvent event = new RawEvent().over(record.getBytes(UTF_8));
    redact(options, event);
    return new String(event.toBytes(), UTF_8);
  }

  private static void redact(Map<String, ?> options, RawEvent event) {
    FilterFactory factory = new RedactFilterFactory();
    factory.create(Options.of("test", factory.options(), options)).apply(event);
  }

  private static String applied(FilterFactory factory, Map<String, ?> options, String record) {
    RawEvent event = new RawEvent().over(record.getBytes(UTF_8));
    assertThat(factory.create(Options.of("test", factory.options(), options)).apply(event))
        .isTrue();
    return new String(event.toBytes(), UTF_8);
  }
}
