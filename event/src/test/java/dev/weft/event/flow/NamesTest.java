package dev.weft.event.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final List<String> KNOWN = List.of("bind", "connect", "max-records");

  @Test
  void mistypedName_findsTheNearest() {
    assertThat(Names.nearest("bnid", KNOWN)).contains("bind");
    assertThat(Names.nearest("Max_Record", KNOWN)).contains("max-records");
  }

  @Test
  void farName_findsNone() {
    assertThat(Names.nearest("password", KNOWN)).isEmpty();
    assertThat(Names.nearest("bind", List.of())).isEmpty();
  }
}
