package dev.winnow.streams.contest.store;

import dev.winnow.schemas.Task;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tasks as they were submitted. Key: task id. */
public final class TaskStore {
  public static final String NAME = "tasks-by-id-store";

  private final KeyValueStore<String, Task> store;

  TaskStore(KeyValueStore<String, Task> store) {
    this.store = store;
  }

  public Optional<Task> get(String taskId) {
    return Optional.ofNullable(store.get(taskId));
  }

  public void put(Task task) {
    store.put(task.getTaskId(), task);
  }

  public void remove(String taskId) {
    store.put(taskId, null);
  }
}
