package dev.weft.event.store;

import dev.weft.event.flow.Batch;
import dev.weft.event.query.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps events, and answers what people ask about them. All stores give the same answers; {@code
 * EventStoreContract} of the test kit holds them to it.
 *
 * <p>Who calls: {@link #append} by one thread at a time; all else by any thread, also meanwhile.
 * What was appended shows in answers within a second. Answers about a selection may be sampled
 * where they say so, never silently. An interrupt ends a question with an {@link IOException}.
 *
 * <p>What a query asks about an event's surroundings is answered from all that the store holds, but
 * for the conditions in {@code in{}} and {@code under{}}: what they look for must lie in the
 * selection's time; the trees that they find count whole. A running task has run until the query's
 * {@link dev.weft.event.query.SearchQuery#now}.
 */
public interface EventStore extends AutoCloseable {
  /**
   * Takes events in. When it returns they outlive this process. An event whose identity is there
   * already is dropped and counted as a duplicate. {@link EventIdentity} says which records are
   * events, and which two are the same.
   *
   * @return how many were new
   * @throws IOException when they cannot be had now, such as on a full disk; none of them is in
   *     then, and the same batch may be given again
   */
  int append(Batch batch) throws IOException;

  /** One page of a selection, in total order. */
  Page search(Search search) throws IOException;

  /** One event. */
  Optional<StoredEvent> find(EventId id) throws IOException;

  /** How many events match; exact. */
  long count(Selection selection) throws IOException;

  /**
   * Events in the order in which they arrived, for whoever follows and has to resume.
   *
   * @param after the arrival number behind which to begin; 0 for all
   * @param limit how many at most
   */
  List<StoredEvent> arrivals(long after, int limit) throws IOException;

  /**
   * Tells of every batch from now on, after it is in, on the appending thread: the listener must
   * return at once. Events of the list are new, in order of arrival, without holes.
   *
   * @return ends it
   */
  Subscription listen(Listener listener);

  /**
   * Counts by time and level, in buckets of that width. They reach over the whole time of the
   * selection; where that is open, from the first match, or to the last.
   *
   * @throws IllegalArgumentException when the width is below a microsecond, or more than {@link
   *     HistogramTally#MOST_BUCKETS} buckets would be needed
   */
  Histogram histogram(Selection selection, Duration width) throws IOException;

  /**
   * Counts by value.
   *
   * @param fields names as a query has them
   * @param top how many values of each
   */
  List<Facet> facets(Selection selection, List<String> fields, int top) throws IOException;

  /**
   * Applies the stages {@code count}, {@code top}, {@code hist}, {@code stats}, {@code fields},
   * {@code sort} and {@code limit} to the matches, newest first, as {@link
   * dev.weft.event.query.StageEngine} does.
   *
   * @throws IllegalArgumentException when a stage is none of these, or cannot work as it is written
   */
  Table table(Selection selection, List<Stage> stages) throws IOException;

  /**
   * The errors of a selection in groups, most frequent first: events of level error and above, and
   * those with an exception.
   */
  List<ErrorGroup> errors(Selection selection, int top) throws IOException;

  /** The events of a selection by what line of code said them, most frequent first. */
  List<PatternGroup> patterns(Selection selection, int top) throws IOException;

  /**
   * The trees of a selection.
   *
   * @param slowestFirst by the root's duration, longest first; else by their last event, newest
   *     first
   */
  List<TreeSummary> trees(Selection selection, boolean slowestFirst, int top) throws IOException;

  /** The roots that begin with that text, up to {@code most}; an exact one alone. */
  List<String> roots(String prefix, int most) throws IOException;

  /**
   * All events of a tree as far as its skeleton needs them, by path and number. The last record of
   * a task of an older Python client, which marks no ends, is an end where that can be concluded:
   * see {@link TaskTable#concludedEnd}.
   */
  TreeEntries tree(String root) throws IOException;

  /** The live objects of a selection, by their last change, newest first. */
  List<ObjectSummary> objects(Selection selection, int top) throws IOException;

  /** The changes of an object in the order in which it made them. */
  List<StoredEvent> changes(String objectId) throws IOException;

  /**
   * Values that begin with that text, most frequent first, to complete what somebody types.
   *
   * @param field a name as a query has it
   */
  List<Facet.Count> suggest(String field, String prefix, int top) throws IOException;

  /** The names of fields that events carry and that begin with that text, by name. */
  List<String> fields(String prefix, int top) throws IOException;

  /**
   * Waits until it can be asked, as one that is opened by another thread; before that its answers
   * are empty.
   *
   * @return false when it is still not open after that time
   */
  default boolean awaitOpen(Duration limit) throws InterruptedException {
    return true;
  }

  /** How the store is. Costs nothing. */
  StoreState state();

  @Override
  void close() throws IOException;

  /** Is told what a store took in. */
  @FunctionalInterface
  interface Listener {
    /** New events, in order of arrival. Must return at once, and never throws. */
    void arrived(List<StoredEvent> events);
  }

  /** Ends with {@link #close}, which never fails. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
