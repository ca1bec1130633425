package dev.weft.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;

class ScopeIdTest {
  private static final ScopeId ROOT = new ScopeId("e252a11f");

  @Test
  void equality_isThatOfTheText() {
    EqualsVerifier.forClass(ScopeId.class).withNonnullFields("value").verify();
  }

  @Test
  void emptyText_isRefused() {
    assertThatThrownBy(() -> new ScopeId("")).hasMessage("a task id must not be empty");
  }

  @Test
  void child_knowsItsPlace() {
    ScopeId child = ROOT.child(3).child("00f067aa0ba902b7");

    assertThat(child).hasToString("e252a11f/3/00f067aa0ba902b7");
    assertThat(child.root()).isEqualTo("e252a11f");
    assertThat(child.lastSegment()).isEqualTo("00f067aa0ba902b7");
    assertThat(child.parent()).contains(ROOT.child(3));
    assertThat(child.depth()).isEqualTo(2);
    assertThat(child.isRoot()).isFalse();
    assertThat(ROOT.parent()).isEmpty();
    assertThat(ROOT.isRoot()).isTrue();
  }

  @Test
  void within_goesBySegments() {
    assertThat(ROOT.child(12).isWithin(ROOT)).isTrue();
    assertThat(ROOT.child(12).isWithin(ROOT.child(12))).isTrue();
    assertThat(ROOT.child(12).isWithin(ROOT.child(1))).isFalse();
  }

  @Test
  void order_isThatOfNumbers() {
    assertThat(Stream.of("r/10", "r/x", "r", "r/2/1", "r/2").map(ScopeId::new).sorted())
        .extracting(ScopeId::value)
        .containsExactly("r", "r/2", "r/2/1", "r/10", "r/x");
  }

  @Test
  void order_ofRandomIds_isTotalAndGoesBySegments() {
    Random random = new Random(3);
    String[] segments = {
      "", "0", "00", "1", "01", "2", "10", "a", "a1", "b", "1234567890123456789"
    };
    List<ScopeId> ids = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      StringBuilder id = new StringBuilder("r");
      for (int depth = random.nextInt(4); depth > 0; depth--) {
        id.append('/').append(segments[random.nextInt(segments.length)]);
      }
      ids.add(new ScopeId(id.toString()));
    }
    for (ScopeId a : ids) {
      for (ScopeId b : ids) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        for (ScopeId c : ids) {
          if (a.compareTo(b) < 0 && b.compareTo(c) < 0 && a.compareTo(c) >= 0) {
            throw new AssertionError(a + " < " + b + " < " + c);
          }
        }
      }
    }
  }

  @Test
  void entry_isWhereOnlySpansLieBelowTheRoot() {
    assertThat(new ScopeId("r/53995c3f42cd8ad8").isEntry()).isTrue();
    assertThat(new ScopeId("r/00f067aa0ba902b7/1234567890123456").isEntry()).isTrue();
    assertThat(new ScopeId("r").isEntry()).isFalse();
    assertThat(new ScopeId("r/1").isEntry()).isFalse();
    assertThat(new ScopeId("r/1/53995c3f42cd8ad8").isEntry()).isFalse();
    assertThat(new ScopeId("r/53995C3F42CD8AD8").isEntry()).isFalse();
    assertThat(new ScopeId("r/").isEntry()).isFalse();
  }
}
