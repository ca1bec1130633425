package dev.weft.event.query;

import static java.util.Objects.requireNonNull;

import dev.weft.event.codec.RawEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A query as a search asks it: the whole language, evaluated with what is known around each event.
 * Relative times are fixed when it is made.
 *
 * <h2>Inner conditions</h2>
 *
 * {@link #inner} lists what stands in {@code in{}} and {@code under{}}, from left to right, but not
 * what is inside of these: an inner condition is a query of its own with an {@code inner()} of its
 * own. A store therefore answers from the inside out. For each inner condition it finds the tasks
 * of the events that match it, with {@link Surroundings} made for that condition in the same way;
 * then the {@link Surroundings} of this query tell from these tasks.
 *
 * <p>Immutable, usable from any thread.
 */
public final class SearchQuery {
  private final String text;
  private final QueryTree tree;
  private final Condition condition;
  private final List<SearchQuery> inner;
  private final List<Step> steps;
  private final List<Consumer<Function<String, List<String>>>> tasks;
  private final List<Hint> hints;
  private final boolean alone;
  private final Instant now;
  private final ZoneId zone;

  private SearchQuery(
      String text,
      QueryTree tree,
      List<Step> steps,
      List<Hint> hints,
      Condition condition,
      SearchCompiler compiler,
      Clock now,
      ZoneId zone) {
    this.text = text;
    this.tree = tree;
    this.steps = steps;
    this.condition = condition;
    this.inner = compiler.inner();
    this.tasks = compiler.tasks();
    this.hints = hints;
    this.alone = compiler.alone();
    this.now = now.instant();
    this.zone = zone;
  }

  /**
   * Makes the query of that text.
   *
   * @param clock gives the time from which relative ones are seen, once
   * @param zone of times that name none, and of days
   * @throws QueryException where the text is no query, a value is not of its field's kind, or a
   *     stage cannot work as it is written
   */
  public static SearchQuery parse(String text, Clock clock, ZoneId zone) {
    requireNonNull(zone, "zone");
    Parser parser = new Parser(requireNonNull(text, "text"));
    QueryTree tree = parser.parse();
    List<Step> steps = Stages.parse(tree.stages(), parser.faults());
    Clock now = Clock.fixed(clock.instant(), zone);
    return of(text, tree, steps, parser.hints(), parser.faults(), now, zone);
  }

  static SearchQuery of(Expression where, Faults faults, Clock now, ZoneId zone) {
    QueryTree tree = new QueryTree(where, List.of());
    return of(tree.toString(), tree, List.of(), List.of(), faults, now, zone);
  }

  private static SearchQuery of(
      String text,
      QueryTree tree,
      List<Step> steps,
      List<Hint> hints,
      Faults faults,
      Clock now,
      ZoneId zone) {
    SearchCompiler compiler = new SearchCompiler(faults, now, zone);
    Expression where = tree.where();
    Condition condition = where == null ? (event, around) -> true : compiler.compile(where);
    return new SearchQuery(text, tree, steps, hints, condition, compiler, now, zone);
  }

  /**
   * Whether the event matches. A record that is not well-formed JSON has no fields.
   *
   * @param around numbers inner conditions as this query's {@link #inner}
   * @throws QueryException when a pattern is too deep or takes too long for one of the event's
   *     texts
   */
  public boolean matches(RawEvent event, Surroundings around) {
    try {
      return condition.holds(event, around);
    } catch (StackOverflowError tooDeep) {
      throw QueryException.tooDeep(text);
    } catch (TextPattern.Exhausted tooLong) {
      throw QueryException.tooLong(text);
    }
  }

  /** Whether an event alone tells if it matches: {@link Surroundings#NONE} will do. */
  public boolean alone() {
    return alone;
  }

  /**
   * The conditions of {@code in{}} and {@code under{}}, numbered as {@link Surroundings} is asked.
   */
  public List<SearchQuery> inner() {
    return inner;
  }

  /**
   * Checks that each {@code task:} with the beginning of an id means one tree only. Whoever has a
   * store asks before it searches.
   *
   * @param roots gives the roots that begin so, or some of them; an exact one alone
   * @throws QueryException when there are several; it lists them
   */
  public void checkTasks(Function<String, List<String>> roots) {
    tasks.forEach(task -> task.accept(roots));
    inner.forEach(query -> query.checkTasks(roots));
  }

  /** What may be meant otherwise than it is read, such as a Windows path; mostly nothing. */
  public List<Hint> hints() {
    return hints;
  }

  /**
   * An offer to write a query otherwise.
   *
   * @param position where, in characters from 0
   * @param message what it is read as
   * @param fix the whole query as it may be meant
   */
  public record Hint(int position, String message, String fix) {
    /** Checks that the texts are there. */
    public Hint {
      requireNonNull(message, "message");
      requireNonNull(fix, "fix");
    }
  }

  /** What to do with the matches, in order, as {@link StageEngine} does it; mostly nothing. */
  public List<Step> steps() {
    return steps;
  }

  /** The query's parts. */
  public QueryTree tree() {
    return tree;
  }

  /** The time from which relative times are seen, for {@link TimeSpan#parse}. */
  public Instant now() {
    return now;
  }

  /** The zone of times that name none. */
  public ZoneId zone() {
    return zone;
  }

  /** The query as it was typed. */
  @Override
  public String toString() {
    return text;
  }
}
