package dev.weft.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.store.TreeEntry.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeEntriesTest {
  private static final TreeEntry BEGIN =
      new TreeEntry(
          cursor(10, 0, "7c9f"),
          Kind.BEGIN,
          Level.INFO,
          "checkout",
          null,
          -1,
          -1,
          "web-1",
          "web-1/47",
          "shop",
          null);
  private static final TreeEntry CHANGED =
      new TreeEntry(
          cursor(20, 1, "7c9f"),
          Kind.CHANGED,
          Level.ERROR,
          null,
          null,
          -1,
          -1,
          "web-1",
          "web-1/47",
          "shop",
          "91b0");
  private static final TreeEntry END =
      new TreeEntry(
          cursor(30, 4, "7c9f/2/x"),
          Kind.END,
          Level.FATAL,
          null,
          Event.Outcome.ABORTED,
          0,
          5,
          null,
          null,
          null,
          null);

  private static Cursor cursor(long micros, long number, String place) {
    return new Cursor(micros, new EventId(number, place));
  }

  @Test
  void entries_areWhatTheyWere() {
    List<TreeEntry> entries = List.of(BEGIN, CHANGED, END);

    assertThat(TreeEntries.of("7c9f", entries)).isEqualTo(entries);
    assertThat(TreeEntries.none()).isEmpty();
  }

  @Test
  void columns_tellTheSame() {
    TreeEntries entries = TreeEntries.of("7c9f", List.of(BEGIN, CHANGED, END));

    assertThat(entries.place(2)).isEqualTo("7c9f/2/x");
    assertThat(entries.goesOn(0)).isFalse();
    assertThat(entries.goesOn(1)).isTrue();
    assertThat(entries.goesOn(2)).isFalse();
    assertThat(entries.children(0)).isEqualTo(-1);
    assertThat(entries.children(2)).isZero();
    assertThat(entries.records(2)).isEqualTo(5);
    assertThat(entries.outcome(1)).isNull();
  }

  @Test
  void entry_isConcludedAsAnEnd() {
    TreeEntries.Builder builder = new TreeEntries.Builder("7c9f");
    builder.add(BEGIN);
    builder.add(CHANGED);
    builder.conclude(1, Event.Outcome.SUCCEEDED);

    assertThat(builder.build()).containsExactly(BEGIN, CHANGED.concluded(Event.Outcome.SUCCEEDED));
  }

  @Test
  void entryOfAnotherTree_isRefused() {
    assertThatThrownBy(() -> TreeEntries.of("abcd", List.of(BEGIN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7c9f is not in the tree abcd");
  }
}
