package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage with its values, checked. {@link Stages#parse} makes them; {@link StageEngine} does what
 * they say.
 *
 * <p>Immutable, usable from any thread.
 */
public sealed interface Step {
  /**
   * {@code count [by f,…]}: how many, most first. Columns: the fields, {@code count}.
   *
   * @param by may be empty
   */
  record Count(List<String> by) implements Step {
    /** Copies the fields. */
    public Count {
      by = List.copyOf(by);
    }
  }

  /** {@code top N f}: the most frequent values. Columns: the field, {@code count}. */
  record Top(int most, String field) implements Step {
    /** Checks that the field is there. */
    public Top {
      requireNonNull(field, "field");
    }
  }

  /**
   * {@code hist 1m [by f]}: how many over time, in order of time. Columns: {@code time} (where the
   * part begins, in microseconds), the field, {@code count}.
   *
   * @param width of a part; parts begin at its multiples since 1970
   * @param by null for no field
   */
  record Hist(Duration width, @Nullable String by) implements Step {
    /** Checks that the width is there. */
    public Hist {
      requireNonNull(width, "width");
    }
  }

  /**
   * {@code stats p50,p95,max(duration) [by f,…]}: figures of numbers. Columns: the fields, the
   * measures.
   */
  record Stats(List<Measure> measures, List<String> by) implements Step {
    /** Copies both. */
    public Stats {
      measures = List.copyOf(measures);
      by = List.copyOf(by);
    }
  }

  /** {@code fields f,…}: these columns, of events or of the table so far. */
  record Fields(List<String> names) implements Step {
    /** Copies the names. */
    public Fields {
      names = List.copyOf(names);
    }
  }

  /** {@code sort f [desc]}: numbers before texts; what is missing comes last. */
  record Sort(String field, boolean descending) implements Step {
    /** Checks that the field is there. */
    public Sort {
      requireNonNull(field, "field");
    }
  }

  /** {@code limit N}. */
  record Limit(int most) implements Step {}

  /** {@code trees}, {@code objects}, {@code errors}, {@code patterns}: another way to see them. */
  record Show(Lens lens) implements Step {
    /** Checks that the lens is there. */
    public Show {
      requireNonNull(lens, "lens");
    }
  }

  /** What a {@link Show} shows. */
  enum Lens {
    TREES,
    OBJECTS,
    ERRORS,
    PATTERNS
  }

  /** What a {@link Measure} takes of numbers. */
  enum Function {
    COUNT,
    SUM,
    MIN,
    MAX,
    AVG,
    PERCENTILE
  }

  /**
   * A figure of a field's numbers.
   *
   * @param percentile of a {@link Function#PERCENTILE}, above 0 and at most 100; else 0
   * @param field null for {@code count} alone, which counts events
   */
  record Measure(Function function, double percentile, @Nullable String field) {
    /** Checks that the function is there. */
    public Measure {
      requireNonNull(function, "function");
    }

    /** Its column's name, such as {@code p95(duration)}. */
    public String column() {
      String name =
          function == Function.PERCENTILE
              ? "p" + EventField.cell(percentile)
              : function.name().toLowerCase(java.util.Locale.ROOT);
      return field == null ? name : name + '(' + field + ')';
    }
  }
}
