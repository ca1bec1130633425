package dev.weft.event.query;

/** What values a field has, and so what a term after its colon means. */
interface Kind {
  /** {@code field:*}. */
  Condition present();

  /** {@code field:term}. */
  Condition equal(Term term);

  /** {@code field:>=term} and its like. */
  Condition compare(Match.Operator operator, Term term);
}
