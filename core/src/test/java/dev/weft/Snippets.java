package dev.weft;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** The code of the documentation, compiled so that it stays true. {@link SnippetsTest} runs it. */
final class Snippets {
  private Snippets() {}

  static int closedForm(int orders) throws IOException {
    // @start region="closed"
    int shipped =
        Scopes.task("shipping %d orders", orders)
            .with("user", "leo")
            .call(job -> {
              Scopes.to("pack").run(() -> pack(orders));
              job.bind("boxes", 3);
              job.success("shipped %d orders", orders);
              return orders;
            });
    // @end
    return shipped;
  }

  static void openForm() {
    // @start region="open"
    try (Scope job = Scopes.task("import").start()) {
      try {
        pack(0);
        job.success("imported");
      } catch (IOException broken) {
        job.fail(broken); // else the end would say that all went well
      }
    }
    // @end
  }

  static Map<String, String> handOver() {
    // @start region="out"
    Map<String, String> headers = TraceContext.current().orElseThrow().headers();
    // @end
    return headers;
  }

  static void takeOver(Map<String, String> headers) {
    // @start region="in"
    TraceContext.continueFrom(headers::get, "payment of %s", "order 7").run(() -> pay());
    // @end
  }

  static void pool() {
    // @start region="pool"
    ExecutorService pool = Scopes.propagating(Executors.newFixedThreadPool(4));
    // @end
    pool.shutdown();
  }

  static CompletableFuture<String> stages(CompletableFuture<String> answer) {
    // @start region="stages"
    CompletableFuture<String> shown =
        answer.thenApplyAsync(Scopes.wrapFunction(text -> "answer: " + text));
    // @end
    return shown;
  }

  static ThreadFactory threads(ThreadFactory virtual) {
    // @start region="threads"
    // On 21 and later: Thread.ofVirtual().factory(), also for StructuredTaskScope.
    ThreadFactory carrying = Scopes.propagating(virtual);
    // @end
    return carrying;
  }

  // @start region="proxy"
  interface Repo {
    @Scoped("load %s")
    String load(@Scoped.Field("row") String id, @Scoped.Redact String pin);
  }

  static Repo repo(Repo plain) {
    return Scopes.proxy(Repo.class, plain);
  }

  // @end

  private static void pack(int orders) throws IOException {
    if (orders == 0) {
      throw new IOException("nothing to pack");
    }
  }

  private static void pay() {}
}
