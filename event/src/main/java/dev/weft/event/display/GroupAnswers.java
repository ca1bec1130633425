package dev.weft.event.display;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.query.TaskFacts;
import dev.weft.event.store.ErrorGroup;
import dev.weft.event.store.EventId;
import dev.weft.event.store.EventStore;
import dev.weft.event.store.ObjectSummary;
import dev.weft.event.store.PatternGroup;
import dev.weft.event.store.StoredEvent;
import dev.weft.event.store.TreeSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers questions for groups of events: patterns, errors, trees, objects. Usable from any thread,
 * as its store is.
 */
final class GroupAnswers {
  private static final int USUAL = 50;
  private static final int ALL = 10_000;

  private final EventStore store;

  GroupAnswers(EventStore store) {
    this.store = store;
  }

  Answer patterns(Asked asked) throws IOException, Refusal {
    Listing list =
        new Listing(
            "patterns", List.of("id", "logger", "template", "level", "count", "newest"), asked);
    for (PatternGroup group : store.patterns(asked.selection(), asked.top(USUAL))) {
      list.add(json -> {
        json.beginObject().name("id").text(group.id());
        json.name("logger").text(shown(group.logger()));
        json.name("template").text(shown(group.template()));
        json.name("level").text(LevelWord.of(group.level()));
        json.name("count").number(group.count());
        json.name("newest").text(group.newest().toString()).endObject();
      });
    }
    return list.answer();
  }

  private static String shown(String text) {
    return RawValues.beginning(text, RawValues.LONGEST_TEXT);
  }

  Answer errors(Asked asked) throws IOException, Refusal {
    Listing list =
        new Listing(
            "groups",
            List.of("fingerprint", "title", "message", "place", "count", "trees", "first", "last"),
            asked);
    long searched = 0;
    for (ErrorGroup group : store.errors(asked.selection(), asked.top(USUAL))) {
      list.add(json -> {
        json.beginObject();
        error(json, group);
        json.endObject();
      });
      searched += group.count();
    }
    long grouped = searched;
    return list.beside(json -> json.name("searched").number(grouped)).answer();
  }

  private static void error(JsonWriter json, ErrorGroup group) {
    json.name("fingerprint").text(group.fingerprint());
    json.name("title").text(shown(group.title()));
    json.name("message").text(shown(group.message()));
    if (group.place() != null) {
      json.name("place").text(shown(group.place()));
    }
    json.name("reasons").beginArray();
    group.reasons().forEach(reason -> json.text(shown(reason)));
    json.endArray().name("count").number(group.count());
    json.name("trees").number(group.trees());
    json.name("first").number(group.first().micros());
    json.name("last").number(group.last().micros());
    json.name("hosts").beginObject();
    group.hosts().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(host -> json.name(shown(host.getKey())).number(host.getValue()));
    json.endObject().name("spark").beginArray();
    group.spark().forEach(json::number);
    json.endArray().name("newest").beginArray();
    group.newest().forEach(id -> json.text(id.toString()));
    json.endArray();
  }

  Answer errorGroup(Asked asked) throws IOException, Refusal {
    String fingerprint = asked.captured(0);
    ErrorGroup group =
        store.errors(asked.selection(), ALL).stream()
            .filter(one -> one.fingerprint().equals(fingerprint))
            .findFirst()
            .orElseThrow(() ->
                Expiry.of(store.state())
                    .missing("no error of the group " + fingerprint + " in this selection"));
    JsonWriter json = new JsonWriter().beginObject();
    error(json, group);
    json.name("rows").beginArray();
    for (EventId id : group.newest()) {
      Optional<StoredEvent> event = store.find(id);
      event.ifPresent(found -> EventRow.write(json, found));
    }
    return Answer.of(json.endArray().endObject());
  }

  Answer trees(Asked asked) throws IOException, Refusal {
    boolean slowest = asked.choice(Parameter.SORT).equals("duration");
    Listing list =
        new Listing(
            "trees",
            List.of(
                "root",
                "name",
                "status",
                "duration",
                "first",
                "last",
                "events",
                "matched",
                "worst",
                "hosts"),
            asked);
    for (TreeSummary tree : store.trees(asked.selection(), slowest, asked.top(USUAL))) {
      list.add(json -> tree(json, tree));
    }
    return list.answer();
  }

  private static void tree(JsonWriter json, TreeSummary tree) {
    json.beginObject().name("root").text(tree.root());
    TaskFacts facts = tree.facts() == null ? tree.entry() : tree.facts();
    if (facts == null) {
      json.name("status").text("unseen");
    } else {
      if (facts.name() != null) {
        json.name("name").text(shown(facts.name()));
      }
      json.name("status").text(facts.status());
      Duration duration = facts.duration();
      if (duration != null) {
        json.name("duration").number(duration.toNanos() / 1e9);
      }
    }
    json.name("first").number(tree.first().micros());
    json.name("last").number(tree.last().micros());
    json.name("events").number(tree.events()).name("matched").number(tree.matched());
    json.name("worst").text(LevelWord.of(tree.worst()));
    json.name("hosts").value(tree.hosts()).endObject();
  }

  Answer objects(Asked asked) throws IOException, Refusal {
    Listing list =
        new Listing(
            "objects", List.of("id", "name", "first", "last", "changes", "finished"), asked);
    for (ObjectSummary object : store.objects(asked.selection(), asked.top(USUAL))) {
      list.add(json -> {
        json.beginObject().name("id").text(object.id());
        if (object.name() != null) {
          json.name("name").text(shown(object.name()));
        }
        json.name("first").number(object.first().micros());
        json.name("last").number(object.last().micros());
        json.name("changes").number(object.changes());
        json.name("finished").bool(object.finished()).endObject();
      });
    }
    return list.answer();
  }
}
