package dev.weft.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 1.17 and B10: which version runs, here and elsewhere. */
@ExtendWith(FleetExtension.class)
class VersionsIT {
  private final Fleet fleet;

  VersionsIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @Test
  void versions_areTheFiles() {
    assertThat(fleet.one.http().get("/api/c2c/versions.json").object().get("main"))
        .asInstanceOf(MAP)
        .containsEntry("git_hash", Fleet.VERSION)
        .containsEntry("git_tag", "v1");
  }

  @Test
  void allInstances_areShownSideBySide() {
    assertThat(fleet.one.http().get("/api/c2c/versions.json?instances=all").body())
        .contains(String.valueOf(fleet.one.pid()), String.valueOf(fleet.two.pid()), Fleet.VERSION);
  }

  @Test
  void withoutFile_thereIsNoView() throws Exception {
    Map<String, String> environment = fleet.environment();
    environment.put("VERSIONS_FILE", "/nowhere/versions.json");
    try (HelloProcess instance = fleet.start(environment)) {
      assertThat(instance.http().get("/api/c2c/versions.json").status()).isEqualTo(404);
    }
  }
}
