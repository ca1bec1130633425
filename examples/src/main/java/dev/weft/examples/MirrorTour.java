package dev.weft.examples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.weft.event.collate.Completeness;
import dev.weft.mirror.Change;
import dev.weft.mirror.Messages;
import dev.weft.mirror.Mirror;
import dev.weft.mirror.Objects;
import dev.weft.mirror.View;
import java.util.Map;
import java.util.concurrent.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What docs/follow.md shows. */
final class MirrorTour {
  private static final Logger log = LoggerFactory.getLogger(MirrorTour.class);

  private MirrorTour() {}

  static void mirror() throws Exception {
    // region mirror
    try (Mirror mirror = Mirror.connect("amqp://localhost").routingKeys("shop.#").open()) {
      mirror.ready().get(15, SECONDS);
      for (View order : mirror.views()) {
        log.info("{} is {}: {}", order.id(), order.completeness(), order.asMap());
      }
    }
    // endregion
  }

  // region typed
  record Progress(int done, int total, String stage) {}

  static int percent(Mirror mirror, String id) {
    return mirror
        .get(id)
        .filter(view -> view.completeness() == Completeness.COMPLETE)
        .map(view -> view.as(Progress.class))
        .map(progress -> 100 * progress.done() / Math.max(1, progress.total()))
        .orElse(0);
  }

  // endregion

  static void typedByKey() {
    // region typed-by-key
    Mirror imports =
        Mirror.connect("zeromq://localhost:5011").typed("nightly.import", Progress.class).open();
    // endregion
    imports.close();
  }

  // region changes
  static final class Watch implements Flow.Subscriber<Change> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Change change) {
      if (change instanceof Change.Snapshot whole) {
        log.info("{} is {}", whole.view().id(), whole.view().asMap());
      } else if (change instanceof Change.Updated updated) {
        log.info("{}: {}, without {}", updated.id(), updated.set(), updated.removed());
      } else if (change instanceof Change.Logged said) {
        log.info("{} says {}", said.id(), said.message());
      } else if (change instanceof Change.Ended ended) {
        log.info("{} ended", ended.view().id());
      } else if (change instanceof Change.Gap gap) {
        log.warn("{} changes of {} are missing", gap.missed(), gap.id().orElse("some objects"));
      } else if (change instanceof Change.Silent silent) {
        log.warn("nothing is heard of {}, who has {}", silent.source(), silent.ids());
      }
    }

    @Override
    public void onError(Throwable broken) {
      log.error("the watch is broken", broken);
    }

    @Override
    public void onComplete() {}
  }

  // endregion

  static void changes(Mirror mirror) {
    // region subscribe
    mirror.changes().subscribe(new Watch());
    // endregion
  }

  static void objects() {
    // region objects
    try (Objects objects =
        Objects.from("amqp://localhost").routingKeys("shop.*").captureMessages().open()) {
      objects.forEachRemaining(
          ended -> log.info("{} in {} messages", ended.object().asMap(), ended.messages().size()));
    }
    // endregion
  }

  static void messages() {
    // region messages
    try (Messages messages =
        Messages.from("amqp://localhost").arguments(Map.of("hostname", "web-1")).open()) {
      messages.stream()
          .limit(1_000)
          .forEach(message -> log.info("{} {}", message.routingKey(), message.object()));
    }
    // endregion
  }
}
