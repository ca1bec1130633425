package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes each call of an interface's method a task: a child of the current one, or a new root. Takes
 * effect through {@link Scopes#proxy}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Scoped {
  /**
   * The task's text, a {@code %} template that the method's arguments fill in their order.
   *
   * @return the template
   */
  String value();

  /** Makes the argument a field of the task too. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface Field {
    /**
     * The field's name.
     *
     * @return the name; by default the parameter's own, which needs classes compiled with {@code
     *     -parameters}
     */
    String value() default "";
  }

  /** Shows the argument as {@code ***}, in the text and as a field. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  @interface Redact {}
}
