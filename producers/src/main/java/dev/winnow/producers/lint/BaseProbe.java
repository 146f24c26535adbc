package dev.winnow.producers.lint;

import dev.winnow.schemas.Task;
import dev.winnow.schemas.spec.Problem;
import java.util.List;
import java.util.Set;

/**
 * Runs a task's evaluator on the untouched base. Whoever has a worker at hand gives the linter one.
 */
@FunctionalInterface
public interface BaseProbe {

  /**
   * Runs every rung in a fresh checkout of the base.
   *
   * @param task a task that keeps all rules and whose base is a commit that exists
   * @return what went wrong, and the metrics that the rungs gave
   */
  Probed probe(Task task);

  /**
   * What came of it.
   *
   * @param problems rungs that failed, as {@code evaluator.rungs[1]}; empty if the base passes all
   * @param warnings what keeps nothing from running, and is probably not what was meant
   * @param metrics names of all metrics that any rung gave
   */
  record Probed(List<Problem> problems, List<Problem> warnings, Set<String> metrics) {
    public Probed {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      metrics = Set.copyOf(metrics);
    }
  }
}
