package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A condition on events. Immutable, usable from any thread. */
public sealed interface Expression {
  /** All of at least two. */
  record And(List<Expression> operands) implements Expression {
    /** Copies the operands. */
    public And {
      operands = severalOf(operands);
    }
  }

  /** One of at least two. */
  record Or(List<Expression> operands) implements Expression {
    /** Copies the operands. */
    public Or {
      operands = severalOf(operands);
    }
  }

  /** Not this. */
  record Not(Expression operand) implements Expression {
    /** Checks that the operand is there. */
    public Not {
      requireNonNull(operand, "operand");
    }
  }

  /** Free text: found in the message, the exception or any text value. */
  record Text(Term term) implements Expression {
    /** Checks that the term is there. */
    public Text {
      requireNonNull(term, "term");
    }
  }

  /**
   * {@code field:…}.
   *
   * @param name as typed: a built-in name, or a field's
   */
  record Field(String name, Match match) implements Expression {
    /** Checks that both are there. */
    public Field {
      requireNonNull(name, "name");
      requireNonNull(match, "match");
    }
  }

  /** {@code in{…}}: events of a tree that holds an event like this. */
  record InTree(Expression inner) implements Expression {
    /** Checks that the condition is there. */
    public InTree {
      requireNonNull(inner, "inner");
    }
  }

  /** {@code under{…}}: events in or below a task that holds an event like this. */
  record Under(Expression inner) implements Expression {
    /** Checks that the condition is there. */
    public Under {
      requireNonNull(inner, "inner");
    }
  }

  private static List<Expression> severalOf(List<Expression> operands) {
    if (operands.size() < 2) {
      throw new IllegalArgumentException("expected two operands or more, got " + operands.size());
    }
    return List.copyOf(operands);
  }
}
