package dev.weft.daemon.config;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.SinkFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the section {@code http}. Used by one thread. */
final class HttpReader {
  private static final String STANDARD = "127.0.0.1:7410";
  private static final Pattern LISTEN = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
  private static final String TOKENS = "tokens";
  private static final String EXAMPLE =
      "tokens: [{name: ann, file: \"/etc/weft/ann.token\", rights: read}]";
  private static final List<Option> OPTIONS =
      List.of(
          Option.withDefault("listen", Option.Kind.TEXT, STANDARD, "HOST:PORT, or off"),
          Option.optional("hosts", Option.Kind.TEXTS, "more names by which it may be called"),
          Option.withDefault("page", Option.Kind.BOOLEAN, "true", "whether the page is served"),
          Option.withDefault("views", Option.Kind.TEXT, "data/views", "a folder of saved views"));
  private static final List<Option> TOKEN =
      List.of(
          Option.required("name", Option.Kind.TEXT, "whose it is"),
          Option.optional("token", Option.Kind.TEXT, "the secret itself"),
          Option.optional("file", Option.Kind.TEXT, "a file that holds the secret"),
          Option.optional("env", Option.Kind.TEXT, "a variable that holds the secret"),
          Option.withDefault("rights", Option.Kind.TEXT, "read", "what its bearer may do")
              .oneOf("read", "control", "admin"));

  private final Reading reading;
  private final ComponentReader<SinkFactory> reader;
  private final Map<String, String> environment;

  HttpReader(
      Reading reading, ComponentReader<SinkFactory> reader, Map<String, String> environment) {
    this.reading = reading;
    this.reader = reader;
    this.environment = environment;
  }

  HttpSettings read(Section root) {
    Section empty = new Section(root.place(), Map.of());
    Optional<Section.Entry> entry = root.entry("http");
    Place place = entry.map(Section.Entry::place).orElse(root.place());
    Section section =
        entry
            .flatMap(found ->
                reading.section(found.value(), "\"http\"", "listen, tokens, hosts, page, views"))
            .orElse(empty);
    List<Token> tokens = section.entry(TOKENS).map(this::tokens).orElse(List.of());
    return reader
        .options("http", OPTIONS, section.without(Set.of(TOKENS)), place)
        .map(options -> settings(options, tokens, section, place))
        .orElse(HttpSettings.OFF);
  }

  private HttpSettings settings(Options options, List<Token> tokens, Section section, Place place) {
    Place at = section.entry("listen").map(Section.Entry::place).orElse(place);
    Optional<HttpSettings.Listen> listen = listen(options.text("listen"), at);
    listen
        .filter(address -> !address.loopback() && tokens.isEmpty())
        .ifPresent(address ->
            reading.problem(
                at,
                "\"listen: "
                    + address
                    + "\" can be reached from other machines, and there are no tokens; listen on "
                    + STANDARD
                    + ", or say who may: "
                    + EXAMPLE));
    return new HttpSettings(
        listen,
        tokens,
        options.has("hosts") ? options.texts("hosts") : List.of(),
        options.flag("page"),
        options.path("views"));
  }

  private Optional<HttpSettings.Listen> listen(String text, Place place) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    Matcher matcher = LISTEN.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
      reading.problem(
          place, "\"listen: " + text + "\" is not HOST:PORT, such as " + STANDARD + ", or off");
      return Optional.empty();
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    return Optional.of(
        new HttpSettings.Listen(
            host.equals("*") || host.equals("0.0.0.0") || host.equals("::") ? "" : host,
            Integer.parseInt(matcher.group(2))));
  }

  private List<Token> tokens(Section.Entry entry) {
    List<Token> tokens = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node node : reading.items(entry.value(), "\"tokens\"")) {
      Place place = reading.place(node);
      reading
          .section(node, "a token", "name, rights and one of token, file, env")
          .flatMap(section -> reader.options(TOKENS, TOKEN, section, place))
          .flatMap(options -> token(options, place))
          .ifPresent(token -> {
            if (!names.add(token.name())) {
              reading.problem(place, "two tokens have the name \"" + token.name() + "\"");
            }
            tokens.add(token);
          });
    }
    return tokens;
  }

  private Optional<Token> token(Options options, Place place) {
    String name = options.text("name");
    List<String> given = List.of("token", "file", "env").stream().filter(options::has).toList();
    if (given.size() != 1) {
      reading.problem(
          place,
          "the token \""
              + name
              + "\" needs one of token, file and env, and has "
              + (given.isEmpty() ? "none" : String.join(" and ", given)));
      return Optional.empty();
    }
    Optional<String> secret = secret(given.get(0), options, place);
    if (secret.isPresent() && secret.get().length() < Token.SHORTEST) {
      reading.problem(
          place,
          "the token \""
              + name
              + "\" has fewer than "
              + Token.SHORTEST
              + " characters; make one with: openssl rand -hex 20");
      return Optional.empty();
    }
    Right right = Right.of(options.text("rights")).orElse(Right.READ);
    return secret.map(text -> Token.of(name, text, right));
  }

  private Optional<String> secret(String how, Options options, Place place) {
    String value = options.text(how);
    if (how.equals("token")) {
      return Optional.of(value);
    }
    if (how.equals("env")) {
      Optional<String> found = Optional.ofNullable(environment.get(value));
      if (found.isEmpty()) {
        reading.problem(place, "\"env: " + value + "\": the environment has no such variable");
      }
      return found;
    }
    try {
      return Optional.of(Files.readString(Path.of(value)).strip());
    } catch (IOException | IllegalArgumentException unreadable) {
      reading.problem(place, "\"file: " + value + "\" cannot be read: " + unreadable.getMessage());
      return Optional.empty();
    }
  }
}
