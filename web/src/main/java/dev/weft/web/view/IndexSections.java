package dev.weft.web.view;

import static dev.weft.web.view.Html.button;
import static dev.weft.web.view.Html.form;
import static dev.weft.web.view.Html.input;
import static dev.weft.web.view.Html.link;
import static dev.weft.web.view.Html.paragraph;
import static dev.weft.web.view.Html.section;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The index page's parts for the endpoints that Weft brings; each only where its endpoint is. */
final class IndexSections {
  /** For everybody. */
  static final List<IndexPart> OPEN =
      List.of(IndexSections::health, IndexSections::statistics, IndexSections::versions);

  /** For who knows the secret. */
  static final List<IndexPart> KNOWN = List.of(IndexSections::logging);

  private IndexSections() {}

  private static Html health(Function<String, Optional<String>> url) {
    return where(
        url.apply("/health_check"),
        at ->
            section(
                "Health checks",
                form(
                    at,
                    input("max_level", "Level up to", "number", "1"),
                    input("checks", "Checks", "text", ""),
                    button("Run"))));
  }

  private static Html statistics(Function<String, Optional<String>> url) {
    return where(
        url.apply("/stats.json"), at -> section("Statistics", paragraph(link(at, "Statistics"))));
  }

  private static Html versions(Function<String, Optional<String>> url) {
    return where(
        url.apply("/versions.json"), at -> section("Versions", paragraph(link(at, "Versions"))));
  }

  private static Html logging(Function<String, Optional<String>> url) {
    return where(
        url.apply("/logging/level"),
        at ->
            section(
                "Logging",
                paragraph(link(at, "Levels that were changed")),
                form(at, input("name", "Logger", "text", ""), button("Show its level")),
                form(
                    at,
                    input("name", "Logger", "text", ""),
                    input("level", "Level", "text", "INFO"),
                    button("Change its level"))));
  }

  static Html authentication(String at, boolean known) {
    return known
        ? section(
            "Authentication",
            form(at, "post", "_self", input("secret", "hidden", ""), button("Logout")))
        : section(
            "Authentication",
            form(at, "post", "_self", input("secret", "Secret", "password", ""), button("Login")));
  }

  private static Html where(Optional<String> url, Function<String, Html> section) {
    return url.map(section).orElse(Html.NONE);
  }
}
