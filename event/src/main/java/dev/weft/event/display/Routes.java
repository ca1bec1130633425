package dev.weft.event.display;

import static dev.weft.event.display.Format.JSON;
import static dev.weft.event.display.Format.NDJSON;
import static dev.weft.event.display.Parameter.AFTER;
import static dev.weft.event.display.Parameter.AT;
import static dev.weft.event.display.Parameter.BASE;
import static dev.weft.event.display.Parameter.BEFORE;
import static dev.weft.event.display.Parameter.BUCKETS;
import static dev.weft.event.display.Parameter.CHILDREN;
import static dev.weft.event.display.Parameter.COLUMNS;
import static dev.weft.event.display.Parameter.CURSOR;
import static dev.weft.event.display.Parameter.EXPAND;
import static dev.weft.event.display.Parameter.FIELDS;
import static dev.weft.event.display.Parameter.FROM;
import static dev.weft.event.display.Parameter.LIMIT;
import static dev.weft.event.display.Parameter.ORDER;
import static dev.weft.event.display.Parameter.PATH;
import static dev.weft.event.display.Parameter.POSITION;
import static dev.weft.event.display.Parameter.QUERY;
import static dev.weft.event.display.Parameter.SCOPE;
import static dev.weft.event.display.Parameter.SORT;
import static dev.weft.event.display.Parameter.TO;
import static dev.weft.event.display.Parameter.TOP;
import static dev.weft.event.display.Parameter.ZONE;

import dev.weft.event.store.EventStore;
import java.util.ArrayList;
import java.util.List;

/** All questions that {@link Answers} answers. The more particular path comes first. */
final class Routes {
  private Routes() {}

  static List<Route> over(EventStore store) {
    List<Route> routes = new ArrayList<>();
    addEvents(routes, store);
    addStats(routes, new StatAnswers(store));
    addGroups(routes, new GroupAnswers(store));
    addTrees(routes, new TreeAnswers(store));
    addObjects(routes, new ObjectAnswers(store));
    routes.add(
        Route.of(
            "/suggest",
            "What may stand where the cursor is.",
            JSON,
            new SuggestAnswers(store)::suggest,
            QUERY,
            POSITION,
            FROM,
            TO,
            ZONE));
    return List.copyOf(routes);
  }

  private static void addEvents(List<Route> routes, EventStore store) {
    EventAnswers events = new EventAnswers(store);
    routes.add(
        Route.of(
            "/events/{id}/around",
            "What happened before and after an event.",
            JSON,
            new Surrounding(store, events)::answer,
            BEFORE,
            AFTER,
            SCOPE,
            QUERY,
            ZONE));
    routes.add(
        Route.of(
            "/events/{id}",
            "One event: its row, its whole record, its exception, its way in the tree.",
            JSON,
            events::event,
            ZONE));
    routes.add(
        Route.of(
            "/events",
            "Rows of events, a page at a time.",
            NDJSON,
            events::events,
            QUERY,
            FROM,
            TO,
            ZONE,
            ORDER,
            LIMIT,
            CURSOR,
            COLUMNS));
    routes.add(
        Route.of("/count", "How many events match.", JSON, events::count, QUERY, FROM, TO, ZONE));
  }

  private static void addStats(List<Route> routes, StatAnswers stats) {
    routes.add(
        Route.of(
            "/stats/histogram",
            "How many events match, over time and by level.",
            JSON,
            stats::histogram,
            QUERY,
            FROM,
            TO,
            ZONE,
            BUCKETS));
    routes.add(
        Route.of(
            "/stats/facets",
            "Which values fields have among the matches.",
            JSON,
            stats::facets,
            QUERY,
            FROM,
            TO,
            ZONE,
            FIELDS,
            TOP));
    routes.add(
        Route.of(
            "/stats/table",
            "What the stages of a query make of its matches.",
            JSON,
            stats::table,
            QUERY,
            FROM,
            TO,
            ZONE));
    routes.add(
        Route.of(
            "/stats/compare",
            "What tells the matches from those of another query.",
            JSON,
            stats::compare,
            QUERY,
            BASE,
            FROM,
            TO,
            ZONE,
            FIELDS,
            TOP));
  }

  private static void addGroups(List<Route> routes, GroupAnswers groups) {
    routes.add(
        Route.of(
            "/patterns",
            "The matches by the line of code that said them.",
            JSON,
            groups::patterns,
            QUERY,
            FROM,
            TO,
            ZONE,
            TOP));
    routes.add(
        Route.of(
            "/errors/{fingerprint}",
            "One group of errors with its newest rows.",
            JSON,
            groups::errorGroup,
            QUERY,
            FROM,
            TO,
            ZONE));
    routes.add(
        Route.of(
            "/errors",
            "The errors among the matches, in groups.",
            JSON,
            groups::errors,
            QUERY,
            FROM,
            TO,
            ZONE,
            TOP));
    routes.add(
        Route.of(
            "/trees",
            "The trees that hold a match.",
            JSON,
            groups::trees,
            QUERY,
            FROM,
            TO,
            ZONE,
            SORT,
            TOP));
    routes.add(
        Route.of(
            "/objects",
            "The live objects of which a change matches.",
            JSON,
            groups::objects,
            QUERY,
            FROM,
            TO,
            ZONE,
            TOP));
  }

  private static void addTrees(List<Route> routes, TreeAnswers trees) {
    routes.add(
        Route.of(
            "/trees/{root}/diff/{other}",
            "What differs between two trees.",
            JSON,
            trees::difference,
            LIMIT));
    routes.add(
        Route.of(
            "/trees/{root}/events",
            "The rows of a tree, by task and number.",
            NDJSON,
            trees::events,
            PATH,
            LIMIT,
            CURSOR,
            COLUMNS,
            ZONE));
    routes.add(
        Route.of(
            "/trees/{root}",
            "The skeleton of a tree, as far as it is open.",
            JSON,
            trees::skeleton,
            PATH,
            EXPAND,
            AT,
            LIMIT,
            CHILDREN,
            ZONE));
  }

  private static void addObjects(List<Route> routes, ObjectAnswers objects) {
    routes.add(
        Route.of(
            "/objects/{id}/changes",
            "The changes of a live object, in their order.",
            NDJSON,
            objects::changes,
            LIMIT,
            CURSOR,
            ZONE));
    routes.add(
        Route.of(
            "/objects/{id}",
            "A live object at an instant, and what its fields were.",
            JSON,
            objects::picture,
            AT,
            ZONE));
  }
}
