package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the value of a field is held against. Immutable, usable from any thread. */
public sealed interface Match {
  /** A single value or a step between two. */
  sealed interface Scalar extends Match {}

  /** {@code field:term}. */
  record Equal(Term term) implements Scalar {
    /** Checks that the term is there. */
    public Equal {
      requireNonNull(term, "term");
    }
  }

  /**
   * {@code field:from->to}: the value changed.
   *
   * @param from the old value; null for any
   * @param to the new value; null for any
   */
  record Transition(@Nullable Term from, @Nullable Term to) implements Scalar {
    /** At least one side is said. */
    public Transition {
      if (from == null && to == null) {
        throw new IllegalArgumentException("a transition needs a value on one side");
      }
    }
  }

  /** How a value compares. */
  enum Operator {
    GREATER(">"),
    AT_LEAST(">="),
    LESS("<"),
    AT_MOST("<="),
    SAME("=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }

    /** Whether a comparison that gave {@code order} (negative, zero, positive) satisfies it. */
    boolean holds(int order) {
      return switch (this) {
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case SAME -> order == 0;
      };
    }
  }

  /** {@code field:>=term}. */
  record Compare(Operator operator, Term term) implements Match {
    /** Checks that both are there. */
    public Compare {
      requireNonNull(operator, "operator");
      requireNonNull(term, "term");
    }
  }

  /**
   * {@code field:[low TO high]}; a lone asterisk leaves a side open.
   *
   * @param lowIncluded whether {@code low} itself matches, as a square bracket says and a curly one
   *     denies
   * @param highIncluded whether {@code high} itself matches
   */
  record Range(Term low, boolean lowIncluded, Term high, boolean highIncluded) implements Match {
    /** Checks that both ends are there. */
    public Range {
      requireNonNull(low, "low");
      requireNonNull(high, "high");
    }
  }

  /** {@code field:(a b)}: any of them. */
  record AnyOf(List<Scalar> choices) implements Match {
    /** Copies the choices; there is at least one. */
    public AnyOf {
      choices = List.copyOf(choices);
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("a list of choices must not be empty");
      }
    }
  }
}
