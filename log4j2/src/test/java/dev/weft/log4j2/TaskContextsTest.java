package dev.weft.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.record.Bindings;
import dev.weft.record.TaskNode;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskContextsTest {
  @Test
  void endedTask_isKeptForAnEventThatNamesIt() {
    List<TaskNode> program = new ArrayList<>(List.of(task("leo")));
    WeakReference<TaskNode> task = new WeakReference<>(program.get(0));
    String named = TaskContexts.of(program.get(0)).get(TaskContexts.TASK);

    program.clear();
    collectGarbage();
    TaskContexts.of(task("ann"));

    TaskNode found = TaskContexts.task(named);
    assertThat(found).isNotNull().isSameAs(task.get());
    assertThat(TaskContexts.of(found)).isEqualTo(Map.of("task", named, "user", "leo"));
    assertThat(TaskContexts.of(found).get(TaskContexts.TASK)).isSameAs(named);
  }

  @Test
  void taskThatNoEventNames_isLetGoOf() {
    List<TaskNode> program = new ArrayList<>(List.of(task("leo")));
    WeakReference<TaskNode> task = new WeakReference<>(program.get(0));
    TaskContexts.of(program.get(0));

    program.clear();
    for (int i = 0; i < 100 && task.get() != null; i++) {
      collectGarbage();
      TaskContexts.of(task("ann"));
    }

    assertThat(task.get()).isNull();
  }

  @Test
  void sameFields_areShownByTheSameMap() {
    TaskNode task = task("leo");
    Map<String, String> before = TaskContexts.of(task);

    assertThat(TaskContexts.of(task)).isSameAs(before);
    task.bind("user", "ann");
    assertThat(TaskContexts.of(task)).containsEntry("user", "ann");
    assertThat(before).containsEntry("user", "leo");
  }

  private static TaskNode task(String user) {
    return TaskNode.root(Bindings.NONE.with("user", user));
  }

  static void collectGarbage() {
    WeakReference<Object> canary = new WeakReference<>(new Object());
    for (int i = 0; i < 100 && canary.get() != null; i++) {
      System.gc();
    }
    assertThat(canary.get()).isNull();
  }
}
