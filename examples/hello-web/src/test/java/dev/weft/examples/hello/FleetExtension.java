package dev.weft.examples.hello;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Fleet}. */
final class FleetExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FleetExtension.class);

  static {
    // Two cores are shared by all processes here, and by other modules' tests.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Fleet.class;
  }

  @Override
  public Fleet resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Fleet.class, type -> begun(context), Fleet.class);
  }

  private static Fleet begun(ExtensionContext context) {
    try {
      return new Fleet(context);
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }
}
