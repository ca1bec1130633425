package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      if (arguments[0].equals("dead")) {
        Weft.configure().to(new DeadSink()).start();
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
