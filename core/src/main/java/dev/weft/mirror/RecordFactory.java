package dev.weft.mirror;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of one class from values by name. Immutable, usable from any thread.
 *
 * @param <R> the record's class
 */
final class RecordFactory<R extends Record> {
  private static final ClassValue<RecordFactory<?>> FACTORIES =
      new ClassValue<>() {
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // asked for classes of records only
        protected RecordFactory<?> computeValue(Class<?> type) {
          return new RecordFactory<>((Class) type);
        }
      };

  private final Class<R> type;
  private final Constructor<R> constructor;
  private final String[] names;
  private final Type[] types;

  private RecordFactory(Class<R> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    this.names = new String[components.length];
    this.types = new Type[components.length];
    Class<?>[] parameters = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      names[i] = components[i].getName();
      types[i] = components[i].getGenericType();
      parameters[i] = components[i].getType();
    }
    this.constructor = canonical(type, parameters);
  }

  private static <R> Constructor<R> canonical(Class<R> type, Class<?>[] parameters) {
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible);
    } catch (InaccessibleObjectException closed) {
      throw new ViewException(
          type.getName()
              + " cannot be made from here: open its package to Weft's module, or make"
              + " it public in an exported one",
          closed);
    }
  }

  /**
   * The factory of that class.
   *
   * @throws ViewException when it cannot be reached from here
   */
  @SuppressWarnings("unchecked") // each class has its own factory
  static <R extends Record> RecordFactory<R> of(Class<R> type) {
    return (RecordFactory<R>) FACTORIES.get(type);
  }

  /**
   * Makes a record.
   *
   * @param where what the values are, for messages
   * @throws ViewException when a value does not fit, or the record refuses them
   */
  R make(Map<?, ?> values, String where) {
    @Nullable Object[] arguments = new @Nullable Object[names.length];
    for (int i = 0; i < names.length; i++) {
      arguments[i] = Conversion.to(types[i], values.get(names[i]), where + '.' + names[i]);
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException refused) {
      throw new ViewException(
          type.getSimpleName() + " refuses the values of " + where + ": " + refused.getCause(),
          refused.getCause());
    } catch (ReflectiveOperationException unusable) {
      throw new ViewException(type.getName() + " cannot be made: " + unusable, unusable);
    }
  }

  /**
   * Finds components that no value could be made for.
   *
   * @param depth in how many other records this one lies
   * @throws ViewException naming the first
   */
  void check(int depth) {
    for (int i = 0; i < names.length; i++) {
      Conversion.check(types[i], type.getSimpleName() + '.' + names[i], depth);
    }
  }
}
