package dev.weft.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TaskPathsTest {
  private final TaskPaths paths = new TaskPaths("7c9f");

  @Test
  void tasks_standInTheOrderOfAWalk_withThoseBetween() {
    for (String place : new String[] {"7c9f", "7c9f/2/x", "7c9f/2/x", "7c9f/2/10/1", "7c9f/3"}) {
      assertThat(paths.go(place)).isTrue();
      assertThat(paths.id(paths.at())).isEqualTo(place);
    }

    assertThat(paths.size()).isEqualTo(6);
    assertThat(paths.id(1)).isEqualTo("7c9f/2");
    assertThat(paths.path(4)).isEqualTo("2/10/1");
    assertThat(paths.parent(4)).isEqualTo(3);
    assertThat(paths.depth(4)).isEqualTo(3);
    assertThat(paths.parent(5)).isZero();
    assertThat(paths.parent(0)).isEqualTo(TaskPaths.NONE);
    assertThat(paths.path(0)).isEmpty();
  }

  @Test
  void segments_areNumbersOnlyWhereTheyAreWrittenSo() {
    paths.go("7c9f/7/07/x/9999999999999999");

    assertThat(paths.number(1)).isEqualTo(7);
    for (int task = 2; task <= 4; task++) {
      assertThat(paths.number(task)).isNegative();
    }
    assertThat(paths.name(1)).isEqualTo("7");
    assertThat(paths.name(2)).isEqualTo("07");
    assertThat(paths.name(4)).isEqualTo("9999999999999999");
    assertThat(paths.is(1, TaskPaths.number("7"), "7")).isTrue();
    assertThat(paths.is(1, TaskPaths.number("07"), "07")).isFalse();
    assertThat(paths.is(2, TaskPaths.number("07"), "07")).isTrue();
    assertThat(paths.is(3, TaskPaths.number("y"), "y")).isFalse();
  }

  @Test
  void longNumber_isTheSameHoweverItIsSaid() {
    paths.down(9_999_999_999_999_999L);

    assertThat(paths.go("7c9f/9999999999999999")).isTrue();
    assertThat(paths.size()).isEqualTo(2);
  }

  @Test
  void placeThatNestsTooDeep_isNoTask() {
    assertThat(paths.go("7c9f" + "/1".repeat(TaskPaths.DEEPEST + 1))).isFalse();
    assertThat(paths.size()).isOne();
    assertThat(paths.go("7c9f" + "/1".repeat(TaskPaths.DEEPEST))).isTrue();
    assertThat(paths.size()).isEqualTo(TaskPaths.DEEPEST + 1);
  }

  @Test
  void placeOfAnotherTree_isRefused() {
    assertThatThrownBy(() -> paths.go("7c9f1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("7c9f1 is not in the tree 7c9f");
  }
}
