package dev.weft.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Filter;
import dev.weft.event.flow.Options;
import dev.weft.testkit.FilterContract;
import dev.weft.testkit.Records;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an author of a plug-in writes, too: the contract, and the filter's own promises. */
class SampleFilterTest extends FilterContract {
  @Override
  protected Filter createFilter() {
    return sample(50);
  }

  @Override
  protected List<String> moreRecords() {
    return List.of("{\"context\":{\"key\":\"no key\"}}", "{\"context\":{\"key\":7}}");
  }

  @Test
  void percent_isTheShareOfTreesKept_eachWhole() {
    for (long percent : new long[] {0, 25, 100}) {
      Filter filter = sample(percent);
      long kept =
          IntStream.range(0, 1_000).filter(tree -> keepsWhole(filter, tree, percent)).count();
      assertThat(kept).isBetween(percent * 10 - 60, percent * 10 + 60);
    }
  }

  private static boolean keepsWhole(Filter filter, int tree, long percent) {
    String id = "%08x-0000-4000-8000-000000000001".formatted(tree * 7_919);
    List<Boolean> kept =
        List.of(
            keeps(filter, "0@" + id), keeps(filter, "1@" + id), keeps(filter, "4@" + id + "/2"));
    assertThat(kept).as("%s at %d %%", id, percent).containsOnly(kept.get(0));
    return kept.get(0);
  }

  @Test
  void recordsOutsideEveryTask_areKept() {
    Batch batch = Records.batch(Records.logged("alone"), "{}");
    assertThat(sample(0).apply(batch.view(0, new RawEvent()))).isTrue();
    assertThat(sample(0).apply(batch.view(1, new RawEvent()))).isTrue();
  }

  @Test
  void percent_outOfRange_isRefused() {
    assertThatThrownBy(() -> sample(101))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"percent: 101\" is not 0 to 100");
  }

  private static boolean keeps(Filter filter, String key) {
    return filter.apply(
        Records.batch("{\"context\":{\"key\":\"" + key + "\"}}").view(0, new RawEvent()));
  }

  private static Filter sample(long percent) {
    SampleFilterFactory factory = new SampleFilterFactory();
    return factory.create(Options.of("test", factory.options(), Map.of("percent", percent)));
  }
}
