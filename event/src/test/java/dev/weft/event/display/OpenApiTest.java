package dev.weft.event.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  @Test
  void document_describesJustWhatIsAnswered() {
    Logbook logbook = new Logbook();
    JsonNode document =
        Asking.read(
            OpenApi.of("1.2")
                .with("/views/{slug}", "put", "Keeps a view.", "application/json")
                .with("/views/{slug}", "get", "A view.", "application/json")
                .document());
    Set<String> paths = new HashSet<>();
    document.get("paths").fieldNames().forEachRemaining(paths::add);

    assertThat(document.at("/info/version").asText()).isEqualTo("1.2");
    assertThat(document.at("/paths/~1views~1{slug}")).hasSize(2);
    assertThat(paths.remove("/views/{slug}")).isTrue();
    assertThat(paths)
        .containsExactlyInAnyOrderElementsOf(
            Routes.over(logbook.store()).stream().map(Route::path).toList());
    Answers answers = Answers.over(logbook.store(), Clock.systemUTC());
    assertThat(paths).allMatch(path -> answers.knows(path.replaceAll("[{}]", "")));
  }

  @Test
  void parameters_areThoseThatAQuestionMayCarry() {
    JsonNode document = Asking.read(OpenApi.of("1").document());
    Asking asking = new Asking(Logbook.checkout().store());

    for (Route route : Routes.over(new Logbook().store())) {
      JsonNode get = document.path("paths").path(route.path()).path("get");
      assertThat(get.get("summary").asText()).endsWith(".");
      assertThat(get.get("parameters"))
          .hasSize(Route.names(route.path()).size() + route.parameters().size());
      String path = route.path().replaceAll("\\{\\w+}", "7c9f2c1e");
      assertThat(asking.ask(path + "?nonsense=1", Format.JSON).text())
          .contains("\\\"nonsense\\\" is no parameter of " + route.path());
    }
  }
}
