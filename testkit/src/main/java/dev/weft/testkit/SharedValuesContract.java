package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.event.control.SharedValues;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SharedValues} owes those who share them. An engine's own test extends it and
 * gives its values, empty before each test.
 */
public abstract class SharedValuesContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration HOUR = Duration.ofHours(1);

  /** Makes the contract's tests; called by JUnit. */
  protected SharedValuesContract() {}

  /** The engine's values; the same ones throughout a test. */
  protected abstract SharedValues values() throws Exception;

  @Test
  void put_isThereUntilRemoved() throws Exception {
    SharedValues values = values();
    values.put("key", "t\u00e9xt", null);

    assertThat(values.get("key")).contains("t\u00e9xt");
    assertThat(values.lifetime("key")).isEmpty();
    assertThat(values.remove("key")).isTrue();
    assertThat(values.remove("key")).isFalse();
    assertThat(values.get("key")).isEmpty();
  }

  @Test
  void put_takesThePlaceOfTheTextAndOfItsLifetime() throws Exception {
    SharedValues values = values();
    values.put("key", "old", HOUR);
    values.put("key", "new", null);

    assertThat(values.get("key")).contains("new");
    assertThat(values.lifetime("key")).isEmpty();
  }

  @Test
  void lifetime_isWhatRemains() throws Exception {
    SharedValues values = values();
    values.put("key", "text", HOUR);

    assertThat(values.lifetime("key").orElseThrow()).isPositive().isLessThanOrEqualTo(HOUR);
    assertThat(values.lifetime("absent")).isEmpty();
  }

  @Test
  void put_withALifetimeIsGoneAfterIt() throws Exception {
    SharedValues values = values();
    values.put("key", "text", Duration.ofMillis(50));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(values.get("key")).isEmpty();
          assertThat(values.withPrefix("")).isEmpty();
        });
  }

  @Test
  void put_refusesALifetimeOfNothing() throws Exception {
    SharedValues values = values();

    assertThatThrownBy(() -> values.put("key", "text", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lifetime < 1 ms: PT0S");
    assertThat(values.get("key")).isEmpty();
  }

  @Test
  void withPrefix_takesThePrefixAsItIs() throws Exception {
    SharedValues values = values();
    values.put("a*b", "2", null);
    values.put("a*a", "1", null);
    values.put("axb", "3", null);
    values.put("[a]", "4", HOUR);

    assertThat(values.withPrefix("a*"))
        .containsExactly(Map.entry("a*a", "1"), Map.entry("a*b", "2"));
    assertThat(values.withPrefix("[a")).containsExactly(Map.entry("[a]", "4"));
    assertThat(values.withPrefix("none")).isEmpty();
  }

  @Test
  void withPrefix_findsMany() throws Exception {
    SharedValues values = values();
    for (int i = 0; i < 500; i++) {
      values.put("many." + i, Integer.toString(i), null);
    }

    assertThat(values.withPrefix("many.")).hasSize(500).containsEntry("many.499", "499");
  }
}
