package dev.weft.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Carried;
import dev.weft.Scope;
import dev.weft.Scopes;
import dev.weft.Weft;
import dev.weft.testkit.RecordingSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class ReactorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final System.Logger LOG = System.getLogger("shop.reactive");
  private static final Carried REQUEST = each -> each.accept("request_id", "r-1");

  private final RecordingSink sink = new RecordingSink();
  private final Scheduler pool = Schedulers.newSingle("pool");

  @BeforeAll
  static void propagate() {
    Hooks.enableAutomaticContextPropagation();
  }

  @AfterAll
  static void noMore() {
    Hooks.disableAutomaticContextPropagation();
  }

  @BeforeEach
  void start() {
    Weft.configure().service("test").to(sink).start();
  }

  @AfterEach
  void stop() {
    pool.dispose();
    Weft.stop(PATIENCE);
  }

  @Test
  void logsInOperators_belongToTheScope() throws Exception {
    String task =
        Scopes.task("GET /orders")
            .call(scope -> {
              Flux.range(1, 3)
                  .publishOn(pool)
                  .doOnNext(n -> LOG.log(System.Logger.Level.INFO, "item " + n))
                  .flatMap(n -> Mono.delay(Duration.ofMillis(1)).map(tick -> n))
                  .doOnNext(n -> LOG.log(System.Logger.Level.INFO, "late " + n))
                  .blockLast(PATIENCE);
              return scope.id().value();
            });

    List<String> lines = lines("shop.reactive");
    assertThat(lines).hasSize(6).allSatisfy(line -> assertThat(line).contains("@" + task + "\""));
  }

  @Test
  void request_isSeenInEveryOperator() {
    List<Boolean> seen =
        Scopes.task("GET /orders")
            .carrying(REQUEST)
            .call(() ->
                Flux.range(1, 3)
                    .publishOn(pool)
                    .map(n -> Scopes.carried(Carried.class).isPresent())
                    .publishOn(Schedulers.parallel())
                    .mapNotNull(before -> before && Scopes.carried(Carried.class).isPresent())
                    .collectList()
                    .block(PATIENCE));

    assertThat(seen).containsExactly(true, true, true);
  }

  @Test
  void subscriptionsSideBySide_keepTheirOwn() {
    Mono<String> one = Scopes.task("one").call(scope -> named().contextCapture());
    try (Scope two = Scopes.task("two").start()) {
      String inside = named().block(PATIENCE);
      assertThat(inside).isEqualTo(two.id().value());
    }
    assertThat(one.block(PATIENCE)).isEqualTo("none");
  }

  @Test
  void poolThreads_keepNothing() throws Exception {
    Scopes.task("GET /orders").run(() -> named().block(PATIENCE));

    Optional<Scope> left =
        Mono.fromFuture(
                java.util.concurrent.CompletableFuture.supplyAsync(
                    Scopes::current, work -> pool.schedule(work)))
            .toFuture()
            .get(20, TimeUnit.SECONDS);
    assertThat(left).isEmpty();
  }

  private Mono<String> named() {
    return Mono.just("")
        .publishOn(pool)
        .map(nothing -> Scopes.current().map(scope -> scope.id().value()).orElse("none"));
  }

  private List<String> lines(String logger) {
    Weft.flush(PATIENCE);
    return sink.records().stream().filter(line -> line.contains(logger)).toList();
  }
}
