package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.Event.ObjectChanged;
import dev.weft.event.Event.ObjectKind;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import dev.weft.object.LiveObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a real JVM ends. */
class ExitTest {
  @TempDir private Path folder;

  @Test
  void exit_withALivingSink_losesNothingAndSaysNothing() throws Exception {
    Path file = folder.resolve("app.ndjson");

    Ended ended = run(Map.of("WEFT_TO", "file:" + file), "tasks");

    assertThat(ended.code()).isZero();
    assertThat(ended.errors()).isEmpty();
    assertThat(Files.readAllLines(file)).hasSize(1 + 2 * 100);
  }

  @Test
  void exit_withADeadSink_endsWithinItsLimitAndSaysWhatIsLost() throws Exception {
    Ended ended = run(Map.of("WEFT_CLOSE_LIMIT", "300ms"), "dead");

    assertThat(ended.code()).isZero();
    assertThat(ended.errors())
        .containsExactly("weft: 200 of 200 records were not delivered: close 200");
  }

  @Test
  void firstRecord_withWrongSettings_saysSoOnceAndGoesOn() throws Exception {
    Ended ended = run(Map.of("WEFT_TO", "stdot:"), "tasks");

    assertThat(ended.code()).isZero();
    assertThat(ended.errors()).hasSize(1);
    assertThat(ended.errors().get(0))
        .startsWith("weft: not started: \"to: stdot:\": no sender serves \"stdot:\"");
  }

  @Test
  void exit_endsOpenObjectsAsAborted_andSendsWhatIsHeldBack() throws Exception {
    Path file = folder.resolve("app.ndjson");

    Ended ended = run(Map.of("WEFT_TO", "file:" + file), "objects");

    assertThat(ended.code()).isZero();
    assertThat(ended.errors()).isEmpty();
    List<ObjectChanged> changes =
        Files.readAllLines(file).stream()
            .map(line -> EventDecoder.decode(line.getBytes(StandardCharsets.UTF_8)))
            .filter(ObjectChanged.class::isInstance)
            .map(ObjectChanged.class::cast)
            .toList();
    assertThat(changes).filteredOn(change -> change.objectId().equals("hot")).hasSize(4);
    assertThat(changes)
        .filteredOn(change -> change.kind() == ObjectKind.FINISHED)
        .extracting(change -> change.objectId() + ' ' + change.ending())
        .containsExactlyInAnyOrder("closed null", "open abort", "hot abort");
    assertThat(changes)
        .filteredOn(change -> change.writes() == 2)
        .extracting(ObjectChanged::set)
        .containsExactly(Map.of("i", 2L));
  }

  @Test
  void exit_waitsAsLongAsAnObjectAsksFor() throws Exception {
    long started = System.nanoTime();
    Ended ended = run(Map.of("WEFT_CLOSE_LIMIT", "1ms"), "waiting");

    assertThat(ended.code()).isZero();
    assertThat(ended.errors()).containsExactly("weft: 2 of 2 records were not delivered: close 2");
    assertThat(Duration.ofNanos(System.nanoTime() - started))
        .isGreaterThan(Duration.ofMillis(1_700))
        .isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void openTasks_areAbortedWhereThatWasAskedFor() throws Exception {
    Path file = folder.resolve("app.ndjson");

    Ended ended = run(Map.of("WEFT_TO", "file:" + file, "WEFT_ABORT_OPEN_TASKS", "true"), "open");

    assertThat(ended.code()).isZero();
    assertThat(messages(file, "\"kind\":\"begin\"")).containsExactly("outer", "inner", "other");
    assertThat(messages(file, "\"kind\":\"end\""))
        .containsExactlyInAnyOrder("inner", "outer", "other")
        .startsWith("inner");
    assertThat(Files.readAllLines(file).stream().filter(line -> line.contains("\"end\"")))
        .allSatisfy(line ->
            assertThat(line).contains("\"levelname\":\"WARNING\"", "\"outcome\":\"aborted\""));
  }

  @Test
  void openTasks_stayOpenUnlessAsked() throws Exception {
    Path file = folder.resolve("app.ndjson");

    run(Map.of("WEFT_TO", "file:" + file), "open");

    assertThat(messages(file, "\"kind\":\"begin\"")).hasSize(3);
    assertThat(messages(file, "\"kind\":\"end\"")).isEmpty();
  }

  private static List<String> messages(Path file, String holding) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.contains(holding))
        .map(line -> line.replaceAll(".*\"message\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private Ended run(Map<String, String> environment, String what) throws Exception {
    Path errors = folder.resolve("errors");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Program.class.getName(), what));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("WEFT_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> ofWeft =
        Files.readAllLines(errors, StandardCharsets.UTF_8).stream()
            .filter(line -> line.startsWith("weft:"))
            .toList();
    return new Ended(process.exitValue(), ofWeft);
  }

  private record Ended(int code, List<String> errors) {}

  /** The program that ends. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws InterruptedException {
      if (arguments[0].equals("open")) {
        leaveOpen();
        return;
      }
      if (arguments[0].equals("objects")) {
        objects();
        return;
      }
      if (arguments[0].equals("dead") || arguments[0].equals("waiting")) {
        Weft.configure().to(new DeadSink()).start();
      }
      if (arguments[0].equals("waiting")) {
        LiveObject.named("open").waitOnExit(Duration.ofSeconds(2)).longLived().create();
        return;
      }
      for (int i = 0; i < 100; i++) {
        Scopes.task("task %d", i).run(scope -> {});
      }
    }

    @SuppressWarnings("MustBeClosedChecker") // that is what is tested
    private static void leaveOpen() throws InterruptedException {
      Scopes.task("outer").start();
      Scopes.to("inner").start();
      Thread other = new Thread(() -> Scopes.task("other").start());
      other.start();
      other.join();
    }
  }

  private static void objects() {
    LiveObject.named("job").id("closed").create().close();
    LiveObject.named("job").id("open").longLived().create();
    LiveObject hot =
        LiveObject.named("job").id("hot").longLived().coalesce(Duration.ofMinutes(1)).create();
    for (int i = 0; i < 3; i++) {
      hot.set("i", i);
    }
  }

  /** Blocks for ever, deaf to interrupts. */
  private static final class DeadSink implements Sink {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public Delivery deliver(Batch batch) {
      while (true) {
        try {
          never.await();
        } catch (InterruptedException ignoredOnPurpose) {
          // A sink that does not keep its contract.
        }
      }
    }

    @Override
    public void close() {}
  }
}
