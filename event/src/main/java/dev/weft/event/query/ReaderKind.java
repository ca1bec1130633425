package dev.weft.event.query;

import java.util.function.Predicate;

/** Texts that are not in the record itself, but are made of it or known around it. */
final class ReaderKind implements Kind {
  private final Reader reader;
  private final Faults faults;

  ReaderKind(Reader reader, Faults faults) {
    this.reader = reader;
    this.faults = faults;
  }

  @Override
  public Condition present() {
    return (event, around) -> reader.read(event, around) != null;
  }

  @Override
  public Condition equal(Term term) {
    Predicate<Object> wanted = ValueMatch.equal(term, faults);
    return (event, around) -> {
      Object value = reader.read(event, around);
      return value != null && wanted.test(value);
    };
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    if (operator == Match.Operator.SAME) {
      return equal(term);
    }
    String text = Terms.plain(term, "a comparison", faults);
    return (event, around) -> {
      Object value = reader.read(event, around);
      return value != null && operator.holds(String.valueOf(value).compareTo(text));
    };
  }
}
