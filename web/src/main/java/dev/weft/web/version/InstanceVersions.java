package dev.weft.web.version;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Answers;
import dev.weft.web.broadcast.Broadcast;
import dev.weft.web.broadcast.BroadcastFunction;
import dev.weft.web.metric.Metric;
import dev.weft.web.metric.Stats;
import dev.weft.web.view.Call;
import dev.weft.web.view.Reply;
import dev.weft.web.view.Route;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The version of this instance, told to all, and those of the others. Usable from any thread.
 * {@link #start()} is called once.
 */
public final class InstanceVersions {
  private static final System.Logger LOG = System.getLogger(InstanceVersions.class.getName());
  private static final String HASH = "git_hash";
  private static final String TAG = "git_tag";
  private static final String STARTED = "started";
  private static final String HOST = "hostname";
  private static final String PID = "pid";

  private final VersionsFile file;
  private final Broadcast broadcast;
  private final Stats stats;
  private final BroadcastFunction hashes;
  private final BroadcastFunction rows;
  private final Instant started =
      ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

  /** Of that file, to be asked through that broadcast; counted once, at the start. */
  public InstanceVersions(VersionsFile file, Broadcast broadcast, Stats stats) {
    this.file = requireNonNull(file, "file");
    this.broadcast = requireNonNull(broadcast, "broadcast");
    this.stats = requireNonNull(stats, "stats");
    this.hashes =
        broadcast.function(
            "c2cwsgiutils.health_check._get_all_versions",
            parameters -> file.gitHash().orElse(null));
    this.rows = broadcast.function("dev.weft.version.row", parameters -> row());
  }

  private Map<String, String> row() {
    Map<String, String> row = new LinkedHashMap<>();
    file.gitHash().ifPresent(hash -> row.put(HASH, hash));
    file.gitTag().ifPresent(tag -> row.put(TAG, tag));
    row.put(STARTED, started.truncatedTo(ChronoUnit.SECONDS).toString());
    return row;
  }

  /** Says which version starts, in the log, as a metric, and to the other instances. */
  public void start() {
    row().forEach(broadcast::announce);
    file.gitHash()
        .ifPresent(hash -> {
          String shown = file.gitTag().map(tag -> tag + " (" + hash + ')').orElse(hash);
          LOG.log(Level.INFO, "Starting version " + shown);
          stats.counter(Metric.of("version").part("version", hash), 1);
        });
  }

  /**
   * The hashes of all instances, Python's among them, for a health check that wants them to be
   * equal; null where an instance has none.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Answers ask() throws InterruptedException {
    return hashes.ask(Map.of());
  }

  /** {@code /versions.json} below the base path, for everybody; with {@code instances=all} all. */
  public Route route() {
    return Route.open("c2c_versions", "/versions.json", this::answer);
  }

  private Reply answer(Call call) throws Exception {
    if (call.parameter("instances").filter("all"::equals).isPresent()) {
      return Reply.json(table(rows.ask(Map.of())));
    }
    return Reply.text("application/json", file.text());
  }

  private static Map<String, Object> table(Answers answers) {
    List<Map<String, Object>> instances = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Object answer : answers.values()) {
      if (answer instanceof Map<?, ?> row) {
        instances.add(shown(row));
        counts.merge(String.valueOf(row.get(HASH)), 1, Integer::sum);
      }
    }
    instances.sort(
        Comparator.comparing((Map<String, Object> row) -> String.valueOf(row.get(HOST)))
            .thenComparing(row -> String.valueOf(row.get(PID))));
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("instances", instances);
    table.put("versions", counts);
    table.put("identical", counts.size() <= 1);
    table.put("silent", answers.silent().stream().map(Object::toString).toList());
    return table;
  }

  private static Map<String, Object> shown(Map<?, ?> row) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (String name : List.of(HOST, PID, HASH, TAG, STARTED)) {
      Object value = row.get(name);
      if (value != null) {
        shown.put(name, value);
      }
    }
    return shown;
  }
}
