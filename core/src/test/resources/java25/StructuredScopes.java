import dev.weft.Scope;
import dev.weft.Scopes;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;

/** Run from source by a JDK of 25 or later: which hops of its own carry the current task. */
public final class StructuredScopes {
  public static void main(String[] arguments) throws Exception {
    ThreadFactory plain = Thread.ofVirtual().factory();
    try (Scope job = Scopes.task("job").start()) {
      String id = job.id().value();
      AtomicReference<String> seen = new AtomicReference<>();
      Thread.ofVirtual().start(() -> seen.set(here())).join();
      say("plain virtual thread", seen.get(), "none");

      Thread carried = Scopes.propagating(plain).newThread(() -> seen.set(here()));
      carried.start();
      carried.join();
      say("virtual thread of a propagating factory", seen.get(), id);

      try (ExecutorService each = Executors.newThreadPerTaskExecutor(Scopes.propagating(plain))) {
        say("thread-per-task executor", each.submit(StructuredScopes::here).get(), id);
      }
      try (ExecutorService each = Scopes.propagating(Executors.newVirtualThreadPerTaskExecutor())) {
        say("propagating executor", each.submit(StructuredScopes::here).get(), id);
      }
      say("plain fork", forked(plain), "none");
      say("fork with a propagating factory", forked(Scopes.propagating(plain)), id);
    }
    say("afterwards", here(), "none");
  }

  private static String forked(ThreadFactory factory) throws Exception {
    Callable<String> here = StructuredScopes::here;
    try (var scope =
        StructuredTaskScope.open(
            StructuredTaskScope.Joiner.<String>awaitAllSuccessfulOrThrow(),
            configuration -> configuration.withThreadFactory(factory))) {
      var fork = scope.fork(here);
      scope.join();
      return fork.get();
    }
  }

  private static String here() {
    return Scopes.current().map(scope -> scope.id().value()).orElse("none");
  }

  private static void say(String hop, String seen, String expected) {
    System.out.println((seen.equals(expected) ? "as expected: " : "WRONG: ") + hop);
  }
}
