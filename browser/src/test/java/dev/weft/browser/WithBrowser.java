package dev.weft.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link Visit} to the page. Browser and collector are started once for all tests;
 * where no browser is installed, the tests are skipped and say so.
 */
final class WithBrowser implements ExecutionCondition, ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(WithBrowser.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.installed().isPresent()) {
      return ConditionEvaluationResult.enabled("a browser is installed");
    }
    String reason = "no Chromium in PATH; install one, or name it in WEFT_CHROMIUM";
    System.out.println("Browser tests are skipped: " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visit.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Both both = context.getRoot().getStore(OWN).computeIfAbsent(Both.class);
    Visit visit = Visit.to(both.page, both.chromium.browser());
    context.getStore(OWN).put(Visit.class, visit);
    return visit;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Visit visit = context.getStore(OWN).get(Visit.class, Visit.class);
    if (visit != null) {
      visit.close();
    }
  }

  /** What all tests share; JUnit closes it at the end. */
  static final class Both implements AutoCloseable {
    private final ServedPage page;
    private final Chromium chromium;

    Both() {
      Optional<Path> executable = Chromium.installed();
      try {
        page = ServedPage.start(Files.createTempDirectory("weft-browser"));
        page.append(Shop.batch(Clock.systemUTC().millis() * 1_000));
        page.append(GreatTree.batch());
        page.append(DeepWork.batch());
      } catch (IOException noCollector) {
        throw new UncheckedIOException(noCollector);
      }
      chromium = Chromium.start(executable.orElseThrow());
    }

    @Override
    public void close() {
      chromium.close();
      page.close();
    }
  }
}
