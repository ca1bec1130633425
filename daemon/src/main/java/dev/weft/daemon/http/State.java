package dev.weft.daemon.http;

import dev.weft.daemon.config.Right;
import dev.weft.daemon.topology.Collector;
import dev.weft.daemon.topology.Counts;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.StoreState;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the collector is. Usable from any thread. */
final class State {
  private final Collector collector;
  private final Gate gate;
  private final Supplier<String> address;

  State(Collector collector, Gate gate, Supplier<String> address) {
    this.collector = collector;
    this.gate = gate;
    this.address = address;
  }

  /** For people and for the page. */
  void state(Exchange exchange) {
    JsonWriter json = new JsonWriter().beginObject().name("store");
    collector
        .store()
        .map(EventStore::state)
        .ifPresentOrElse(state -> store(json, state), json::nul);
    json.name("version").text(version()).name("sources").beginArray();
    collector.addresses().forEach((name, at) -> source(json, name, at));
    source(json, "http", address.get() + "/api/v1/events");
    json.endArray().name("zone").text("UTC").name("rights").beginArray();
    Right own = gate.right(exchange);
    for (Right right : Right.values()) {
      if (own != null && own.includes(right)) {
        json.text(right.spelled());
      }
    }
    exchange.json(200, json.endArray().endObject());
  }

  private static void source(JsonWriter json, String name, String address) {
    json.beginObject().name("name").text(name).name("address").text(address).endObject();
  }

  private static void store(JsonWriter json, StoreState state) {
    json.beginObject();
    json.name("events").number(state.events()).name("bytes").number(state.bytes());
    json.name("arrivals").number(state.arrivals());
    json.name("duplicates").number(state.duplicates());
    json.name("behind").number(state.behind());
    time(json.name("oldest"), state.oldest());
    time(json.name("newest"), state.newest());
    json.name("expiredTo");
    if (state.expiredTo() == Long.MIN_VALUE) {
      json.nul();
    } else {
      json.number(state.expiredTo());
    }
    json.name("expiry").text(state.expiry()).name("trouble").text(state.trouble()).endObject();
  }

  private static void time(JsonWriter json, @Nullable Cursor cursor) {
    if (cursor == null) {
      json.nul();
    } else {
      json.number(cursor.micros());
    }
  }

  static String version() {
    String version = State.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** For machines that watch: says no more than whether a person should look. */
  void health(Exchange exchange) {
    Optional<String> trouble = trouble();
    boolean told = gate.right(exchange) != null;
    JsonWriter json = new JsonWriter().beginObject();
    json.name("status").text(trouble.isPresent() ? "trouble" : "ok");
    json.name("trouble").text(told ? trouble.orElse(null) : null);
    exchange.json(trouble.isPresent() ? 503 : 200, json.endObject());
  }

  private Optional<String> trouble() {
    Optional<String> kept = collector.store().map(EventStore::state).map(StoreState::trouble);
    return kept.or(() ->
        collector.counts().sinks().stream()
            .filter(sink -> sink.trouble().isPresent())
            .findFirst()
            .map(State::describe));
  }

  private static String describe(Counts.SinkCount sink) {
    return sink.count().station() + ": " + sink.trouble().orElse("");
  }
}
