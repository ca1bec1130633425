package dev.weft.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.BasicStatusManager;
import ch.qos.logback.core.status.StatusManager;
import dev.weft.record.CurrentTask;
import dev.weft.record.TaskNode;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.spi.MDCAdapter;

/**
 * Lets events see the current task in their MDC, without putting anything there: what a logger
 * context asks for its events' MDC is answered with a {@link ScopedContext}. The adapter that the
 * program writes to through {@link MDC} stays as it is, so nothing can be left behind on a pool's
 * thread.
 *
 * <p>Usable from any thread; each sees its own.
 */
final class ReadThroughMdc extends LogbackMDCAdapter {
  private final MDCAdapter program;

  private ReadThroughMdc(MDCAdapter program) {
    this.program = program;
  }

  /** The one of the context, which is put in place where there is none. */
  static ReadThroughMdc of(LoggerContext context) {
    MDCAdapter before = context.getMDCAdapter();
    if (before instanceof ReadThroughMdc installed) {
      return installed;
    }
    ReadThroughMdc mdc = new ReadThroughMdc(before != null ? before : MDC.getMDCAdapter());
    install(mdc, context);
    return mdc;
  }

  private static void install(ReadThroughMdc mdc, LoggerContext context) {
    // The context warns of a second adapter, and a warning makes Logback print all that it did
    // while it was configured; so the warning goes to a status manager of its own.
    StatusManager status = context.getStatusManager();
    context.setStatusManager(new BasicStatusManager());
    try {
      context.setMDCAdapter(mdc);
    } finally {
      context.setStatusManager(status);
    }
  }

  /** The program's own context on this thread, which nobody changes; empty where there is none. */
  Map<String, String> programContext() {
    Map<String, String> own =
        program instanceof LogbackMDCAdapter logback
            ? logback.getPropertyMap()
            : program.getCopyOfContextMap();
    return own == null ? Map.of() : own;
  }

  /** What events and encoders are shown. */
  @Override
  public Map<String, String> getPropertyMap() {
    TaskNode task = CurrentTask.node();
    return task == null ? programContext() : new ScopedContext(programContext(), task);
  }

  @Override
  public @Nullable String get(String key) {
    return program.get(key);
  }

  @Override
  public void put(String key, @Nullable String value) {
    program.put(key, value);
  }

  @Override
  public void remove(String key) {
    program.remove(key);
  }

  @Override
  public void clear() {
    program.clear();
  }

  @Override
  public @Nullable Map<String, String> getCopyOfContextMap() {
    return program.getCopyOfContextMap();
  }

  @Override
  public Set<String> getKeys() {
    return programContext().keySet();
  }

  @Override
  @SuppressWarnings("rawtypes") // Logback's own signature
  public void setContextMap(Map contextMap) {
    setUntyped(contextMap);
  }

  @SuppressWarnings("unchecked")
  private void setUntyped(Map<?, ?> contextMap) {
    program.setContextMap((Map<String, String>) contextMap);
  }

  @Override
  public void pushByKey(String key, String value) {
    program.pushByKey(key, value);
  }

  @Override
  public @Nullable String popByKey(String key) {
    return program.popByKey(key);
  }

  @Override
  public @Nullable Deque<String> getCopyOfDequeByKey(String key) {
    return program.getCopyOfDequeByKey(key);
  }

  @Override
  public void clearDequeByKey(String key) {
    program.clearDequeByKey(key);
  }
}
