package dev.weft.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/trees/7c9f2c1e", "/api/v1/events", "/api/v1/stream"})
  void beforeTheStoreIsOpen_whoAsksIsToldSo_andToComeAgain(String path) throws Exception {
    HeldStore held = new HeldStore();
    held.shut();
    try (Served served = Served.in(folder).sink("store", new Memory(held.store())).start()) {
      HttpResponse<String> answer = served.get(path);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(answer.body()).contains("\"unavailable\"", "\"the store is not open\"");
    }
  }
}
