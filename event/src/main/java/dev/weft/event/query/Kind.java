package dev.weft.event.query;

/** What values a field has, and so what a term after its colon means. */
interface Kind {
  /** {@code field:*}. */
  Condition present();

  /** {@code field:term}; for values that have an order, the comparison with it. */
  default Condition equal(Term term) {
    return compare(Match.Operator.SAME, term);
  }

  /** {@code field:>=term} and its like. */
  Condition compare(Match.Operator operator, Term term);
}
