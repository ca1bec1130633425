package dev.weft.daemon.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handles signals of the operating system, where the JDK can. By reflection, since the compiler
 * warns of {@code sun.misc.Signal} and cannot be told not to; there is no other way to end with
 * status 0 on SIGTERM.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs {@code action} at each signal of that name, such as {@code TERM}, on a thread of the JDK.
   *
   * @return whether it will; not on a system without that signal
   */
  @SuppressWarnings("ReferenceEquality") // is it the proxy itself?
  static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> "weft's handler of " + name;
              };
      Object proxy =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, call);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ReflectiveOperationException | RuntimeException unavailable) {
      return false;
    }
  }
}
