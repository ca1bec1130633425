package dev.weft;

import dev.weft.TaskBuilder.Place;
import dev.weft.capture.Redacted;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the {@link Scoped} methods of an interface as tasks. Usable from any thread. */
final class ScopedProxy implements InvocationHandler {
  /** What a parameter's annotations say; without a field's name it is none. */
  private record Shown(boolean redacted, @Nullable String field) {
    static Shown of(Parameter parameter) {
      Scoped.Field field = parameter.getAnnotation(Scoped.Field.class);
      String given = field == null ? null : field.value();
      return new Shown(
          parameter.isAnnotationPresent(Scoped.Redact.class),
          given != null && given.isEmpty() ? parameter.getName() : given);
    }
  }

  /** What a method's annotations say. */
  private record Plan(String template, List<Shown> parameters) {
    TaskBuilder task(@Nullable Object[] arguments) {
      @Nullable Object[] values = arguments.clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = parameters.get(i).redacted ? Redacted.MASK : values[i];
      }
      TaskBuilder task = TaskBuilder.of(Place.NESTED, template, values);
      for (int i = 0; i < values.length; i++) {
        String field = parameters.get(i).field;
        if (field != null) {
          task.with(field, values[i]);
        }
      }
      return task;
    }
  }

  private static final @Nullable Object[] NONE = {};

  private final Object target;
  private final Map<Method, Plan> plans;

  private ScopedProxy(Object target, Map<Method, Plan> plans) {
    this.target = target;
    this.plans = plans;
  }

  static <T> T of(Class<T> type, T target) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          type.getName() + " is no interface; only the methods of an interface can be made tasks");
    }
    Map<Method, Plan> plans = plans(type);
    if (plans.isEmpty()) {
      throw new IllegalArgumentException(
          type.getName() + " has no method with @Scoped; annotate those that shall be tasks");
    }
    ScopedProxy handler = new ScopedProxy(target, plans);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Map<Method, Plan> plans(Class<?> type) {
    Map<Method, Plan> plans = new HashMap<>();
    for (Method method : type.getMethods()) {
      Scoped scoped = method.getAnnotation(Scoped.class);
      if (scoped != null) {
        List<Shown> parameters = Arrays.stream(method.getParameters()).map(Shown::of).toList();
        plans.put(method, new Plan(scoped.value(), parameters));
      }
    }
    return plans;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    @Nullable Object[] arguments = given == null ? NONE : given;
    Plan plan = plans.get(method);
    if (plan == null) {
      return invoke(method, arguments);
    }
    return plan.task(arguments).<@Nullable Object, Throwable>call(() -> invoke(method, arguments));
  }

  private @Nullable Object invoke(Method method, @Nullable Object[] arguments) throws Throwable {
    if (method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
      return target.equals(unwrapped(arguments[0]));
    }
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      Throwable cause = thrown.getCause();
      throw cause != null ? cause : thrown;
    }
  }

  // Two proxies of one object are equal when the object says so of itself.
  private static @Nullable Object unwrapped(@Nullable Object other) {
    if (other != null
        && Proxy.isProxyClass(other.getClass())
        && Proxy.getInvocationHandler(other) instanceof ScopedProxy scoped) {
      return scoped.target;
    }
    return other;
  }
}
