package dev.weft.daemon.stream;

import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.EventField;
import dev.weft.event.query.Surroundings;
import dev.weft.event.store.StoredEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one second had: how many matched, were shown, by level and by pattern. One thread at a time.
 */
final class Tally {
  private static final FieldPath LOGGER = FieldPath.of(WireKey.NAME);
  private static final FieldPath TEMPLATE = FieldPath.of(WireKey.MSG);
  private static final EventField PATTERN = EventField.named("pattern");
  private static final int TOP = 5;
  private static final int MOST_PATTERNS = 2_000;
  private static final int LONGEST_TEMPLATE = 200;

  private final LevelCounts levels = new LevelCounts();
  private final Map<Long, Pattern> patterns = new HashMap<>();
  private long matched;
  private long shown;

  private static final class Pattern {
    final StoredEvent sample;
    long count;

    Pattern(StoredEvent sample) {
      this.sample = sample;
    }

    long count() {
      return count;
    }
  }

  void match(StoredEvent event, @Nullable Level level, RawEvent view) {
    matched++;
    levels.add(level);
    // Names that nobody will show are not made: the bytes tell patterns apart.
    long key = hash(view, TEMPLATE, hash(view, LOGGER, 0xcbf29ce484222325L));
    Pattern pattern = patterns.get(key);
    if (pattern == null && patterns.size() < MOST_PATTERNS) {
      pattern = new Pattern(event);
      patterns.put(key, pattern);
    }
    if (pattern != null) {
      pattern.count++;
    }
  }

  private static long hash(RawEvent view, FieldPath path, long seed) {
    long hash = seed;
    if (view.find(path)) {
      byte[] bytes = view.bytes();
      int end = view.valueEnd();
      for (int i = view.valueStart(); i < end; i++) {
        hash = (hash ^ bytes[i]) * 0x100000001b3L;
      }
    }
    return hash * 31;
  }

  /** Events that nobody looked at; all of them count as matches. */
  void unread(long more) {
    matched += more;
  }

  void show(long more) {
    shown += more;
  }

  /** Says it, and begins anew. */
  JsonWriter take(long micros) {
    JsonWriter json = new JsonWriter().beginObject();
    json.name("t").number(micros).name("matched").number(matched).name("shown").number(shown);
    json.name("errors").number(levels.errors());
    levels.list(json.name("levels"));
    json.name("patterns").beginArray();
    RawEvent view = new RawEvent();
    for (Pattern pattern : top()) {
      view.over(pattern.sample.json());
      Object id = PATTERN.value(view, Surroundings.NONE);
      String template = view.text(TEMPLATE);
      if (id != null && template != null) {
        json.beginArray().text(String.valueOf(id)).text(cut(template));
        json.number(pattern.count).endArray();
      }
    }
    json.endArray().endObject();
    levels.clear();
    patterns.clear();
    matched = 0;
    shown = 0;
    return json;
  }

  private List<Pattern> top() {
    return patterns.values().stream()
        .sorted(Comparator.comparingLong(Pattern::count).reversed())
        .limit(TOP)
        .toList();
  }

  private static String cut(String template) {
    return template.length() > LONGEST_TEMPLATE
        ? template.substring(0, LONGEST_TEMPLATE) + "…"
        : template;
  }
}
