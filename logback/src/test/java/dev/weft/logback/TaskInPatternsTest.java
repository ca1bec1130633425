package dev.weft.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.status.Status;
import dev.weft.Scopes;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TaskInPatternsTest extends LogbackProgram {
  @Test
  void patterns_showTheTask() {
    start(new WeftAppender());
    addConsole(root(), "%X{task} %X{user} %X{tenant}: %msg%n");
    MDC.put("tenant", "north");

    String task =
        Scopes.task("checkout")
            .with("user", "leo")
            .call(scope -> {
              shop.info("paid");
              return scope.id().value();
            });
    shop.info("after");

    assertThat(consoleLines())
        .containsExactly(
            task + " leo north: checkout",
            task + " leo north: paid",
            task + " leo north: checkout",
            "  north: after");
  }

  @Test
  void patterns_keepTheProgramsOwnMeaning() {
    start(new WeftAppender());
    addConsole(root(), "%X{user}: %msg%n");
    MDC.put("user", "from the MDC");

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));

    assertThat(consoleLines()).contains("from the MDC: paid");
  }

  @Test
  void pooledThreads_keepNothing() throws Exception {
    start(new WeftAppender());
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      pool.submit(() -> Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid")))
          .get(20, TimeUnit.SECONDS);

      assertThat(pool.submit(MDC::getCopyOfContextMap).get(20, TimeUnit.SECONDS)).isNullOrEmpty();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void startsAndEnds_appearOnceOnTheConsoleAndOnceOnTheWire() {
    start(new WeftAppender());
    addConsole(root(), "%level %logger %msg%n");

    Scopes.task("checkout %s", "o-17").run(() -> shop.info("paid"));

    assertThat(consoleLines())
        .containsExactly(
            "INFO ROOT checkout o-17", "INFO shop.orders paid", "INFO ROOT checkout o-17");
    assertThat(records()).hasSize(3);
    assertThat(records().get(0)).contains("\"kind\":\"begin\"");
    assertThat(records().get(2)).contains("\"kind\":\"end\"");
  }

  @Test
  void asyncAppenderInFront_losesNeitherTaskNorValues() {
    WeftAppender appender = new WeftAppender();
    begin(Weft.configure());
    attach(root(), async(started(appender)));
    List<String> articles = new ArrayList<>(List.of("pen"));

    Scopes.task("checkout")
        .with("user", "leo")
        .run(() -> {
          MDC.put("tenant", "north");
          shop.atInfo().addKeyValue("n", 1).log("sold {}", articles);
          articles.add("ink");
        });
    shop.info("outside");
    root().detachAndStopAllAppenders();

    List<String> sold = recordsWith("\"msg\":\"sold {}\"");
    assertThat(sold).hasSize(1);
    assertThat(sold.get(0))
        .contains("\"message\":\"sold [pen]\"", "\"user\":\"leo\"", "\"n\":1")
        .contains("\"mdc\":{\"tenant\":\"north\"}", "\"threadName\":\"main\"");
    assertThat(recordsWith("\"message\":\"outside\"").get(0)).contains("\"context\":null");
    assertThat(recordsWith("\"message\":\"checkout\"")).hasSize(2);
  }

  @Test
  void asyncConsole_showsTheTask() {
    begin(Weft.configure());
    attach(root(), started(new WeftAppender()));
    attach(root(), async(console("%X{user} %msg%n")));

    Scopes.task("checkout").with("user", "leo").run(() -> shop.info("paid"));
    root().detachAndStopAllAppenders();

    assertThat(consoleLines()).containsExactly("leo checkout", "leo paid", "leo checkout");
  }

  @Test
  void status_saysNothingOfTheReplacedAdapter() {
    start(new WeftAppender());

    assertThat(context.getStatusManager().getCopyOfStatusList())
        .extracting(Status::getMessage)
        .noneMatch(said -> said.contains("mdcAdapter"));
  }
}
