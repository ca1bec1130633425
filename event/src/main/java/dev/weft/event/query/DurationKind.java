package dev.weft.event.query;

import java.util.List;

/** Lengths of time, of the task around an event. */
final class DurationKind implements Kind {
  private final Faults faults;

  DurationKind(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Condition present() {
    return (event, around) -> EnclosingTask.nanos(event, around) >= 0;
  }

  @Override
  public Condition compare(Match.Operator operator, Term term) {
    String text = Terms.plain(term, "duration", faults);
    long wanted = DurationText.nanos(text);
    if (wanted < 0) {
      throw faults.at(
          term,
          "\"" + text + "\" is no length of time",
          List.of("500ms", "1.5s", "5m", "2h", "1d"),
          null);
    }
    return (event, around) -> {
      long nanos = EnclosingTask.nanos(event, around);
      return nanos >= 0 && operator.holds(Long.compare(nanos, wanted));
    };
  }
}
