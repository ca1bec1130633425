package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;
import dev.weft.event.flow.ReceiverFactory;
import dev.weft.event.flow.SinkFactory;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Plugin} owes the person who configures it: it is found, it has a name of the
 * agreed form, and it says what can be configured.
 */
public abstract class PluginContract {
  private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  /** Makes the contract's tests; called by JUnit. */
  protected PluginContract() {}

  /** The plug-in. */
  protected abstract Plugin plugin();

  @Test
  void type_isLowerCaseWithHyphens() {
    assertThat(plugin().type()).matches(NAME);
  }

  @Test
  void summary_isOneLine() {
    assertThat(plugin().summary()).isNotBlank().hasLineCount(1);
  }

  @Test
  void options_areNamedAndDescribed() {
    assertThat(plugin().options())
        .allSatisfy(option -> assertThat(option.name()).matches(NAME + "|\\*"))
        .allSatisfy(option -> assertThat(option.description()).isNotBlank().hasLineCount(1))
        .doesNotHaveDuplicates();
  }

  @Test
  void options_defaultsAreOfTheirKind() {
    List<Option> declared = plugin().options();
    for (Option option : declared) {
      String fallback = option.fallback();
      if (fallback != null) {
        assertThat(Options.problems(List.of(option), Map.of(option.name(), fallback))).isEmpty();
      }
    }
  }

  @Test
  void serviceLoader_findsIt() {
    assertThat(
            Stream.of(SinkFactory.class, ReceiverFactory.class, FilterFactory.class)
                .filter(service -> service.isInstance(plugin()))
                .flatMap(service -> ServiceLoader.load(service).stream())
                .map(ServiceLoader.Provider::type))
        .anyMatch(type -> type.equals(plugin().getClass()));
  }
}
