package dev.weft.web.view;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The page that leads to the other endpoints: those that are open, and those for who knows the
 * secret. An application may add parts of its own.
 *
 * <p>Immutable, usable from any thread.
 */
public final class IndexPage implements Endpoint {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Operations</title>
      <style>
      body { font-family: sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem; }
      section { border-top: 1px solid #ccc; margin-top: 1rem; }
      form { margin: 0.5rem 0; }
      input { margin: 0 0.5rem; }
      </style>
      </head>
      <body>
      """;
  private static final String FOOT = "</body>\n</html>\n";

  private final String base;
  private final Set<String> paths;
  private final boolean secret;
  private final List<IndexPart> titles;
  private final List<IndexPart> open;
  private final List<IndexPart> known;

  private IndexPage(Builder builder) {
    this.base = builder.base;
    this.paths = Set.copyOf(builder.paths);
    this.secret = builder.secret;
    this.titles = List.copyOf(builder.titles);
    this.open = List.copyOf(builder.open);
    this.known = List.copyOf(builder.known);
  }

  /**
   * Begins one.
   *
   * @param base the base path
   * @param routes what there is beside it
   * @param secret whether there is a secret to be known
   */
  public static Builder builder(String base, List<Route> routes, boolean secret) {
    return new Builder(base, routes, secret);
  }

  @Override
  public Reply answer(Call call) {
    String root = root(call.request()) + base;
    var page = new StringBuilder(HEAD);
    show(titles, root, page);
    show(IndexSections.OPEN, root, page);
    show(open, root, page);
    if (call.authenticated()) {
      show(IndexSections.KNOWN, root, page);
      show(known, root, page);
    }
    if (secret) {
      page.append(IndexSections.authentication(root, call.authenticated()).markup());
    }
    return Reply.text("text/html; charset=UTF-8", page.append(FOOT).toString());
  }

  private void show(List<IndexPart> parts, String root, StringBuilder page) {
    for (IndexPart part : parts) {
      page.append(part.show(path -> url(root, path)).markup());
    }
  }

  private Optional<String> url(String root, String path) {
    return paths.contains(path) ? Optional.of(root + path) : Optional.empty();
  }

  private static String root(HttpServletRequest request) {
    int port = request.getServerPort();
    String scheme = request.getScheme();
    boolean usual = port == (scheme.equals("https") ? HTTPS_PORT : HTTP_PORT);
    return scheme
        + "://"
        + request.getServerName()
        + (usual ? "" : ":" + port)
        + request.getContextPath();
  }

  /** Says what the page shows beside the endpoints. Used by one thread. */
  public static final class Builder {
    private final String base;
    private final List<String> paths = new ArrayList<>();
    private final boolean secret;
    private final List<IndexPart> titles = new ArrayList<>();
    private final List<IndexPart> open = new ArrayList<>();
    private final List<IndexPart> known = new ArrayList<>();

    private Builder(String base, List<Route> routes, boolean secret) {
      this.base = requireNonNull(base, "base");
      this.secret = secret;
      for (Route route : routes) {
        if (route.underBase()) {
          paths.add(route.path());
        }
      }
    }

    /** At the top: c2cwsgiutils' {@code additional_title}. */
    public Builder title(List<IndexPart> parts) {
      titles.addAll(parts);
      return this;
    }

    /** For everybody: c2cwsgiutils' {@code additional_noauth}. */
    public Builder open(List<IndexPart> parts) {
      open.addAll(parts);
      return this;
    }

    /** For who knows the secret: c2cwsgiutils' {@code additional_auth}. */
    public Builder known(List<IndexPart> parts) {
      known.addAll(parts);
      return this;
    }

    /** Makes the page. */
    public IndexPage build() {
      return new IndexPage(this);
    }
  }
}
