package dev.weft.object;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of the program's, behind one of its interfaces, and publishes what is set
 * through it. Usable from any thread, as far as the object is.
 */
final class LiveProxy implements InvocationHandler {
  private enum Role {
    SETTER,
    GETTER,
    CLOSE
  }

  /** What a method means to us; {@code property} is empty where it is of none. */
  private record Meaning(Role role, String property) {}

  private static final @Nullable Object[] NONE = {};

  private final Object target;
  private final LiveObject live;
  private final Map<Method, Meaning> meanings;
  // What was set in place of the target's own; null where it is written through.
  private final @Nullable Map<String, @Nullable Object> detached;

  private LiveProxy(
      Object target, LiveObject live, Map<Method, Meaning> meanings, boolean detached) {
    this.target = target;
    this.live = live;
    this.meanings = meanings;
    this.detached = detached ? new HashMap<>() : null;
  }

  static <T> T of(
      T target, Class<T> type, LiveObjectBuilder builder, Consumer<LiveObjectBuilder> customizer) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          type.getName() + " is no interface; wrap an object behind one, or use sync(…)");
    }
    builder.header("via", target.getClass().getName());
    customizer.accept(builder);
    Map<Method, Meaning> meanings = meanings(type, builder);
    LiveProxy handler = new LiveProxy(target, builder.create(), meanings, builder.isDetached());
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** The live object behind such a proxy; null for anything else. */
  static @Nullable LiveObject behind(@Nullable Object wrapped) {
    return wrapped != null
            && Proxy.isProxyClass(wrapped.getClass())
            && Proxy.getInvocationHandler(wrapped) instanceof LiveProxy proxy
        ? proxy.live
        : null;
  }

  /** What an accessor's name is about, such as {@code stage} of {@code getStage}; null for none. */
  static @Nullable String property(String method, String prefix) {
    int length = prefix.length();
    if (!method.startsWith(prefix)
        || method.length() == length
        || Character.isLowerCase(method.charAt(length))) {
      return null;
    }
    String name = method.substring(length);
    // As beans have it: an abbreviation such as URL keeps its letters.
    boolean abbreviation = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return abbreviation ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static Map<Method, Meaning> meanings(Class<?> type, LiveObjectBuilder builder) {
    Map<Method, Meaning> meanings = new HashMap<>();
    for (Method method : type.getMethods()) {
      Meaning meaning = meaning(method);
      if (meaning != null) {
        if (meaning.role == Role.SETTER && !builder.hides(meaning.property)) {
          FieldRules.name(meaning.property);
        }
        meanings.put(method, meaning);
      }
    }
    return meanings;
  }

  private static @Nullable Meaning meaning(Method method) {
    String name = method.getName();
    if (method.getParameterCount() == 1) {
      String set = property(name, "set");
      return set == null ? null : new Meaning(Role.SETTER, set);
    }
    if (method.getParameterCount() > 0) {
      return null;
    }
    if (name.equals("close")) {
      return new Meaning(Role.CLOSE, "");
    }
    String read = property(name, "get");
    read = read == null ? property(name, "is") : read;
    return read == null ? null : new Meaning(Role.GETTER, read);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    @Nullable Object[] arguments = given == null ? NONE : given;
    Meaning meaning = meanings.get(method);
    if (meaning == null) {
      return pass(method, arguments);
    }
    return switch (meaning.role) {
      case SETTER -> set(meaning.property, method, arguments);
      case GETTER -> get(meaning.property, method, arguments);
      case CLOSE -> close(method, arguments);
    };
  }

  private @Nullable Object set(String property, Method method, @Nullable Object[] arguments)
      throws Throwable {
    Object result = null;
    if (detached == null) {
      // First, so that what the object refuses is not published.
      result = pass(method, arguments);
    } else {
      synchronized (detached) {
        detached.put(property, arguments[0]);
      }
    }
    live.apply(new Update(live.rules(), false).setUnchecked(property, arguments[0]));
    return result == null && method.getReturnType().isPrimitive()
        ? nothing(method.getReturnType())
        : result;
  }

  private @Nullable Object get(String property, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (detached != null) {
      synchronized (detached) {
        if (detached.containsKey(property)) {
          return detached.get(property);
        }
      }
    }
    return pass(method, arguments);
  }

  private @Nullable Object close(Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return pass(method, arguments);
    } catch (Throwable failed) {
      live.fail(failed);
      throw failed;
    } finally {
      live.close();
    }
  }

  /** What a detached setter with a primitive result returns. */
  private static @Nullable Object nothing(Class<?> primitive) {
    return primitive == void.class ? null : Array.get(Array.newInstance(primitive, 1), 0);
  }

  private @Nullable Object pass(Method method, @Nullable Object[] arguments) throws Throwable {
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
    return other != null
            && Proxy.isProxyClass(other.getClass())
            && Proxy.getInvocationHandler(other) instanceof LiveProxy proxy
        ? proxy.target
        : other;
  }
}
