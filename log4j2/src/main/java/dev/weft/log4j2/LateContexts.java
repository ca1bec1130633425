package dev.weft.log4j2;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.ContextDataInjector;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.impl.ContextDataInjectorFactory;
import org.apache.logging.log4j.core.impl.LogEventFactory;
import org.apache.logging.log4j.core.impl.ReusableLogEventFactory;
import org.apache.logging.log4j.core.impl.ThreadContextDataInjector;
import org.apache.logging.log4j.core.impl.ThreadContextDataProvider;
import org.apache.logging.log4j.core.util.ContextDataProvider;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.util.OsgiServiceLocator;
import org.jspecify.annotations.Nullable;

/**
 * Makes loggers' events in the place of Log4j's own factory of reused events, and like it but for
 * their context: see {@link LateContextEvent}.
 *
 * <p>Only that factory is ever replaced. Where Log4j reuses no events, as in web applications, they
 * may be kept by whoever sees them, and what they hold must be in them at once; and a factory that
 * the program chose is its own.
 *
 * <p>Usable from any thread.
 */
final class LateContexts implements LogEventFactory {
  private static final Set<Class<?>> PROVIDERS =
      Set.of(ThreadContextDataProvider.class, TaskContextProvider.class);
  private static final ThreadLocal<@Nullable LateContextEvent> EVENTS = new ThreadLocal<>();

  private final ContextDataInjector injector = ContextDataInjectorFactory.createInjector();
  private final boolean fromThreadAlone = isOfThreadAlone(injector);

  private LateContexts() {}

  /** Lets the logger's events be made here, where Log4j would reuse its own. */
  static void use(LoggerConfig logger) {
    LogEventFactory factory = logger.getLogEventFactory();
    if (factory != null && factory.getClass() == ReusableLogEventFactory.class) {
      logger.setLogEventFactory(Only.INSTANCE);
    }
  }

  @Override
  public LogEvent createEvent(
      String loggerName,
      Marker marker,
      String fqcn,
      Level level,
      Message data,
      List<Property> properties,
      Throwable t) {
    return createEvent(loggerName, marker, fqcn, null, level, data, properties, t);
  }

  @Override
  public LogEvent createEvent(
      String loggerName,
      Marker marker,
      String fqcn,
      @Nullable StackTraceElement location,
      Level level,
      Message data,
      List<Property> properties,
      Throwable t) {
    LateContextEvent event = free();
    event.fill(loggerName, marker, fqcn, location, level, data, properties, t);
    return event;
  }

  // A log call inside a log call finds the thread's event in use, and gets one of its own.
  private LateContextEvent free() {
    LateContextEvent known = EVENTS.get();
    if (known != null && !known.inUse()) {
      return known;
    }
    LateContextEvent made = new LateContextEvent(injector, fromThreadAlone);
    if (known == null) {
      EVENTS.set(made);
    }
    return made;
  }

  /** Whether nobody but Log4j and Weft adds to the context of events. */
  private static boolean isOfThreadAlone(ContextDataInjector injector) {
    if (injector.getClass().getEnclosingClass() != ThreadContextDataInjector.class
        || !ThreadContextDataInjector.contextDataProviders.isEmpty()
        || OsgiServiceLocator.isAvailable()) {
      return false;
    }
    ClassLoader log4j = ThreadContextDataInjector.class.getClassLoader();
    try {
      return ServiceLoader.load(ContextDataProvider.class, log4j).stream()
          .allMatch(provider -> PROVIDERS.contains(provider.type()));
    } catch (ServiceConfigurationError | LinkageError broken) {
      // Log4j leaves such a one out; whether it adds something is then not known.
      return false;
    }
  }

  private static final class Only {
    static final LateContexts INSTANCE = new LateContexts();
  }
}
