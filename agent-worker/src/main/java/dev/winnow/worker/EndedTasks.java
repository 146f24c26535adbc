package dev.winnow.worker;

import dev.winnow.worker.order.Grading;
import dev.winnow.worker.process.Cancellation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Which tasks are decided: orders for them are not worth running, and runs for them stop. Safe for
 * use by several threads.
 */
final class EndedTasks {
  /** Why a run stops. */
  static final String REASON = "the task is decided";

  /** Of more, the oldest are forgotten: their orders have expired long ago. */
  private static final int MOST_KEPT = 100_000;

  private static final Comparator<Grading> NEWEST =
      Comparator.comparing(Grading::at).thenComparing(Grading::number);

  private final Map<String, Grading> gradings =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Grading> eldest) {
          return size() > MOST_KEPT;
        }
      };
  private final Map<Cancellation, Grading> running = new HashMap<>();

  /** Books a verdict, and stops what runs for it. */
  synchronized void end(Grading ended) {
    gradings.merge(ended.taskId(), ended, BinaryOperator.maxBy(NEWEST));
    running.forEach(
        (cancellation, grading) -> {
          if (has(grading)) {
            cancellation.cancel(REASON);
          }
        });
  }

  /**
   * Whether there is a verdict. An order that was issued after it is of another task, which got the
   * id when the first was removed.
   */
  synchronized boolean has(Grading grading) {
    Grading known = gradings.get(grading.taskId());
    return known != null && grading.number() <= known.number() && !grading.at().isAfter(known.at());
  }

  /** Stops a run as soon as there is a verdict, until it is {@linkplain #leave left}. */
  synchronized void watch(Cancellation cancellation, Grading grading) {
    running.put(cancellation, grading);
    if (has(grading)) {
      cancellation.cancel(REASON);
    }
  }

  synchronized void leave(Cancellation cancellation) {
    running.remove(cancellation);
  }
}
