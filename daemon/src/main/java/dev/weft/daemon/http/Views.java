package dev.weft.daemon.http;

import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.query.QueryException;
import dev.weft.event.query.SearchQuery;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Saved views: a small file of JSON for each, named after it, so that they can be copied, kept
 * under version control, and mended by hand. Usable from any thread.
 */
final class Views {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Set<String> TEXTS = Set.of("title", "query", "from", "to", "lens", "zone");
  private static final Set<String> LISTS = Set.of("columns", "mutes");
  private static final int MOST_BYTES = 64 << 10;
  private static final int MOST_VIEWS = 1_000;
  private static final String SUFFIX = ".json";

  private final Path folder;
  private final Clock clock;
  private final Object lock = new Object();

  Views(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** All of them, by name. */
  void list(Exchange exchange) throws IOException {
    JsonWriter json = new JsonWriter().beginObject().name("views").beginArray();
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      if (isObject(bytes)) {
        json.raw(bytes);
      }
    }
    exchange.json(200, json.endArray().endObject());
  }

  private static boolean isObject(byte[] bytes) {
    try {
      return JsonReader.read(bytes) instanceof Map;
    } catch (JsonException mendedBadly) {
      return false;
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        found.forEach(files::add);
      }
    }
    files.sort(null);
    return files;
  }

  void get(Exchange exchange) throws IOException, Refused {
    String slug = slug(exchange);
    try {
      exchange.answer(200, "application/json", Files.readAllBytes(file(slug)));
    } catch (NoSuchFileException missing) {
      throw missing(slug);
    }
  }

  void put(Exchange exchange) throws IOException, Refused {
    String slug = slug(exchange);
    JsonWriter view = checked(slug, Body.read(exchange, MOST_BYTES));
    synchronized (lock) {
      boolean there = Files.exists(file(slug));
      if (!there && files().size() >= MOST_VIEWS) {
        throw Refused.parameter("there are " + MOST_VIEWS + " views already; delete one first");
      }
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, slug, ".new");
      Files.write(fresh, view.toBytes());
      Files.move(
          fresh, file(slug), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      exchange.json(there ? 200 : 201, view);
    }
  }

  void delete(Exchange exchange) throws IOException, Refused {
    String slug = slug(exchange);
    synchronized (lock) {
      if (!Files.deleteIfExists(file(slug))) {
        throw missing(slug);
      }
    }
    exchange.answer(204);
  }

  private Path file(String slug) {
    return folder.resolve(slug + SUFFIX);
  }

  private static Refused missing(String slug) {
    return Refused.notFound("there is no view \"" + slug + "\"");
  }

  private static String slug(Exchange exchange) throws Refused {
    String slug = exchange.path().substring(exchange.path().lastIndexOf("/views/") + 7);
    if (!SLUG.matcher(slug).matches()) {
      throw Refused.parameter(
          "\""
              + slug
              + "\" is no name of a view: up to 64 of a-z, 0-9 and -, such as late-payments");
    }
    return slug;
  }

  private JsonWriter checked(String slug, byte[] body) throws Refused {
    Map<?, ?> given;
    try {
      if (!(JsonReader.read(body) instanceof Map<?, ?> object)) {
        throw Refused.parameter("a view is an object of JSON");
      }
      given = object;
    } catch (JsonException notJson) {
      throw Refused.parameter("the body is not JSON: " + notJson.getMessage());
    }
    if (!(given.get("title") instanceof String title) || title.isBlank()) {
      throw Refused.parameter("a view needs a \"title\"");
    }
    JsonWriter json = new JsonWriter().beginObject().name("slug").text(slug);
    for (Map.Entry<?, ?> member : given.entrySet()) {
      String name = String.valueOf(member.getKey());
      Object value = member.getValue();
      if (!name.equals("slug") && value != null) {
        check(name, value);
        json.name(name).value(value);
      }
    }
    return json.endObject();
  }

  private void check(String name, Object value) throws Refused {
    if (TEXTS.contains(name)) {
      demand(value instanceof String, name, "a text");
    } else if (LISTS.contains(name)) {
      demand(
          value instanceof List<?> list && list.stream().allMatch(String.class::isInstance),
          name,
          "a list of texts");
    } else {
      demand(name.equals("shared"), name, "a part of a view");
      demand(value instanceof Boolean, name, "true or false");
    }
    if (name.equals("query")) {
      try {
        SearchQuery.parse(String.valueOf(value), clock, ZoneOffset.UTC);
      } catch (QueryException wrong) {
        throw Refused.query(wrong);
      }
    }
  }

  private static void demand(boolean fulfilled, String name, String wanted) throws Refused {
    if (!fulfilled) {
      throw Refused.parameter("\"" + name + "\" is not " + wanted);
    }
  }
}
