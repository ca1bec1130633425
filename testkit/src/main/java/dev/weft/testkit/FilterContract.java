package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Filter} owes the collector: it survives every record, gives the same answer for
 * the same record on any thread, and leaves one record of one line.
 */
public abstract class FilterContract {
  private static final int THREADS = 4;

  /** Makes the contract's tests; called by JUnit. */
  protected FilterContract() {}

  /** The filter. */
  protected abstract Filter createFilter() throws Exception;

  /** Records that matter to this filter, beside those of the contract. */
  protected List<String> moreRecords() {
    return List.of();
  }

  @Test
  void apply_sameRecord_givesSameAnswerOnEveryThread() throws Exception {
    Filter filter = createFilter();
    List<String> records = records();
    List<Optional<String>> alone = outcomes(filter, records);

    for (List<Optional<String>> together : concurrently(() -> outcomes(filter, records))) {
      assertThat(together).isEqualTo(alone);
    }
  }

  private static <T> List<T> concurrently(Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(work);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void apply_everyRecord_leavesOneObjectOnOneLine() throws Exception {
    for (Optional<String> outcome : outcomes(createFilter(), records())) {
      outcome.ifPresent(
          record -> assertThat(record).startsWith("{").endsWith("}").doesNotContain("\n"));
    }
  }

  private List<String> records() {
    List<String> records = new ArrayList<>(Records.numbered(0, 10));
    records.addAll(Records.hostile(10));
    records.add(Records.logged("outside every task"));
    records.add("{}");
    records.addAll(moreRecords());
    return records;
  }

  private static List<Optional<String>> outcomes(Filter filter, List<String> records) {
    Batch batch = Records.batch(records);
    RawEvent view = new RawEvent();
    List<Optional<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      RawEvent event = batch.view(i, view);
      outcomes.add(filter.apply(event) ? Optional.of(text(event)) : Optional.empty());
    }
    return outcomes;
  }

  private static String text(RawEvent event) {
    byte[] bytes = event.bytes();
    return new String(bytes, event.start(), event.end() - event.start(), UTF_8);
  }
}
