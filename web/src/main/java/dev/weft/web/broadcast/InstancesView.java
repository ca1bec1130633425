package dev.weft.web.broadcast;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Presence;
import dev.weft.web.view.Call;
import dev.weft.web.view.Endpoint;
import dev.weft.web.view.Reply;
import dev.weft.web.view.Route;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is there: {@code {"instances": [{"hostname", "pid", "since", "uptime_seconds", "facts",
 * "channels"}], "status": 200}}. Usable from any thread.
 */
public final class InstancesView implements Endpoint {
  private final Broadcast broadcast;

  private InstancesView(Broadcast broadcast) {
    this.broadcast = requireNonNull(broadcast, "broadcast");
  }

  /** {@code /instances} below the base path, for those who know the secret. */
  public static Route route(Broadcast broadcast) {
    return Route.secret("c2c_instances", "/instances", new InstancesView(broadcast));
  }

  @Override
  public Reply answer(Call call) {
    List<Map<String, Object>> rows =
        broadcast.instances().stream().map(InstancesView::row).toList();
    return Reply.json(Map.of("status", 200, "instances", rows));
  }

  private static Map<String, Object> row(Presence one) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("hostname", one.instance().host());
    row.put("pid", one.instance().pid());
    row.put("since", one.since().truncatedTo(ChronoUnit.SECONDS).toString());
    row.put("uptime_seconds", Duration.between(one.since(), one.seen()).toSeconds());
    row.put("facts", one.facts());
    row.put("channels", one.channels());
    return row;
  }
}
