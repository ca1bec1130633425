package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request, its SQL, its calls to services and their logs are one tree. */
@ExtendWith(FleetExtension.class)
class TreeIT {
  private static final Pattern KEY = Pattern.compile("\"key\":\"\\d+@([0-9a-f-]{36})");

  private final Fleet fleet;

  TreeIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void requestAndAllThatItDoes_areOneTree() {
    fleet
        .one
        .http()
        .get(
            "/api/probe/outgoing?url=http://localhost:" + fleet.one.port() + "/api/hello",
            "X-Request-ID",
            "tree-1");

    await()
        .untilAsserted(() -> {
          String root = root("tree-1");
          List<String> tree = lines(root);
          assertThat(tree)
              .anySatisfy(line -> assertThat(line).contains("/api/probe/outgoing"))
              .anySatisfy(line -> assertThat(line).contains("/api/hello"))
              .anySatisfy(line -> assertThat(line).contains("hello", "SELECT"));
        });
  }

  @Test
  void failedRequest_hasItsTraceInTheTree_once() {
    fleet.one.http().get("/api/error", "X-Request-ID", "tree-2");

    await()
        .untilAsserted(() -> {
          List<String> tree = lines(root("tree-2"));
          assertThat(tree).filteredOn(line -> line.contains("ErrorService.java")).hasSize(1);
          assertThat(tree)
              .anySatisfy(line -> assertThat(line).contains("FAILED GET /api/error", "boom"));
        });
  }

  private String root(String requestId) throws IOException {
    String line =
        fleet.events().lines().filter(one -> one.contains(requestId)).findFirst().orElse("");
    Matcher key = KEY.matcher(line);
    assertThat(key.find()).as("the request's own record, in %s", line).isTrue();
    return key.group(1);
  }

  private List<String> lines(String root) throws IOException {
    return fleet.events().lines().filter(line -> line.contains('@' + root)).toList();
  }
}
