package dev.weft.event.display;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A question to {@link Answers}, as the API has it.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param path behind {@code /api/v1}, decoded, such as {@code /events/3@7c9f2c1e/1}
 * @param parameters by name, decoded
 * @param format how to answer; wrong questions are answered in JSON always
 */
public record Question(String path, Map<String, String> parameters, Format format) {
  /** Copies the parameters. */
  public Question {
    requireNonNull(path, "path");
    parameters = Map.copyOf(parameters);
    requireNonNull(format, "format");
  }

  /** A question whose answer is JSON. */
  public static Question of(String path, Map<String, String> parameters) {
    return new Question(path, parameters, Format.JSON);
  }
}
