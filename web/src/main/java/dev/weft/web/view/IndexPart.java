package dev.weft.web.view;

import java.util.Optional;
import java.util.function.Function;

/** A part of the index page, made anew for each caller. Called by the container's threads. */
@FunctionalInterface
public interface IndexPart {
  /**
   * The part.
   *
   * @param url the address of an endpoint below the base path, as the caller has to ask for it;
   *     empty where there is no such endpoint
   */
  Html show(Function<String, Optional<String>> url);
}
