package dev.weft.event.control;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came back when all instances were asked.
 *
 * @param answers in the order of their arrival
 * @param expected how many had been reached when it was asked
 * @param silent those that answer on that channel and did not in time, as far as they are known by
 *     name; one that was killed a moment ago may be among them though it was not reached
 */
public record Answers(List<Answer> answers, int expected, List<Instance> silent) {
  /**
   * One instance's answer.
   *
   * @param value a JSON value
   * @param instance who gave it; null for a peer that does not say, such as a Python instance that
   *     answers with a number
   */
  public record Answer(@Nullable Object value, @Nullable Instance instance) {}

  /** Copies the lists. */
  public Answers {
    answers = List.copyOf(requireNonNull(answers, "answers"));
    silent = List.copyOf(requireNonNull(silent, "silent"));
  }

  /** How many of those that were reached did not answer in time. */
  public int missing() {
    return Math.max(0, expected - answers.size());
  }

  /** The answers' values, in the order of their arrival. */
  public List<@Nullable Object> values() {
    List<@Nullable Object> values = new ArrayList<>(answers.size());
    answers.forEach(answer -> values.add(answer.value()));
    return Collections.unmodifiableList(values);
  }
}
