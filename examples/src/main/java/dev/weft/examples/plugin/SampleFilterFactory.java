package dev.weft.examples.plugin;

import dev.weft.event.EventKey;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Filter;
import dev.weft.event.flow.FilterFactory;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import java.util.List;

/**
 * The filter {@code sample: {percent: 10}}: keeps about that share of the trees, whole trees or
 * nothing, so that what is kept can still be read. Records outside every task are kept.
 */
public final class SampleFilterFactory implements FilterFactory {
  private static final FieldPath KEY = FieldPath.of(WireKey.CONTEXT + "." + WireKey.KEY);

  /** For the service loader. */
  public SampleFilterFactory() {}

  @Override
  public String type() {
    return "sample";
  }

  @Override
  public String summary() {
    return "keeps a share of the trees, each whole";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.required("percent", Option.Kind.INTEGER, "the share of trees to keep, 0 to 100"));
  }

  // region filter
  @Override
  public Filter create(Options options) {
    long percent = options.integer("percent");
    if (percent < 0 || percent > 100) {
      throw new ConfigurationException("percent", "\"percent: " + percent + "\" is not 0 to 100");
    }
    return event -> keep(event, percent);
  }

  private static boolean keep(RawEvent event, long percent) {
    String key = event.text(KEY);
    if (key == null) {
      return true;
    }
    // The root's own text decides, so that every collector keeps the same trees.
    return EventKey.parse(key)
        .map(parsed -> Math.floorMod(parsed.scope().root().hashCode(), 100) < percent)
        .orElse(true);
  }
  // endregion
}
