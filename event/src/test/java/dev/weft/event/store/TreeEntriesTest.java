package dev.weft.event.store;

import static java.nio.charset.StandardCharsets.UTF_8;
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
    assertThat(entries.task(0)).isZero();
    assertThat(entries.task(1)).isZero();
    assertThat(entries.task(2)).isEqualTo(2);
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
  void place_mayBeSaidStepByStep() {
    TreeEntries.Builder builder = new TreeEntries.Builder("7c9f");
    builder.add(BEGIN);
    int origin = builder.origin(null, null, null);
    builder.down(2);
    builder.down("x");
    builder.add(30, 4, TreeEntries.Builder.UNNAMED, origin);
    builder.is(Kind.END, Level.FATAL, Event.Outcome.ABORTED);
    builder.ended(0, 5);
    builder.up(1);
    builder.down(3);
    byte[] name = "(rate)".getBytes(UTF_8);
    builder.add(25, 0, builder.name(name, 1, 4), origin);
    builder.is(Kind.BEGIN, Level.INFO, null);

    TreeEntries entries = builder.build();

    assertThat(entries.subList(0, 2)).containsExactly(BEGIN, END);
    assertThat(entries.id(2)).hasToString("0@7c9f/2/3");
    assertThat(entries.name(2)).isEqualTo("rate");
    assertThat(entries.micros(2)).isEqualTo(25);
  }

  @Test
  void placeThatNestsTooDeep_isKeptOutsideTheTasks() {
    String place = "7c9f" + "/1".repeat(TaskPaths.DEEPEST + 1);
    TreeEntries.Builder builder = new TreeEntries.Builder("7c9f");
    builder.add(BEGIN);
    builder.go(place);
    builder.add(10, 3, TreeEntries.Builder.UNNAMED, builder.origin(null, null, null));

    TreeEntries entries = builder.build();

    assertThat(entries.task(1)).isEqualTo(TaskPaths.NONE);
    assertThat(entries.id(1)).isEqualTo(new EventId(3, place));
    assertThat(entries.paths().size()).isOne();
  }

  @Test
  void entryOfAnotherTree_isRefused() {
    assertThatThrownBy(() -> TreeEntries.of("abcd", List.of(BEGIN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7c9f is not in the tree abcd");
  }
}
