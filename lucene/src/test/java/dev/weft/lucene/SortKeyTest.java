package dev.weft.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.event.store.EventId;
import java.util.List;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.junit.jupiter.api.Test;

class SortKeyTest {
  private static final List<String> SEGMENTS =
      List.of(
          "",
          "0",
          "00",
          "1",
          "2",
          "10",
          "007",
          "7",
          "70",
          "999999999999999999",
          "9999999999999999999",
          "a",
          "ab",
          "b",
          "~",
          "~run",
          "\u0000",
          "\u007f",
          "\u0080",
          "\u3fff",
          "\u4000",
          "\ud83d\ude00",
          "\uffff",
          "7c9f2c1e-0d3b-4a7e-9b1a-2f6d0c5b8a11");

  @Test
  void of_sortsAsIdentitiesDo_andTellsThemAgain() {
    Random random = new Random(4);
    List<EventId> ids =
        random.ints(400).mapToObj(unused -> id(random)).filter(id -> id != null).toList();
    for (EventId left : ids) {
      BytesRef key = SortKey.of(left);
      assertThat(SortKey.id(key)).isEqualTo(left);
      for (EventId right : ids) {
        int order = Integer.signum(key.compareTo(SortKey.of(right)));
        if (order != Integer.signum(left.compareTo(right))) {
          fail("%s and %s are in the order %s", left, right, order);
        }
      }
    }
  }

  @Test
  void in_beginsTheKeysOfThatPlaceOnly() {
    Random random = new Random(5);
    List<EventId> ids =
        random.ints(300).mapToObj(unused -> id(random)).filter(id -> id != null).toList();
    for (EventId left : ids) {
      BytesRef place = SortKey.in(left.place());
      for (EventId right : ids) {
        boolean begins = StringHelper.startsWith(SortKey.of(right), place);
        if (begins != left.place().equals(right.place())) {
          fail("the key of %s begins as those in %s: %s", right, left.place(), begins);
        }
      }
    }
  }

  @Test
  void numberInRoot_isThatOfAnEventInNoOtherTask() {
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      EventId id = id(random);
      if (id != null) {
        long expected = id.place().contains("/") ? -1 : id.number();
        assertThat(SortKey.numberInRoot(SortKey.of(id))).as("%s", id).isEqualTo(expected);
      }
    }
  }

  private static EventId id(Random random) {
    StringBuilder place = new StringBuilder(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
    for (int i = random.nextInt(4); i > 0; i--) {
      place.append('/').append(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
    }
    long number = random.nextBoolean() ? random.nextInt(300) : random.nextLong() >>> 4;
    return place.isEmpty() ? null : new EventId(number, place.toString());
  }
}
