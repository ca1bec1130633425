package dev.weft.event.display;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Describes the API for programs, as OpenAPI 3.1 has it. The questions of {@link Answers} are those
 * that it dispatches on; whoever serves more adds it.
 *
 * <p>Used by one thread.
 */
public final class OpenApi {
  private final List<Call> calls = new ArrayList<>();
  private final String version;

  private OpenApi(String version) {
    this.version = version;
  }

  /** What is said of one call. */
  private record Call(
      String path,
      String method,
      String summary,
      List<String> mediaTypes,
      List<Parameter> parameters,
      boolean question) {}

  /**
   * Begins with the questions of {@link Answers}.
   *
   * @param version of the program that answers
   */
  public static OpenApi of(String version) {
    OpenApi api = new OpenApi(version);
    for (Route route : Routes.over(MemoryStore.create())) {
      api.calls.add(
          new Call(
              route.path(),
              "get",
              route.summary(),
              List.of("application/json", "application/x-ndjson", "text/csv"),
              route.parameters(),
              true));
    }
    return api;
  }

  /**
   * Adds a call that somebody else answers.
   *
   * @param path with names in braces, behind {@code /api/v1}
   * @param method in lower case
   * @param summary what it does, a sentence
   * @param mediaType of its answer
   */
  public OpenApi with(String path, String method, String summary, String mediaType) {
    calls.add(new Call(path, method, summary, List.of(mediaType), List.of(), false));
    return this;
  }

  /** The document. */
  public byte[] document() {
    JsonWriter json = new JsonWriter().beginObject().name("openapi").text("3.1.0");
    json.name("info").beginObject().name("title").text("Weft");
    json.name("description").text("What a collector answers about the events that it keeps.");
    json.name("version").text(version).endObject();
    json.name("servers").beginArray().beginObject().name("url").text("/api/v1");
    json.endObject().endArray().name("paths").beginObject();
    TreeMap<String, List<Call>> byPath = new TreeMap<>();
    calls.forEach(call -> byPath.computeIfAbsent(call.path(), p -> new ArrayList<>()).add(call));
    byPath.forEach((path, same) -> {
      json.name(path).beginObject();
      same.forEach(call -> call(json, call));
      json.endObject();
    });
    json.endObject().name("components").beginObject().name("schemas").beginObject();
    fault(json.name("Fault"));
    return json.endObject().endObject().endObject().toBytes();
  }

  private static void call(JsonWriter json, Call call) {
    json.name(call.method()).beginObject().name("summary").text(call.summary());
    json.name("parameters").beginArray();
    Route.names(call.path())
        .forEach(name -> {
          json.beginObject().name("name").text(name).name("in").text("path");
          json.name("required").bool(true);
          json.name("schema").beginObject().name("type").text("string").endObject().endObject();
        });
    call.parameters().forEach(parameter -> parameter(json, parameter));
    json.endArray().name("responses").beginObject();
    json.name("200").beginObject().name("description").text("The answer.");
    json.name("content").beginObject();
    call.mediaTypes().forEach(type -> json.name(type).beginObject().endObject());
    json.endObject().endObject();
    if (call.question()) {
      fault(json, "400", "The question is wrong; the body says where.");
      fault(json, "404", "There is nothing of that id.");
      fault(json, "410", "What may have had that id was removed by retention.");
      fault(json, "503", "What may have that id is not indexed yet; ask again.");
    }
    json.endObject().endObject();
  }

  private static void parameter(JsonWriter json, Parameter parameter) {
    json.beginObject().name("name").text(parameter.wireName()).name("in").text("query");
    json.name("description").text(parameter.text()).name("schema").beginObject();
    json.name("type").text(parameter.type());
    if (!parameter.choices().isEmpty()) {
      json.name("enum").value(parameter.choices());
    }
    String usual = parameter.usual();
    if (usual != null) {
      json.name("default");
      if (parameter.type().equals("integer")) {
        json.number(Long.parseLong(usual));
      } else {
        json.text(usual);
      }
    }
    json.endObject().endObject();
  }

  private static void fault(JsonWriter json, String status, String description) {
    json.name(status).beginObject().name("description").text(description);
    json.name("content").beginObject().name("application/json").beginObject();
    json.name("schema").beginObject().name("$ref").text("#/components/schemas/Fault");
    json.endObject().endObject().endObject().endObject();
  }

  private static void fault(JsonWriter json) {
    json.beginObject().name("type").text("object").name("required").beginArray();
    json.text("error").text("message").endArray().name("properties").beginObject();
    json.name("error").beginObject().name("type").text("string").endObject();
    json.name("message").beginObject().name("type").text("string").endObject();
    json.name("pos").beginObject().name("type").text("integer").endObject();
    json.name("expected").beginObject().name("type").text("array").name("items").beginObject();
    json.name("type").text("string").endObject().endObject();
    json.name("fix").beginObject().name("type").text("string").endObject();
    json.endObject().endObject();
  }
}
