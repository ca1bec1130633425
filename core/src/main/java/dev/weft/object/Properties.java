package dev.weft.object;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the parts of a class's objects are read: a record's components; of any other class the public
 * getters, and the fields that are not private, in that order. One a class.
 *
 * <p>Immutable, usable from any thread.
 */
final class Properties {
  private interface Reader {
    @Nullable Object read(Object source) throws ReflectiveOperationException;
  }

  private static final ClassValue<Properties> OF =
      new ClassValue<>() {
        @Override
        protected Properties computeValue(Class<?> type) {
          return new Properties(type);
        }
      };

  private final Class<?> type;
  private final Map<String, Reader> readers = new LinkedHashMap<>();

  private Properties(Class<?> type) {
    this.type = type;
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        add(component.getName(), component.getAccessor());
      }
    } else {
      addGetters();
      addFields(type);
    }
  }

  static Properties of(Class<?> type) {
    return OF.get(type);
  }

  private void addGetters() {
    for (Method method : type.getMethods()) {
      String name = property(method);
      if (name != null) {
        add(name, method);
      }
    }
  }

  private void addFields(Class<?> declaring) {
    Class<?> above = declaring.getSuperclass();
    if (above != null && above != Object.class) {
      addFields(above);
    }
    for (Field field : declaring.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      boolean own = Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers);
      if (!own && !field.isSynthetic() && !Modifier.isTransient(modifiers)) {
        add(field);
      }
    }
  }

  /** What a getter gets; null for any other method. */
  private static @Nullable String property(Method method) {
    boolean reads =
        method.getParameterCount() == 0
            && method.getReturnType() != void.class
            && !isStaticOrBridge(method)
            && method.getDeclaringClass() != Object.class;
    if (!reads) {
      return null;
    }
    String name = LiveProxy.property(method.getName(), "get");
    boolean truth = method.getReturnType() == boolean.class;
    return name == null && truth ? LiveProxy.property(method.getName(), "is") : name;
  }

  private static boolean isStaticOrBridge(Method method) {
    return Modifier.isStatic(method.getModifiers()) || method.isBridge();
  }

  private void add(String name, Method method) {
    open(method);
    readers.putIfAbsent(name, source -> method.invoke(source));
  }

  private void add(Field field) {
    open(field);
    readers.putIfAbsent(field.getName(), field::get);
  }

  private static void open(AccessibleObject member) {
    try {
      member.setAccessible(true);
    } catch (RuntimeException closed) {
      // A module that is not open to us; the read will say so.
    }
  }

  /** Reads all parts; one that cannot be had is replaced by a remark. */
  void read(Object source, Entries out) {
    if (readers.isEmpty()) {
      Complaints.once(
          "properties of " + type.getName(),
          type.getName()
              + " has nothing to publish: no record component, no public getter, no field that is"
              + " not private");
    }
    readers.forEach((name, reader) -> {
      try {
        out.add(name, reader.read(source));
      } catch (InvocationTargetException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof VirtualMachineError fatal && !(cause instanceof StackOverflowError)) {
          throw fatal;
        }
        out.add(name, Entries.failed(source, cause == null ? thrown : cause));
      } catch (ReflectiveOperationException | RuntimeException hidden) {
        out.add(name, Entries.failed(source, hidden));
      }
    });
  }
}
